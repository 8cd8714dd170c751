#pragma once

#include "text/code_points.h"

#include <dateline/record.h>

#include <string_view>

namespace dateline {

// The bytes that spans of a text cover. The text must outlive it.
class SpanText {
 public:
  explicit SpanText(std::string_view utf8) : text_(utf8), index_(utf8) {}
  uint32_t size() const { return index_.size(); }
  std::string_view surface(Span span) const {
    const uint32_t start = index_.byte(span.start);
    const uint32_t end = index_.byte(span.end);
    return start < end ? text_.substr(start, end - start) : std::string_view();
  }

 private:
  std::string_view text_;
  text::CodePointIndex index_;
};

}  // namespace dateline
