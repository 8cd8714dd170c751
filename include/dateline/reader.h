// From a report to its record:
//
//   dateline::Reader reader;                                   // the weights and tables built into the library
//   dateline::Document report{.id = "1", .text = "..."};
//   dateline::Record record = reader.read(report);
//
// A Reader is immutable once made. All const members may be called from many threads at once.
#pragma once

#include <dateline/document.h>
#include <dateline/record.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace dateline {

// A document that cannot be read, or weights or tables that cannot be loaded. The message says what, where and what to do.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct ReaderOptions {
  std::string weights;  // path of a weights file; "" for the one built in
};

struct Version {
  std::string program, weights, tables;
};

class Reader {
 public:
  // Throws Error when a file is missing, damaged or of another version.
  explicit Reader(const ReaderOptions& options = {});
  ~Reader();
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;

  // Throws Error when the text is not UTF-8 (with the byte) or `published` is no day. Layers that were not asked for stay
  // empty.
  Record read(const Document& document, Layers layers = Layers::standard()) const;

  Version version() const;

 private:
  struct Rooms;
  std::unique_ptr<Rooms> rooms_;
};

}  // namespace dateline
