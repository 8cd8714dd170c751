// Whether a report says that an act did not happen.
#pragma once

#include "events/events.h"

#include <string_view>
#include <utility>
#include <vector>

namespace dateline::events {

// Words that deny what they hang on (data/english/negations.tsv). Immutable.
class Negations {
 public:
  explicit Negations(std::string_view tsv);  // throws Error for a row that has not two columns
  bool denies(const syntax::Word& word) const;

 private:
  std::vector<std::pair<std::string, std::string>> rows_;  // lemma, relation
};

// By grammar: the act is denied by a word of its own ("had not shelled the town", "no attack"), or is all that a denial holds
// ("denied shelling the town"), unless it is denied there once more ("denied that it had not paid").
bool is_denied(const Before& before, const Negations& negations, uint32_t trigger);

}  // namespace dateline::events
