// Bytes from a file, a pipe or memory, by lines or as a whole, in bounded memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dateline::document {

// Where bytes come from.
class Bytes {
 public:
  virtual ~Bytes() = default;
  // Up to `size` bytes into `buffer`; 0 at the end. May throw, which ends the reading.
  virtual size_t read(char* buffer, size_t size) = 0;
};

enum class Piece { read, too_long, end };

class ByteReader {
 public:
  // Lines and texts over `max_bytes` are passed over without being held in memory. `bytes` must outlive the reader.
  ByteReader(Bytes& bytes, size_t max_bytes) : bytes_(bytes), max_bytes_(max_bytes) {}

  // The first bytes that are still to be read, four or more unless the input ends before.
  std::string_view peek();
  // Passes over `size` bytes that peek() showed.
  void skip(size_t size) { at_ += size; }

  // The next line without its "\n". Counts lines from 1.
  Piece line(std::string& line);
  uint64_t line_number() const { return line_number_; }

  // All that is left; too_long stops reading at the limit.
  Piece rest(std::string& text);

 private:
  bool fill();  // false at the end

  Bytes& bytes_;
  size_t max_bytes_;
  std::string buffer_;
  size_t at_ = 0;
  uint64_t line_number_ = 0;
};

}  // namespace dateline::document
