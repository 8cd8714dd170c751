#include "syntax/bio.h"

#include <dateline/reader.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace dateline::syntax {

BioHead::BioHead(const neural::LabelHead& head) : head_(&head), outside_(label_index(head, "O")) {
  for (const std::string& label : head.labels) {
    const bool known = label == "O" || ((label[0] == 'B' || label[0] == 'I') && (label.size() == 1 || label[1] == '-'));
    if (!known) throw Error("weights: head \"" + head.name + "\" has a label \"" + label + "\" that is not O, B-X or I-X");
    std::string opening = label;
    opening[0] = 'B';
    begins_.push_back(label[0] == 'I' ? static_cast<int32_t>(label_index(head, opening)) : -1);
  }
}

std::vector<BioSpan> BioHead::decode(const ScoreView& scores, float favour) const {
  const auto labels = static_cast<uint32_t>(head_->labels.size());
  const uint32_t atoms = scores.atoms();
  // When every atom's best label is O, so is the best sequence; most windows have nothing for some heads.
  bool found = false;
  for (uint32_t atom = 0; atom < atoms && !found; ++atom) found = scores.best(*head_, atom) != outside_;
  if (!found) return {};
  std::vector<float> probability(size_t{atoms} * labels), row;
  std::vector<float> best(labels), next(labels);
  std::vector<uint8_t> back(size_t{atoms} * labels);
  for (uint32_t atom = 0; atom < atoms; ++atom) {
    scores.probabilities(*head_, atom, row);
    std::copy(row.begin(), row.end(), probability.begin() + static_cast<std::ptrdiff_t>(size_t{atom} * labels));
    const auto previous = static_cast<uint32_t>(std::max_element(best.begin(), best.end()) - best.begin());
    for (uint32_t label = 0; label < labels; ++label) {
      uint32_t from = previous;
      float before = atom == 0 ? 0.0f : best[previous];
      if (begins_[label] >= 0) {
        const auto opening = static_cast<uint32_t>(begins_[label]);
        from = best[label] > best[opening] ? label : opening;
        before = atom == 0 ? -INFINITY : best[from];
      }
      next[label] = before + std::log(std::max(row[label], 1e-30f)) + (label == outside_ ? 0.0f : favour);
      back[size_t{atom} * labels + label] = static_cast<uint8_t>(from);
    }
    best.swap(next);
  }

  std::vector<uint32_t> path(atoms);
  auto label = static_cast<uint32_t>(std::max_element(best.begin(), best.end()) - best.begin());
  for (uint32_t atom = atoms; atom-- > 0;) {
    path[atom] = label;
    label = back[size_t{atom} * labels + label];
  }

  std::vector<BioSpan> spans;
  for (uint32_t atom = 0; atom < atoms; ++atom) {
    const std::string& name = head_->labels[path[atom]];
    if (name[0] == 'O') continue;
    const float here = probability[size_t{atom} * labels + path[atom]];
    if (name[0] == 'B') {
      spans.push_back({atom, atom, std::string_view(name).substr(std::min<size_t>(2, name.size())), 0.0f});
    }
    BioSpan& span = spans.back();
    const auto length = static_cast<float>(span.end - span.begin);
    span.confidence = (span.confidence * length + here) / (length + 1);
    span.end = atom + 1;
  }
  return spans;
}

}  // namespace dateline::syntax
