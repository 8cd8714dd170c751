#include "record/page.h"

#include "text/code_points.h"

#include <utf8proc.h>

#include <algorithm>

namespace dateline {
namespace {

// Embeddings, overrides and isolates of the bidirectional algorithm (Unicode annex 9).
bool turns_direction(char32_t c) { return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069); }

unsigned width_of(char32_t c) {
  return static_cast<unsigned>(std::max(0, utf8proc_charwidth(static_cast<utf8proc_int32_t>(c))));
}

std::string_view escape(Style style) {
  switch (style) {
    case Style::bold:
      return "\x1b[1m";
    case Style::dim:
      return "\x1b[2m";
    case Style::red:
      return "\x1b[31m";
    case Style::green:
      return "\x1b[32m";
    case Style::yellow:
      return "\x1b[33m";
    case Style::cyan:
      return "\x1b[36m";
    case Style::plain:
      break;
  }
  return "";
}

}  // namespace

std::string on_one_line(std::string_view utf8) {
  std::string out;
  bool gap = false;
  for (size_t at = 0; at < utf8.size();) {
    const size_t begin = at;
    const char32_t c = text::next_code_point(utf8, at);
    if (c <= 0x20 || c == 0x85 || c == 0xA0 || c == 0x2028 || c == 0x2029) {
      gap = !out.empty();
    } else if (c != 0xFEFF && (c < 0x7F || c > 0x9F) && !turns_direction(c)) {
      if (gap) out += ' ';
      gap = false;
      out += utf8.substr(begin, at - begin);
    }
  }
  return out;
}

unsigned columns(std::string_view utf8) {
  unsigned sum = 0;
  for (size_t at = 0; at < utf8.size();) sum += width_of(text::next_code_point(utf8, at));
  return sum;
}

std::string shortened(std::string_view utf8, unsigned width) {
  if (columns(utf8) <= width) return std::string(utf8);
  size_t fits = 0, space = 0;
  unsigned sum = 0;
  for (size_t at = 0; at < utf8.size();) {
    const size_t begin = at;
    const char32_t c = text::next_code_point(utf8, at);
    sum += width_of(c);
    if (sum + 1 > width) break;
    if (c == ' ') space = begin;
    fits = at;
  }
  std::string out(utf8.substr(0, space > fits / 2 ? space : fits));
  while (!out.empty() && (out.back() == ' ' || out.back() == ',' || out.back() == ';')) out.pop_back();
  return out + "…";
}

Page& Page::add(std::string_view text, Style style, bool glue) {
  const std::string clean = on_one_line(text);
  for (size_t at = 0; at < clean.size();) {
    const size_t space = std::min(clean.find(' ', at), clean.size());
    if (space > at) words_.push_back({clean.substr(at, space - at), style, glue && at == 0});
    at = space + 1;
  }
  return *this;
}

void Page::end(unsigned indent) {
  unsigned column = 0;
  Style style = Style::plain;
  const auto set_style = [&](Style to) {
    if (!layout_.color || to == style) return;
    if (style != Style::plain) out_ += "\x1b[0m";
    out_ += escape(to);
    style = to;
  };
  for (size_t i = 0; i < words_.size(); ++i) {
    // Words that stick together are not parted at the end of a line.
    unsigned size = columns(words_[i].text);
    for (size_t next = i + 1; next < words_.size() && words_[next].glue; ++next) size += columns(words_[next].text);
    if (column == 0) {
      out_.append(indent, ' ');
      column = indent;
    } else if (!words_[i].glue) {
      if (column + 1 + size > layout_.width) {
        set_style(Style::plain);
        out_ += '\n';
        out_.append(indent + 2, ' ');
        column = indent + 2;
      } else {
        if (words_[i].style != style) set_style(Style::plain);
        out_ += ' ';
        ++column;
      }
    }
    set_style(words_[i].style);
    out_ += words_[i].text;
    column += columns(words_[i].text);
  }
  set_style(Style::plain);
  out_ += '\n';
  words_.clear();
}

}  // namespace dateline
