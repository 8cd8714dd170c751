#include "text/code_points.h"

#include <algorithm>

namespace dateline::text {

namespace {

constexpr char32_t replacement = 0xFFFD;

bool continues(unsigned char byte) { return (byte & 0xC0) == 0x80; }

}  // namespace

char32_t next_code_point(std::string_view utf8, size_t& at) {
  const auto lead = static_cast<unsigned char>(utf8[at]);
  if (lead < 0x80) {
    ++at;
    return lead;
  }
  const size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || length > utf8.size() - at) {
    ++at;
    return replacement;
  }
  char32_t value = lead & (0xFFu >> (length + 1));
  for (size_t i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(utf8[at + i]);
    if (!continues(byte)) {
      ++at;
      return replacement;
    }
    value = value << 6 | (byte & 0x3Fu);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  if (overlong || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) {
    ++at;
    return replacement;
  }
  at += length;
  return value;
}

void append_utf8(std::string& out, char32_t code_point) {
  const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | code_point >> 6);
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | code_point >> 12);
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | code_point >> 18);
    put(0x80 | (code_point >> 12 & 0x3F));
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
}

std::u32string code_points(std::string_view utf8) {
  std::u32string found;
  found.reserve(utf8.size());
  for (size_t at = 0; at < utf8.size();) found.push_back(next_code_point(utf8, at));
  return found;
}

std::string utf8(std::u32string_view code_points) {
  std::string found;
  found.reserve(code_points.size());
  for (char32_t c : code_points) append_utf8(found, c);
  return found;
}

CodePointIndex::CodePointIndex(std::string_view utf8) : text_(utf8) {
  for (size_t at = 0; at < utf8.size(); ++size_) {
    if (size_ % stride == 0) marks_.push_back(static_cast<uint32_t>(at));
    next_code_point(utf8, at);
  }
}

uint32_t CodePointIndex::byte(uint32_t code_point) const {
  if (code_point >= size_) return static_cast<uint32_t>(text_.size());
  size_t at = marks_[code_point / stride];
  for (uint32_t i = 0; i < code_point % stride; ++i) next_code_point(text_, at);
  return static_cast<uint32_t>(at);
}

uint32_t CodePointIndex::code_point(uint32_t byte) const {
  if (byte >= text_.size()) return size_;
  const auto mark = std::upper_bound(marks_.begin(), marks_.end(), byte) - marks_.begin() - 1;
  auto count = static_cast<uint32_t>(mark) * stride;
  for (size_t at = marks_[static_cast<size_t>(mark)];; ++count) {
    next_code_point(text_, at);
    if (at > byte) return count;
  }
}

}  // namespace dateline::text
