// Who and what a report names: names, noun phrases and pronouns, and which of them mean the same.
#pragma once

#include "neural/model.h"
#include "syntax/reading.h"

#include <dateline/record.h>

#include <span>
#include <vector>

namespace dateline::mentions {

// Where a mention of the record stands in the reading; beside Mention, index by index.
struct Words {
  uint32_t begin = 0, end = 0;  // half-open
  uint32_t head = 0;
  Index entity = -1;
};

// The mentions of a report in text order (of two that begin together the longer first), and the entities that they make up.
// `actor` of the entities is left to the actors' room.
struct Mentions {
  std::vector<Mention> mentions;
  std::vector<Words> words;
  std::vector<Entity> entities;

  // The mention that fits a range of words best: the one with the largest share of words in common, at least half; -1 for none.
  Index best(uint32_t begin, uint32_t end) const;
  // The mentions whose head is this word, in the record's order.
  std::span<const Index> headed_by(uint32_t word) const;
  Index entity_of(Index mention) const { return mention < 0 ? -1 : words[static_cast<size_t>(mention)].entity; }

 private:
  friend Mentions find_mentions(const syntax::Reading& reading, const neural::Model& model);
  std::vector<uint32_t> first_ending_after_;  // per mention: largest end so far, so that best() need not look at all
  std::vector<uint32_t> head_offsets_;        // word -> where its mentions begin in by_head_; one more than words
  std::vector<Index> by_head_;
};

Mentions find_mentions(const syntax::Reading& reading, const neural::Model& model);

}  // namespace dateline::mentions
