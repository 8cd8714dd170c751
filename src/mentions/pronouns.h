// Classes of mentions that the coreference tables are indexed by; training/corpora.py (mention_class) is the twin.
#pragma once

#include <cstdint>
#include <string_view>

namespace dateline::mentions {

enum Class : uint8_t {
  name = 0,
  definite = 1,
  indefinite = 2,
  bare = 3,
  first_singular = 4,
  first_plural = 5,
  second = 6,
  he = 7,
  she = 8,
  it = 9,
  they = 10,
  demonstrative = 11,
  relative = 12,
  other_pronoun = 13,
};
inline constexpr uint8_t classes = 14;

// The class of a pronoun in lower case, or `other_pronoun`.
Class pronoun_class(std::string_view lower);

// A determiner or possessive that makes a phrase definite ("the", "their"), or an indefinite article; in lower case.
bool is_definite(std::string_view lower);
bool is_article(std::string_view lower);

}  // namespace dateline::mentions
