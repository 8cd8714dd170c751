// From the bytes of one input to its documents, one after the other.
#pragma once

#include "document/byte_reader.h"

#include <dateline/document.h>

#include <optional>
#include <string>
#include <string_view>

namespace dateline::document {

enum class Kind { text, jsonl };

// What an input is by the ending of its name: .jsonl and .ndjson, .txt; nothing for others.
std::optional<Kind> kind_by_name(std::string_view name);

// What an input is by its first bytes: JSON Lines when it begins with "{" (after a byte order mark, if there is one), else
// text.
Kind kind_by_bytes(std::string_view first_bytes);

struct InputOptions {
  std::optional<Kind> kind;              // nothing: by name, then by bytes
  size_t max_bytes = size_t{10} << 20;   // of a text, or of a line of JSON Lines
  std::optional<std::string> published;  // for documents that bring no day of their own
};

class Documents {
 public:
  // `name` is the input's name as the user gave it. `bytes` must outlive this.
  Documents(Bytes& bytes, std::string name, InputOptions options);

  // The next document, or the reason why it can't be read in `failure` ("" when it can): input, line, reason and what to do, on
  // one line. False at the end. Throws what Bytes::read throws.
  bool next(Document& document, std::string& failure);

 private:
  bool next_text(Document& document, std::string& failure);
  bool next_line(Document& document, std::string& failure);

  ByteReader reader_;
  std::string name_;
  InputOptions options_;
  std::string line_;
  bool begun_ = false;
};

// A name for people's eyes: control characters are shown as escapes, so that a message stays on its line.
std::string printable(std::string_view name);

// "10 MB", "512 bytes".
std::string size_in_words(size_t bytes);

}  // namespace dateline::document
