#include "events/events.h"

#include "events/parties.h"
#include "events/when.h"
#include "events/where.h"
#include "mentions/pronouns.h"
#include "text/letters.h"

#include <algorithm>
#include <cstdlib>

namespace dateline::events {
namespace {

using syntax::Reading;
using syntax::Trigger;

// Thresholds were chosen on the development records (docs/quality.md).
constexpr float type_enough = 0.5f;      // of the probability that a word carries an act of its type
constexpr float required_enough = 0.0f;  // of the probability that a careful reader would list it
constexpr float also_at_most = 0.5f;  // of the probability that the act has a better mention
constexpr float linked_enough = 0.5f;

std::string_view value(const syntax::Choice& choice) { return choice.label == "none" ? std::string_view() : choice.label; }

void sources(const Before& before, uint32_t trigger, Event& event) {
  for (Index s : before.statements.around(trigger)) {
    const Statement& statement = before.statements.statements[static_cast<size_t>(s)];
    event.statement = s;
    if (!statement.speaker || statement.speaker->entity < 0) continue;
    const Index entity = statement.speaker->entity;
    if (std::find(event.asserted_by.begin(), event.asserted_by.end(), entity) == event.asserted_by.end()) event.asserted_by.push_back(entity);
  }
}

bool is_first_person(const Before& before, Index entity) {
  const std::vector<Index>& all = before.mentions.entities[static_cast<size_t>(entity)].mentions;
  return std::all_of(all.begin(), all.end(), [&](Index m) {
    const mentions::Words& words = before.mentions.words[static_cast<size_t>(m)];
    if (before.mentions.mentions[static_cast<size_t>(m)].type != "PRON") return false;
    const mentions::Class what = mentions::pronoun_class(text::lower(before.reading.form(words.head)));
    return what == mentions::first_singular || what == mentions::first_plural;
  });
}

// "We have never refused to talk," Novak said: a first person in somebody's words is the speaker.
void name_first_persons(const Before& before, uint32_t trigger, std::vector<Index>& parties) {
  Index speaker = -1;
  for (Index s : before.statements.around(trigger))
    if (const auto& by = before.statements.statements[static_cast<size_t>(s)].speaker) speaker = by->entity;
  if (speaker < 0) return;
  for (Index& party : parties)
    if (is_first_person(before, party)) party = speaker;
  std::vector<Index> once;
  for (Index party : parties)
    if (std::find(once.begin(), once.end(), party) == once.end()) once.push_back(party);
  parties = std::move(once);
}

// Acts that a trigger may name again: same type, and no party that contradicts.
bool same_act(const Event& one, const Event& two) {
  const auto agree = [](const std::vector<Index>& a, const std::vector<Index>& b) {
    return a.empty() || b.empty() || std::any_of(a.begin(), a.end(), [&](Index x) { return std::find(b.begin(), b.end(), x) != b.end(); });
  };
  return one.type == two.type && one.negative == two.negative && agree(one.actors, two.actors) && agree(one.recipients, two.recipients);
}

}  // namespace

Events find_events(const Before& before, const Codes& codes, const std::optional<std::string>& published) {
  const Reading& reading = before.reading;
  Events out;
  const auto leading = leading_day(before, published);
  struct Again {
    Span span;
    Event event;
  };
  std::vector<Again> again;
  for (const Trigger& trigger : reading.triggers) {
    if (trigger.type.probability < type_enough || trigger.required < required_enough) continue;
    Event event;
    event.type = trigger.type.label;
    const std::string_view mode = value(trigger.mode);
    if (codes.has(event.type, mode)) event.mode = mode;
    const Code& code = codes.of(event.type, event.mode);
    event.cameo = code.cameo;
    event.quad = code.quad;
    event.goldstein = code.score;
    event.trigger = reading.words[trigger.word].span;
    event.actors = parties(reading, before.mentions, trigger.actors, linked_enough);
    event.recipients = parties(reading, before.mentions, trigger.recipients, linked_enough);
    name_first_persons(before, trigger.word, event.actors);
    name_first_persons(before, trigger.word, event.recipients);
    std::erase_if(event.recipients, [&](Index r) { return std::find(event.actors.begin(), event.actors.end(), r) != event.actors.end(); });
    event.negative = trigger.negative >= 0.5f;
    event.modality = trigger.modality.label;
    event.confidence = trigger.type.probability;
    if (trigger.also > also_at_most) {
      again.push_back({event.trigger, std::move(event)});
      continue;
    }
    event.place = place_of(before, trigger, event);
    set_when(before, trigger, leading, published, event);
    sources(before, trigger.word, event);
    out.events.push_back(std::move(event));
    out.triggers.push_back(&trigger);
  }
  // Other mentions of an act go to the nearest event that they can name.
  for (const Again& one : again) {
    Event* best = nullptr;
    uint32_t least = 0;
    for (Event& event : out.events) {
      if (!same_act(event, one.event)) continue;
      const auto apart = static_cast<uint32_t>(std::abs(static_cast<int64_t>(event.trigger.start) - static_cast<int64_t>(one.span.start)));
      if (!best || apart < least) {
        best = &event;
        least = apart;
      }
    }
    if (best) best->also.push_back(one.span);
  }
  return out;
}

}  // namespace dateline::events
