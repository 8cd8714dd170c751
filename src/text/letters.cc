#include "text/letters.h"

#include "text/code_points.h"

#include <utf8proc.h>

#include <array>
#include <cstdlib>
#include <memory>

namespace dateline::text {

namespace {

Category look_up(char32_t c) {
  const char* name = utf8proc_category_string(static_cast<utf8proc_int32_t>(c));
  return {name[0], name[1]};
}

Kind kind_of(Category category) {
  switch (category.major) {
    case 'L':
    case 'M':
    case 'N':
      return Kind::word;
    case 'P':
    case 'S':
      return Kind::mark;
    default:
      return Kind::separator;
  }
}

struct Ascii {
  std::array<Category, 128> categories;
  std::array<Kind, 128> kinds;
  Ascii() {
    for (char32_t c = 0; c < 128; ++c) {
      categories[c] = look_up(c);
      kinds[c] = kind_of(categories[c]);
    }
  }
};

const Ascii& ascii() {
  static const Ascii table;
  return table;
}

bool cased(char32_t c) {
  const Category found = category(c);
  return found.major == 'L' && (found.minor == 'u' || found.minor == 'l' || found.minor == 't');
}

// What Unicode calls case-ignorable, as far as it can stand inside an atom.
bool ignorable(char32_t c) {
  const Category found = category(c);
  return found.major == 'M' || found == Category{'L', 'm'} || c == U'\'' || c == U'’';
}

// A sigma is final when a cased letter stands before it and none behind it (SpecialCasing, Final_Sigma).
bool final_sigma(std::u32string_view text, size_t at) {
  size_t before = at;
  while (before > 0 && ignorable(text[before - 1])) --before;
  if (before == 0 || !cased(text[before - 1])) return false;
  size_t after = at + 1;
  while (after < text.size() && ignorable(text[after])) ++after;
  return after == text.size() || !cased(text[after]);
}

}  // namespace

Category category(char32_t c) { return c < 128 ? ascii().categories[c] : look_up(c); }

Kind kind(char32_t c) { return c < 128 ? ascii().kinds[c] : kind_of(look_up(c)); }

std::u32string lower(std::u32string_view text) {
  std::u32string found;
  found.reserve(text.size());
  for (size_t at = 0; at < text.size(); ++at) {
    const char32_t c = text[at];
    if (c == U'\u0130') {
      found += U"i\u0307";
    } else if (c == U'\u03A3') {
      found += final_sigma(text, at) ? U'\u03C2' : U'\u03C3';
    } else {
      found += static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
    }
  }
  return found;
}

std::string lower(std::string_view bytes) {
  if (!is_ascii(bytes)) return utf8(lower(code_points(bytes)));
  std::string found(bytes);
  for (char& c : found) c = lower_ascii(c);
  return found;
}

std::string without_marks(std::string_view bytes) {
  utf8proc_uint8_t* decomposed = nullptr;
  const auto length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(bytes.data()), static_cast<utf8proc_ssize_t>(bytes.size()),
                   &decomposed, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(decomposed, &std::free);
  if (length < 0) return std::string(bytes);  // not UTF-8
  const std::string_view all(reinterpret_cast<const char*>(decomposed), static_cast<size_t>(length));
  std::string found;
  found.reserve(all.size());
  for (size_t at = 0; at < all.size();) {
    const size_t start = at;
    if (category(next_code_point(all, at)) != Category{'M', 'n'}) found += all.substr(start, at - start);
  }
  return found;
}

bool is_ascii(std::string_view bytes) {
  for (char c : bytes) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

}  // namespace dateline::text
