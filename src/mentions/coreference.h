// Which mentions mean the same: for each mention the best antecedent before it, or none (a mention-ranking model; Denis and
// Baldridge 2008, Lee and others 2017). The score of a pair is the coreference link plus one number from each of six tables
// that are indexed by what the two are (training/losses.py, coref_features, is the twin).
#pragma once

#include "neural/model.h"
#include "syntax/reading.h"

#include <cstdint>
#include <string>
#include <vector>

namespace dateline::mentions {

// For each of Reading::mentions the earlier ones that it may corefer with, best first, at most `most_candidates`; none when it
// begins a new entity. Time is linear in the number of mentions.
inline constexpr size_t most_candidates = 4;
std::vector<std::vector<uint32_t>> antecedents(const syntax::Reading& reading, const neural::Model& model);

// The words of a mention in lower case without leading determiners, punctuation and a final possessive: equal strings of names
// mean the same.
std::string content_string(const syntax::Reading& reading, uint32_t begin, uint32_t end);

}  // namespace dateline::mentions
