// Dependency trees: the best tree with one root over arc scores (Chu and Liu 1965, Edmonds 1967).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace dateline::syntax {

// `scores` has a row a word and size + 1 columns: how well each word of the sentence, and last the root, is the word's head. A
// word's score as its own head is not read. Returns each word's head, -1 for the one root. Rows may be shifted by constants
// (log probabilities and plain scores have the same best tree).
std::vector<int32_t> best_tree(std::span<const float> scores, uint32_t size);

}  // namespace dateline::syntax
