#include "events/parties.h"

#include <algorithm>
#include <string_view>

namespace dateline::events {
namespace {

constexpr int most_verbs = 4;  // from a verb to the one that has the subject

// Whether a word is joined to one above it by coordination before the chain of heads leaves the outer mention's head.
bool coordinated(const syntax::Reading& reading, uint32_t word, uint32_t above) {
  for (uint32_t at = word; at != above;) {
    if (reading.words[at].deprel == "conj") return true;
    const int32_t head = reading.words[at].head;
    if (head < 0) return false;
    at = static_cast<uint32_t>(head);
  }
  return false;
}

}  // namespace

std::vector<Index> parties(const syntax::Reading& reading, const mentions::Mentions& mentions,
                           const std::vector<syntax::Linked>& linked, Enough enough) {
  const auto surest = std::max_element(linked.begin(), linked.end(),
                                       [](const auto& one, const auto& two) { return one.probability < two.probability; });
  if (surest == linked.end() || surest->probability < enough.first) return {};
  const float threshold = std::min(surest->probability, enough.further);
  std::vector<Index> chosen;  // mentions
  const auto consider = [&](uint32_t word) {
    for (Index m : mentions.headed_by(word)) chosen.push_back(m);
  };
  for (const syntax::Linked& one : linked)
    if (one.probability >= threshold) consider(one.word);
  if (chosen.empty()) {
    // Linked words of which none heads a mention ("the rebel-held areas' defenders"): the smallest mention that holds the
    // surest.
    int32_t at = static_cast<int32_t>(surest->word);
    while (at >= 0 && mentions.headed_by(static_cast<uint32_t>(at)).empty()) at = reading.words[static_cast<size_t>(at)].head;
    if (at >= 0) consider(static_cast<uint32_t>(at));
  }
  std::vector<Index> found;
  for (Index m : chosen) {
    const mentions::Words& inner = mentions.words[static_cast<size_t>(m)];
    bool nested = false;
    for (Index other : chosen) {
      const mentions::Words& outer = mentions.words[static_cast<size_t>(other)];
      if (outer.head == inner.head || outer.entity == inner.entity) continue;
      if (outer.begin <= inner.begin && inner.end <= outer.end && !coordinated(reading, inner.head, outer.head)) nested = true;
    }
    if (!nested && std::find(found.begin(), found.end(), inner.entity) == found.end()) found.push_back(inner.entity);
  }
  return found;
}

std::vector<Index> subject_parties(const syntax::Reading& reading, const mentions::Mentions& mentions, uint32_t verb) {
  const syntax::Sentence& sentence = reading.sentences[reading.words[verb].sentence];
  for (int up = 0; up < most_verbs; ++up) {
    if (reading.words[verb].upos != "VERB") return {};
    Index subject = -1;
    for (uint32_t w = sentence.begin; w < sentence.end && subject < 0; ++w) {
      if (reading.words[w].head != static_cast<int32_t>(verb)) continue;
      if (reading.words[w].deprel == "nsubj:pass") return {};
      if (reading.words[w].deprel != "nsubj") continue;
      for (Index m : mentions.headed_by(w)) {
        const std::string& type = mentions.mentions[static_cast<size_t>(m)].type;
        if (type != "NOUN" && subject < 0) subject = mentions.entity_of(m);
      }
      if (subject < 0) return {};
    }
    if (subject >= 0) return {subject};
    const std::string_view relation = reading.words[verb].deprel;
    if ((relation != "conj" && relation != "xcomp" && relation != "advcl") || reading.words[verb].head < 0) return {};
    verb = static_cast<uint32_t>(reading.words[verb].head);
  }
  return {};
}

}  // namespace dateline::events
