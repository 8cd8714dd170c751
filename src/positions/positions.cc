#include "positions/positions.h"

#include <algorithm>

namespace dateline::positions {
namespace {

// Chosen on the development records (docs/quality.md).
constexpr float issue_enough = 0.12f;

struct Shown {
  Index holder = -1, towards = -1;
  const syntax::Choice* issue = nullptr;
  const syntax::Choice* stance = nullptr;
  Evidence evidence;
  uint32_t word = 0;
  std::optional<std::string> from;
};

bool is_for_something(const syntax::Choice& issue) { return issue.probability >= issue_enough; }

// The clause that states a condition ("if", "unless", "provided") below a word.
std::vector<Span> condition_below(const syntax::Reading& reading, uint32_t word) {
  const syntax::Sentence& sentence = reading.sentences[reading.words[word].sentence];
  const auto below = [&](uint32_t w, uint32_t top) {
    int32_t at = static_cast<int32_t>(w);
    while (at >= 0 && at != static_cast<int32_t>(top)) at = reading.words[static_cast<size_t>(at)].head;
    return at >= 0;
  };
  for (uint32_t w = sentence.begin; w < sentence.end; ++w) {
    if (reading.words[w].deprel != "advcl") continue;
    uint32_t first = sentence.end, last = sentence.begin;
    bool marked = false;
    for (uint32_t v = sentence.begin; v < sentence.end; ++v) {
      if (!below(v, w)) continue;
      first = std::min(first, v);
      last = std::max(last, v);
      const std::string& lemma = reading.words[v].lemma;
      if (reading.words[v].head == static_cast<int32_t>(w) && reading.words[v].deprel == "mark")
        marked = marked || lemma == "if" || lemma == "unless" || lemma == "provided" || lemma == "until";
    }
    if (marked && first <= last) return {reading.span(first, last + 1)};
  }
  return {};
}

}  // namespace

std::vector<Position> find_positions(const events::Before& before, const events::Events& events,
                                     const std::optional<std::string>& published) {
  std::vector<Shown> shown;
  for (size_t v = 0; v < events.events.size(); ++v) {
    const syntax::Trigger& trigger = *events.triggers[v];
    if (!is_for_something(trigger.issue) || events.events[v].actors.empty()) continue;
    const Event& event = events.events[v];
    shown.push_back({event.actors[0],
                     event.recipients.empty() ? -1 : event.recipients[0],
                     &trigger.issue,
                     &trigger.stance,
                     {Evidence::Kind::event, static_cast<Index>(v)},
                     trigger.word,
                     event.from});
  }
  for (size_t s = 0; s < before.statements.statements.size(); ++s) {
    const statements::Parts& parts = before.statements.parts[s];
    const Statement& statement = before.statements.statements[s];
    if (!parts.read || !is_for_something(parts.read->issue) || !statement.speaker || statement.speaker->entity < 0) continue;
    std::optional<std::string> from;
    if (statement.time >= 0) from = before.times[static_cast<size_t>(statement.time)].from;
    if (from) from = from->substr(0, 10);
    shown.push_back({statement.speaker->entity,
                     statement.addressee,
                     &parts.read->issue,
                     &parts.read->stance,
                     {Evidence::Kind::statement, static_cast<Index>(s)},
                     parts.cue.first,
                     from});
  }
  std::stable_sort(shown.begin(), shown.end(), [](const Shown& one, const Shown& two) { return one.word < two.word; });

  std::vector<Position> out;
  for (const Shown& one : shown) {
    if (one.holder < 0 || static_cast<size_t>(one.holder) >= before.entities.size()) continue;
    // One position for each stance of a holder on an issue: more words for it are more evidence.
    const auto same = std::find_if(out.begin(), out.end(), [&](const Position& p) {
      return p.holder == one.holder && p.issue == one.issue->label && p.stance == one.stance->label;
    });
    if (same != out.end()) {
      same->evidence.push_back(one.evidence);
      continue;
    }
    Position position;
    position.holder = one.holder;
    position.issue = one.issue->label;
    position.stance = one.stance->label;
    position.towards = one.towards == one.holder ? -1 : one.towards;
    position.evidence = {one.evidence};
    position.from = one.from ? one.from : published;
    position.confidence = static_cast<double>(one.issue->probability) * one.stance->probability;
    if (position.stance == "conditional") position.condition = condition_below(before.reading, one.word);
    // A different stance of the same holder on the same issue that was shown on an earlier day is replaced.
    for (size_t q = 0; q < out.size(); ++q)
      if (out[q].holder == position.holder && out[q].issue == position.issue && out[q].stance != position.stance &&
          out[q].from && position.from && *out[q].from < *position.from)
        position.replaces = static_cast<Index>(q);
    out.push_back(std::move(position));
  }
  return out;
}

}  // namespace dateline::positions
