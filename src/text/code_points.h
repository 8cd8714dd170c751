// UTF-8 and code points. A byte that begins no well-formed sequence is read as one code point U+FFFD, so that every text can be
// walked to its end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::text {

// The code point that begins at byte `at` (at < utf8.size()); moves `at` past it.
char32_t next_code_point(std::string_view utf8, size_t& at);

void append_utf8(std::string& out, char32_t code_point);

std::u32string code_points(std::string_view utf8);
std::string utf8(std::u32string_view code_points);

// Turns byte offsets of a text into code point offsets and back: a mark every 64 code points, then a short walk.
// The text must outlive the index.
class CodePointIndex {
 public:
  explicit CodePointIndex(std::string_view utf8);

  uint32_t size() const { return size_; }    // code points of the text
  uint32_t byte(uint32_t code_point) const;  // clamped to the end of the text
  uint32_t code_point(uint32_t byte) const;  // of the character that the byte belongs to; clamped likewise

 private:
  static constexpr uint32_t stride = 64;
  std::string_view text_;
  std::vector<uint32_t> marks_;  // byte of code points 0, 64, 128, ...
  uint32_t size_ = 0;
};

}  // namespace dateline::text
