// Characters' classes and case, by Unicode (utf8proc).
#pragma once

#include <string>
#include <string_view>

namespace dateline::text {

// The first letter of the general category ('L', 'M', 'N', 'P', 'S', 'Z', 'C') and the second ('u', 'l', 't', ...).
struct Category {
  char major = 'C';
  char minor = 'n';
  friend bool operator==(const Category&, const Category&) = default;
};

Category category(char32_t c);

// What runs together to an atom (letters, marks, digits), what stands alone, and what separates.
enum class Kind : unsigned char { word, mark, separator };
Kind kind(char32_t c);

// Full lower case (a final sigma and the dotted I as Unicode's SpecialCasing has them).
std::u32string lower(std::u32string_view text);
std::string lower(std::string_view utf8);

// Canonical decomposition without non-spacing marks: "é" is "e".
std::string without_marks(std::string_view utf8);

bool is_ascii(std::string_view bytes);

// ASCII only; other characters stay.
constexpr char lower_ascii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

}  // namespace dateline::text
