// Lines of text for a terminal: wrapped, indented, in colours when asked for.
#pragma once

#include <dateline/formats.h>

#include <string>
#include <string_view>

namespace dateline {

enum class Style { plain, bold, dim, red, green, yellow, cyan };

// On one line, white space as single spaces; without control characters and the marks that turn the direction of writing, which
// could make a terminal show something else than the report says.
std::string on_one_line(std::string_view utf8);

// Columns that a terminal gives to a text.
unsigned columns(std::string_view utf8);

// At most `width` columns, cut at a space where possible and marked with an ellipsis.
std::string shortened(std::string_view utf8, unsigned width);

class Page {
 public:
  Page(const TextLayout& layout, std::string& out) : layout_(layout), out_(out) {}

  // Words of a line that is to be wrapped; a space stands between two calls unless `glue`.
  Page& add(std::string_view text, Style style = Style::plain, bool glue = false);
  // Ends the line: wraps what was added, later lines two columns further in than `indent`.
  void end(unsigned indent);
  void blank() { out_ += '\n'; }
  unsigned width() const { return layout_.width; }

 private:
  struct Word {
    std::string text;
    Style style;
    bool glue;
  };
  const TextLayout& layout_;
  std::string& out_;
  std::vector<Word> words_;
};

}  // namespace dateline
