#include "syntax/scores.h"

#include <dateline/reader.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace dateline::syntax {

namespace {

template <typename Head>
const Head& find(std::span<const Head> heads, std::string_view name) {
  const auto found = std::find_if(heads.begin(), heads.end(), [name](const Head& head) { return head.name == name; });
  if (found == heads.end()) {
    throw Error("weights: no head \"" + std::string(name) + "\"; use weights that were made for this version of the program");
  }
  return *found;
}

// Sixteen sums side by side, so that the compiler may use vector instructions without changing the result.
float dot(const float* one, const float* two, uint32_t size) {
  constexpr uint32_t lanes = 16;
  float sums[lanes] = {};
  uint32_t at = 0;
  for (; at + lanes <= size; at += lanes) {
    for (uint32_t lane = 0; lane < lanes; ++lane) sums[lane] += one[at + lane] * two[at + lane];
  }
  for (uint32_t lane = 0; at < size; ++at, ++lane) sums[lane] += one[at] * two[at];
  for (uint32_t half = lanes / 2; half > 0; half /= 2) {
    for (uint32_t lane = 0; lane < half; ++lane) sums[lane] += sums[lane + half];
  }
  return sums[0];
}

}  // namespace

const neural::LabelHead& find_head(std::span<const neural::LabelHead> heads, std::string_view name) {
  return find(heads, name);
}

const neural::LinkHead& find_head(std::span<const neural::LinkHead> heads, std::string_view name) { return find(heads, name); }

uint32_t label_index(const neural::LabelHead& head, std::string_view label) {
  const auto found = std::find(head.labels.begin(), head.labels.end(), label);
  if (found == head.labels.end()) {
    throw Error("weights: head \"" + head.name + "\" has no label \"" + std::string(label) +
                "\"; use weights that were made for this version of the program");
  }
  return static_cast<uint32_t>(found - head.labels.begin());
}

uint32_t ScoreView::best(const neural::LabelHead& head, uint32_t atom) const {
  const float* row = logits(head, atom);
  return static_cast<uint32_t>(std::max_element(row, row + head.labels.size()) - row);
}

Choice ScoreView::choice(const neural::LabelHead& head, uint32_t atom) const {
  const float* row = logits(head, atom);
  const uint32_t label = best(head, atom);
  float sum = 0;
  for (size_t i = 0; i < head.labels.size(); ++i) sum += std::exp((row[i] - row[label]) / head.temperature);
  return {head.labels[label], 1.0f / sum};
}

Choice ScoreView::choice_but(const neural::LabelHead& head, uint32_t atom, uint32_t but) const {
  std::vector<float> all;
  probabilities(head, atom, all);
  size_t best = but == 0 && all.size() > 1 ? 1 : 0;
  for (size_t i = 0; i < all.size(); ++i)
    if (i != but && all[i] > all[best]) best = i;
  return {head.labels[best], all[best]};
}

void ScoreView::probabilities(const neural::LabelHead& head, uint32_t atom, std::vector<float>& out) const {
  const float* row = logits(head, atom);
  const float most = row[best(head, atom)];
  out.resize(head.labels.size());
  float sum = 0;
  for (size_t i = 0; i < out.size(); ++i) sum += out[i] = std::exp((row[i] - most) / head.temperature);
  for (float& one : out) one /= sum;
}

float ScoreView::link(const neural::LinkHead& head, uint32_t from, uint32_t to) const {
  return dot(row(from) + head.from, row(to) + head.to, head.size) /
         (std::sqrt(static_cast<float>(head.size)) * head.temperature);
}

float sigmoid(float score) { return 1.0f / (1.0f + std::exp(-score)); }

}  // namespace dateline::syntax
