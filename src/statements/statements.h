// Who says what: cues, their speakers and their content.
#pragma once

#include "mentions/mentions.h"
#include "syntax/reading.h"

#include <dateline/record.h>

#include <utility>
#include <vector>

namespace dateline::statements {

using WordRange = std::pair<uint32_t, uint32_t>;  // half-open

// Where a statement of the record stands in the reading.
struct Parts {
  WordRange cue;                      // empty when a quotation has no cue
  std::vector<WordRange> content;     // in text order
  const syntax::Cue* read = nullptr;  // what the heads say of the cue, or null
};

struct Statements {
  std::vector<Statement> statements;  // in the order of their cues
  std::vector<Parts> parts;           // one a statement

  // The statements whose content holds a word, outermost first.
  std::vector<Index> around(uint32_t word) const;

 private:
  friend Statements find_statements(const syntax::Reading&, const mentions::Mentions&, const std::vector<Time>&,
                                    const std::vector<Place>&);
  std::vector<std::vector<Index>> of_sentence_;  // statements with content in a sentence
  std::vector<uint32_t> sentence_of_;            // of each word
};

// `times` and `places` may be empty; the indices in the result point into them.
Statements find_statements(const syntax::Reading& reading, const mentions::Mentions& mentions, const std::vector<Time>& times,
                           const std::vector<Place>& places);

}  // namespace dateline::statements
