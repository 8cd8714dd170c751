// Reading numbers off the heads: probabilities of labels and scores of links.
#pragma once

#include "neural/model.h"
#include "syntax/reading.h"

#include <span>
#include <string_view>
#include <vector>

namespace dateline::syntax {

// The label head or link head of a name. Throws Error when the weights have no such head.
const neural::LabelHead& find_head(std::span<const neural::LabelHead> heads, std::string_view name);
const neural::LinkHead& find_head(std::span<const neural::LinkHead> heads, std::string_view name);

// The place of a label in a head's list. Throws Error when the head has no such label.
uint32_t label_index(const neural::LabelHead& head, std::string_view label);

// What the heads say of the atoms of one window.
class ScoreView {
 public:
  // `scores` must outlive the view; the widths are the model's.
  ScoreView(const neural::WindowScores& scores, uint32_t label_width, uint32_t link_width)
      : scores_(scores), label_width_(label_width), link_width_(link_width) {}

  uint32_t atoms() const { return scores_.atoms; }

  // Logits of an atom's labels (not divided by the temperature).
  const float* logits(const neural::LabelHead& head, uint32_t atom) const {
    return scores_.logits.data() + size_t{atom} * label_width_ + head.offset;
  }
  // The most probable label.
  uint32_t best(const neural::LabelHead& head, uint32_t atom) const;
  // The most probable label with its probability.
  Choice choice(const neural::LabelHead& head, uint32_t atom) const;
  // The most probable label but one, with its own probability: what it would be, were it not "none".
  Choice choice_but(const neural::LabelHead& head, uint32_t atom, uint32_t but) const;
  // Probabilities of all labels; the vector is overwritten.
  void probabilities(const neural::LabelHead& head, uint32_t atom, std::vector<float>& out) const;
  // The one logit of a head that has no choice of labels, divided by its temperature.
  float score(const neural::LabelHead& head, uint32_t atom) const { return *logits(head, atom) / head.temperature; }

  // The score of a link: the dot product over the root of the vectors' length and the temperature.
  float link(const neural::LinkHead& head, uint32_t from, uint32_t to) const;
  // The vectors of an atom.
  std::span<const float> from(const neural::LinkHead& head, uint32_t atom) const { return {row(atom) + head.from, head.size}; }
  std::span<const float> to(const neural::LinkHead& head, uint32_t atom) const { return {row(atom) + head.to, head.size}; }

 private:
  const float* row(uint32_t atom) const { return scores_.projections.data() + size_t{atom} * link_width_; }

  const neural::WindowScores& scores_;
  uint32_t label_width_, link_width_;
};

float sigmoid(float score);

}  // namespace dateline::syntax
