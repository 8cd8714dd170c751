// Any bytes as JSON Lines: documents or reasons, never anything else.
#include "document/documents.h"
#include "document/utf8.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace {

class Memory : public dateline::document::Bytes {
 public:
  Memory(const uint8_t* data, size_t size) : data_(data), left_(size) {}
  size_t read(char* buffer, size_t size) override {
    const size_t got = std::min(size, left_);
    if (got > 0) std::memcpy(buffer, data_, got);
    data_ += got;
    left_ -= got;
    return got;
  }

 private:
  const uint8_t* data_;
  size_t left_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Memory bytes(data, size);
  dateline::document::InputOptions options;
  options.kind = dateline::document::Kind::jsonl;
  options.max_bytes = 1000;
  dateline::document::Documents documents(bytes, "fuzz", options);
  dateline::Document document;
  std::string failure;
  while (documents.next(document, failure)) {
    if (failure.empty() && dateline::document::first_invalid_byte(document.text)) std::abort();
    if (failure.find('\n') != std::string::npos) std::abort();
  }
  return 0;
}
