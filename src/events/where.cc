#include "events/where.h"

#include "events/nearest.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace dateline::events {
namespace {

using syntax::Reading;

// Thresholds were chosen on the development records (docs/quality.md).
constexpr float place_enough = 0.4f;
constexpr uint32_t place_hangs = 5;  // steps in the tree from a trigger to its place

constexpr std::array<std::string_view, 20> prepositions = {
    "in",     "at",      "near", "into",   "on",      "to",   "from",   "outside", "across", "around",
    "inside", "through", "over", "toward", "towards", "onto", "within", "along",   "off",    "beside"};

bool is_of_place(std::string_view lemma) {
  return std::find(prepositions.begin(), prepositions.end(), lemma) != prepositions.end();
}

// Whether a phrase, or the one that it is part of ("the Kursk region"), stands behind a preposition of place.
bool is_location(const Reading& reading, uint32_t head) {
  for (int up = 0; up < 4; ++up) {
    const syntax::Sentence& sentence = reading.sentences[reading.words[head].sentence];
    const uint32_t first = head > sentence.begin + 8 ? head - 8 : sentence.begin;
    for (uint32_t w = first; w < head; ++w)
      if (reading.words[w].head == static_cast<int32_t>(head) && reading.words[w].deprel == "case")
        return is_of_place(reading.words[w].lemma);
    const std::string_view relation = reading.words[head].deprel;
    const bool part = relation == "compound" || relation == "flat" || relation == "appos" || relation == "conj" ||
                      relation == "nmod:poss" || relation == "amod" || relation == "nmod:unmarked";
    if (!part || reading.words[head].head < 0) return false;
    head = static_cast<uint32_t>(reading.words[head].head);
  }
  return false;
}

Index place_at(const std::vector<Place>& places, uint32_t code_point) {
  const auto after =
      std::upper_bound(places.begin(), places.end(), code_point, [](uint32_t x, const Place& p) { return x < p.span.start; });
  if (after == places.begin() || code_point >= std::prev(after)->span.end) return -1;
  return static_cast<Index>(std::prev(after) - places.begin());
}

Index linked(const Before& before, const syntax::Trigger& trigger) {
  Index best = -1;
  float most = place_enough;
  for (const syntax::Linked& one : trigger.places) {
    if (one.probability < most) continue;
    const Index place = place_at(before.places, before.reading.words[one.word].span.start);
    if (place < 0) continue;
    most = one.probability;
    best = place;
  }
  return best;
}

}  // namespace

Index place_of(const Before& before, const syntax::Trigger& trigger, const Event& event) {
  if (const Index place = linked(before, trigger); place >= 0) return place;
  const Index near = nearest(before.reading, before.places, trigger.word, place_hangs,
                             [&](uint32_t head) { return is_location(before.reading, head); });
  if (near >= 0) return near;
  if (!before.dateline || before.dateline->place < 0 || !is_verbal(event.quad)) return -1;
  const std::string& country = before.places[static_cast<size_t>(before.dateline->place)].country;
  const auto of_country = [&](Index actor) {
    const auto& found = before.entities[static_cast<size_t>(actor)].actor;
    return found && !country.empty() && found->country == country;
  };
  return std::any_of(event.actors.begin(), event.actors.end(), of_country) ? before.dateline->place : -1;
}

}  // namespace dateline::events
