// A report as it is given to the reader.
#pragma once

#include <optional>
#include <string>

namespace dateline {

// `text` must be UTF-8 (Reader::read reports where it is not). `published` is an ISO 8601 day ("2031-05-14").
struct Document {
  std::string id;
  std::string text;
  std::optional<std::string> published, title, url, publisher;
};

}  // namespace dateline
