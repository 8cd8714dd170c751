#include "document/byte_reader.h"

#include <algorithm>

namespace dateline::document {
namespace {

constexpr size_t chunk = size_t{1} << 16;

}  // namespace

bool ByteReader::fill() {
  const size_t kept = buffer_.size() - at_;
  buffer_.erase(0, at_);
  at_ = 0;
  buffer_.resize(kept + chunk);
  size_t got = 0;
  try {
    got = bytes_.read(buffer_.data() + kept, chunk);
  } catch (...) {
    buffer_.resize(kept);
    throw;
  }
  buffer_.resize(kept + got);
  return got > 0;
}

std::string_view ByteReader::peek() {
  while (buffer_.size() - at_ < 4 && fill()) {
  }
  return std::string_view(buffer_).substr(at_);
}

Piece ByteReader::line(std::string& line) {
  line.clear();
  bool too_long = false, any = false;
  while (at_ < buffer_.size() || fill()) {
    any = true;
    const size_t end = std::min(buffer_.find('\n', at_), buffer_.size());
    const size_t size = end - at_;
    if (too_long || line.size() + size > max_bytes_) {
      too_long = true;
      line.clear();
    } else {
      line.append(buffer_, at_, size);
    }
    at_ = end;
    if (end < buffer_.size()) {
      ++at_;
      break;
    }
  }
  if (!any) return Piece::end;
  ++line_number_;
  return too_long ? Piece::too_long : Piece::read;
}

Piece ByteReader::rest(std::string& text) {
  text.clear();
  while (at_ < buffer_.size() || fill()) {
    const size_t size = buffer_.size() - at_;
    if (text.size() + size > max_bytes_) {
      text.clear();
      return Piece::too_long;
    }
    text.append(buffer_, at_, size);
    at_ = buffer_.size();
  }
  return Piece::read;
}

}  // namespace dateline::document
