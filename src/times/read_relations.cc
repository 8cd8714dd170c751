// Words that place a time against the report, or against what was told before.
#include "times/read_words.h"

namespace dateline::times {

std::size_t read_relation(const Tokens& tokens, std::size_t i, Parts& parts) {
  const std::string_view word = tokens[i];
  if (word == "today") {
    parts.shift = 0;
    return 1;
  }
  if (word == "yesterday") {
    parts.shift = -1;
    return 1;
  }
  if (word == "tomorrow") {
    parts.shift = 1;
    return 1;
  }
  if (word == "last") {
    parts.last = true;
    return 1;
  }
  if (word == "past") {
    parts.last = parts.span = true;
    return 1;
  }
  if (word == "previous" || word == "preceding" || word == "prior") {
    parts.previous = true;
    return 1;
  }
  if (word == "next") {
    parts.next = true;
    return 1;
  }
  if (word == "coming" || word == "upcoming") {
    parts.next = parts.to_come = true;
    return 1;
  }
  if (word == "following" || word == "subsequent") {
    parts.following = true;
    return 1;
  }
  if (word == "this" || word == "current" || word == "latest") {
    parts.now = true;
    return 1;
  }
  if (word == "same" || word == "that" || word == "those") {
    parts.same = true;
    return 1;
  }
  if (word == "ago") {
    parts.ago = true;
    return 1;
  }
  if (word == "later" || word == "after" || word == "hence") {
    parts.later = true;
    return 1;
  }
  if (word == "earlier" || word == "before") {
    parts.earlier = true;
    return 1;
  }
  if (word == "every" || word == "each" || word == "per") {
    parts.every = true;
    return 1;
  }
  if (word == "fiscal" || word == "financial") {
    parts.fiscal = true;
    return 1;
  }
  return 0;
}

}  // namespace dateline::times
