#pragma once

#include "document/byte_reader.h"

#include <string>

namespace dateline::cli {

// A file, or standard input for "-". The constructor and read() throw Error with reason and what to do; read() throws
// Interrupted when one arrives.
class InputFile : public document::Bytes {
 public:
  explicit InputFile(const std::string& name);
  ~InputFile() override;
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;
  size_t read(char* buffer, size_t size) override;

 private:
  int descriptor_ = 0;
};

}  // namespace dateline::cli
