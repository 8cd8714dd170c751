// Spans from labels that begin (B-X), go on (I-X) or are outside (O).
#pragma once

#include "neural/model.h"
#include "syntax/scores.h"

#include <string_view>
#include <vector>

namespace dateline::syntax {

// Half-open range of atoms of a window.
struct BioSpan {
  uint32_t begin = 0, end = 0;
  std::string_view type;  // "X" of B-X; "" when the labels have no types
  float confidence = 0;   // mean probability of the labels of its atoms
};

// A label head whose labels are O, B-X and I-X, or O, B and I.
class BioHead {
 public:
  // Keeps a reference. Throws Error when the labels are of another kind.
  explicit BioHead(const neural::LabelHead& head);

  const neural::LabelHead& head() const { return *head_; }
  uint32_t outside() const { return outside_; }

  // The spans of the most probable sequence in which every I-X follows B-X or I-X (Viterbi 1967). `favour` is added to the
  // logit of every label but O: above 0 more spans are found, and more of them wrong.
  std::vector<BioSpan> decode(const ScoreView& scores, float favour = 0.0f) const;

 private:
  const neural::LabelHead* head_;
  uint32_t outside_ = 0;
  std::vector<int32_t> begins_;  // for each label I-X the label B-X, else -1
};

}  // namespace dateline::syntax
