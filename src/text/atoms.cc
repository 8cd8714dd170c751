#include "text/atoms.h"

#include "text/code_points.h"
#include "text/letters.h"
#include "text/table.h"

#include <algorithm>

namespace dateline::text {

namespace {

// A place in the text; `character` is what begins there, 0 at the end (a NUL in the text separates as well).
struct Cursor {
  std::string_view text;
  size_t byte = 0, next = 0;
  uint32_t point = 0;
  char32_t character = 0;

  explicit Cursor(std::string_view utf8) : text(utf8) { look(); }
  bool at_end() const { return byte == text.size(); }
  void advance() {
    byte = next;
    ++point;
    look();
  }
  void look() {
    next = byte;
    character = byte < text.size() ? next_code_point(text, next) : 0;
  }
};

bool apostrophe(char32_t c) { return c == U'\'' || c == U'’'; }

// Between a digit and a letter: "10pm" and "5km" may be two words.
bool unit(char32_t before, char32_t after) { return category(before) == Category{'N', 'd'} && category(after).major == 'L'; }

// Where the clitic ends that begins at `at`: 's 'm 'd 're 've 'll, or 't of n't. No clitic: the end is `at` itself.
Cursor clitic_end(Cursor at) {
  constexpr std::string_view clitics[] = {"s", "m", "d", "t", "re", "ve", "ll"};
  if (!apostrophe(at.character)) return at;
  Cursor end = at;
  end.advance();
  const size_t start = end.byte;
  while (end.point - at.point < 4 && kind(end.character) == Kind::word) end.advance();
  const std::string letters = lower(at.text.substr(start, end.byte - start));
  return std::find(std::begin(clitics), std::end(clitics), letters) != std::end(clitics) ? end : at;
}

class Cutter {
 public:
  Cutter(std::string_view utf8, const FusedWords& fused) : text_(utf8), fused_(fused), at_(utf8) {}

  std::vector<Atom> cut() {
    while (!at_.at_end()) {
      switch (kind(at_.character)) {
        case Kind::separator:
          separate();
          break;
        case Kind::mark: {
          Cursor end = at_;
          end.advance();
          add(end);
          break;
        }
        case Kind::word:
          word();
          break;
      }
    }
    return std::move(found_);
  }

 private:
  void separate() {
    if (at_.character == U'\n') ++lines_;
    apart_ = true;
    at_.advance();
  }

  // Ends an atom that began at `at_`.
  void add(const Cursor& end) {
    Gap gap = !apart_ ? Gap::none : lines_ == 0 ? Gap::space : lines_ == 1 ? Gap::newline : Gap::blank_line;
    if (found_.empty()) gap = Gap::blank_line;
    found_.push_back({at_.point, end.point, static_cast<uint32_t>(at_.byte), static_cast<uint32_t>(end.byte), gap});
    at_ = end;
    apart_ = false;
    lines_ = 0;
  }

  void word() {
    Cursor last = at_, end = at_;  // `last` is the character before `end`
    end.advance();
    while (end.point - at_.point < max_atom && kind(end.character) == Kind::word && !unit(last.character, end.character)) {
      last = end;
      end.advance();
    }
    Cursor tail = clitic_end(end);
    if (tail.byte != end.byte && tail.point == end.point + 2 && lower_ascii(text_[tail.byte - 1]) == 't') {
      if (end.point - at_.point > 1 && (last.character == U'n' || last.character == U'N')) {
        add(last);
        add(tail);
        return;
      }
      tail = end;
    }
    split_fused(end);
    if (tail.byte != end.byte) add(tail);
  }

  void split_fused(const Cursor& end) {
    const size_t bytes = end.byte - at_.byte;
    // Letters outside ASCII may have an ASCII lower case (the Kelvin sign), three bytes for one.
    if (bytes <= 3 * fused_.longest()) {
      if (const auto* parts = fused_.parts(lower(text_.substr(at_.byte, bytes)))) {
        for (uint32_t length : *parts) {
          Cursor part = at_;
          for (uint32_t i = 0; i < length; ++i) part.advance();
          add(part);
        }
        return;
      }
    }
    add(end);
  }

  std::string_view text_;
  const FusedWords& fused_;
  Cursor at_;
  std::vector<Atom> found_;
  bool apart_ = false;  // something separates `at_` from the atom before
  uint32_t lines_ = 0;  // line feeds in it
};

}  // namespace

FusedWords::FusedWords(std::string_view tsv) {
  for_each_row(tsv, [this](const std::vector<std::string_view>& row) {
    std::string word;
    std::vector<uint32_t> lengths;
    for (std::string_view part : row) {
      word += part;
      lengths.push_back(static_cast<uint32_t>(part.size()));
    }
    longest_ = std::max(longest_, word.size());
    parts_[word] = std::move(lengths);
  });
}

const std::vector<uint32_t>* FusedWords::parts(const std::string& word) const {
  const auto found = parts_.find(word);
  return found == parts_.end() ? nullptr : &found->second;
}

std::vector<Atom> atoms(std::string_view utf8, const FusedWords& fused) { return Cutter(utf8, fused).cut(); }

}  // namespace dateline::text
