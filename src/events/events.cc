#include "events/events.h"

#include "events/parties.h"
#include "events/polarity.h"
#include "events/when.h"
#include "events/where.h"
#include "mentions/pronouns.h"
#include "text/letters.h"

#include <algorithm>
#include <cstdlib>
#include <unordered_map>

namespace dateline::events {
namespace {

using syntax::Reading;
using syntax::Trigger;

// Thresholds were chosen on the development records (docs/quality.md).
constexpr float type_enough = 0.45f;      // of the probability that a word carries an act of its type
constexpr float required_enough = 0.45f;  // of the probability that a careful reader would list it
constexpr float also_at_most = 0.5f;      // of the probability that the act has a better mention
constexpr float sure_actor = 0.35f;       // of the probability of a link
constexpr float first_actor = 0.12f;
constexpr float further_actor = 0.45f;
constexpr float first_recipient = 0.2f;
constexpr float further_recipient = 0.4f;
constexpr float negative_enough = 0.5f;
constexpr uint32_t phrase_steps = 2;  // in the tree, between two words of one phrase
constexpr int most_around =
    100;  // events to either side in which another mention's event is looked for, so that time stays linear

std::string_view value(const syntax::Choice& choice) { return choice.label == "none" ? std::string_view() : choice.label; }

void sources(const Before& before, uint32_t trigger, Event& event) {
  for (Index s : before.statements.around(trigger)) {
    const Statement& statement = before.statements.statements[static_cast<size_t>(s)];
    event.statement = s;
    if (!statement.speaker || statement.speaker->entity < 0) continue;
    const Index entity = statement.speaker->entity;
    if (std::find(event.asserted_by.begin(), event.asserted_by.end(), entity) == event.asserted_by.end())
      event.asserted_by.push_back(entity);
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

bool share(const std::vector<Index>& one, const std::vector<Index>& two) {
  return std::any_of(one.begin(), one.end(), [&](Index x) { return std::find(two.begin(), two.end(), x) != two.end(); });
}

// Acts that two triggers may both name: same category, and no party that contradicts.
bool same_act(const Event& one, const Event& two) {
  const auto agree = [](const std::vector<Index>& a, const std::vector<Index>& b) {
    return a.empty() || b.empty() || share(a, b);
  };
  return one.type == two.type && one.negative == two.negative && agree(one.actors, two.actors) &&
         agree(one.recipients, two.recipients);
}

// Whether one word governs the other closely, other than by coordination: "ready to resume talks" is one offer, "shelled and
// stormed the town" are two attacks.
bool in_one_phrase(const Reading& reading, uint32_t one, uint32_t two) {
  const auto under = [&](uint32_t word, uint32_t top) {
    for (uint32_t steps = 0; steps < phrase_steps; ++steps) {
      if (reading.words[word].deprel == "conj" || reading.words[word].deprel.starts_with("parataxis") ||
          reading.words[word].head < 0)
        return false;
      word = static_cast<uint32_t>(reading.words[word].head);
      if (word == top) return true;
    }
    return false;
  };
  return under(one, two) || under(two, one);
}

using Countries = std::unordered_map<std::string, Index>;

// For each country that the report names as a whole, the first such entity.
Countries named_countries(const std::vector<Entity>& entities) {
  Countries found;
  for (size_t e = 0; e < entities.size(); ++e) {
    const auto& actor = entities[e].actor;
    if (entities[e].type == "LOC" && actor && actor->sector.empty()) found.emplace(actor->country, static_cast<Index>(e));
  }
  return found;
}

// Force used in a country that is no actor's strikes that country ("launched an incursion into the region of ..."), when the
// report names the country and nobody else as the recipient.
void strike_country(const Before& before, const Countries& countries, Event& event) {
  if (!event.recipients.empty() || event.place < 0 || event.actors.empty()) return;
  if (event.type != "ASSAULT" && event.type != "COERCE" && event.type != "MOBILIZE") return;
  const std::string& country = before.places[static_cast<size_t>(event.place)].country;
  if (country.empty()) return;
  const auto acts_for_it = [&](Index actor) {
    const auto& of = before.entities[static_cast<size_t>(actor)].actor;
    return of && of->country == country;
  };
  if (std::any_of(event.actors.begin(), event.actors.end(), acts_for_it)) return;
  if (const auto found = countries.find(country); found != countries.end()) event.recipients = {found->second};
}

Event read_event(const Before& before, const Tables& tables, const Trigger& trigger) {
  Event event;
  event.type = trigger.type.label;
  const std::string_view mode = value(trigger.mode);
  if (tables.codes.has(event.type, mode)) event.mode = mode;
  const Code& code = tables.codes.of(event.type, event.mode);
  event.cameo = code.cameo;
  event.quad = code.quad;
  event.goldstein = code.score;
  event.trigger = before.reading.words[trigger.word].span;
  event.recipients = parties(before.reading, before.mentions, trigger.recipients, {first_recipient, further_recipient});
  // The links where they are sure, else the subject, else whoever is linked best.
  event.actors = parties(before.reading, before.mentions, trigger.actors, {sure_actor, further_actor});
  if (event.actors.empty()) {
    event.actors = subject_parties(before.reading, before.mentions, trigger.word);
    if (share(event.actors, event.recipients)) event.actors.clear();
  }
  if (event.actors.empty())
    event.actors = parties(before.reading, before.mentions, trigger.actors, {first_actor, further_actor});
  name_first_persons(before, trigger.word, event.actors);
  name_first_persons(before, trigger.word, event.recipients);
  std::erase_if(event.recipients,
                [&](Index r) { return std::find(event.actors.begin(), event.actors.end(), r) != event.actors.end(); });
  event.negative = trigger.negative >= negative_enough || is_denied(before, tables.negations, trigger.word);
  event.modality = trigger.modality.label;
  event.confidence = trigger.type.probability;
  return event;
}

// Puts the words of `again` to the event that is nearest in the text among those that can mean the same act, of the hundred or
// so around it.
void add_mention(const Event& again, std::vector<Event>& events) {
  const auto after = std::lower_bound(events.begin(), events.end(), again.trigger.start,
                                      [](const Event& event, uint32_t at) { return event.trigger.start < at; });
  const auto first = events.begin() + std::max<std::ptrdiff_t>(0, after - events.begin() - most_around);
  const auto last = events.begin() + std::min<std::ptrdiff_t>(std::ssize(events), after - events.begin() + most_around);
  Event* best = nullptr;
  int64_t least = 0;
  for (auto event = first; event != last; ++event) {
    if (!same_act(*event, again)) continue;
    const int64_t apart = std::abs(static_cast<int64_t>(event->trigger.start) - static_cast<int64_t>(again.trigger.start));
    if (!best || apart < least) {
      best = &*event;
      least = apart;
    }
  }
  if (best) best->also.push_back(again.trigger);
}

}  // namespace

Events find_events(const Before& before, const Tables& tables, const std::optional<std::string>& published) {
  const Reading& reading = before.reading;
  Events out;
  std::vector<Event> again;  // further mentions
  const auto leading = leading_day(before, published);
  const Countries countries = named_countries(before.entities);
  for (const Trigger& trigger : reading.triggers) {
    if (trigger.type.probability < type_enough || trigger.required < required_enough) continue;
    Event event = read_event(before, tables, trigger);
    if (trigger.also > also_at_most) {
      again.push_back(std::move(event));
      continue;
    }
    event.place = place_of(before, trigger, event);
    strike_country(before, countries, event);
    set_when(before, trigger, leading, published, event);
    sources(before, trigger.word, event);
    // Of the words of one phrase the surest carries the act.
    bool merged = false;
    for (size_t i = out.events.size(); i-- > 0 && !merged;) {
      const Trigger& earlier = *out.triggers[i];
      if (reading.words[earlier.word].sentence != reading.words[trigger.word].sentence) break;
      if (!same_act(out.events[i], event) || !in_one_phrase(reading, earlier.word, trigger.word)) continue;
      merged = true;
      Event& kept = out.events[i];
      if (event.confidence > kept.confidence) {
        std::swap(kept, event);
        out.triggers[i] = &trigger;
      }
      kept.also.push_back(event.trigger);
      kept.also.insert(kept.also.end(), event.also.begin(), event.also.end());
      if (kept.actors.empty()) kept.actors = event.actors;
      if (kept.recipients.empty() && !share(event.recipients, kept.actors)) kept.recipients = event.recipients;
    }
    if (merged) continue;
    out.events.push_back(std::move(event));
    out.triggers.push_back(&trigger);
  }
  for (const Event& one : again) add_mention(one, out.events);
  for (Event& event : out.events)
    std::sort(event.also.begin(), event.also.end(), [](const Span& one, const Span& two) { return one.start < two.start; });
  return out;
}

}  // namespace dateline::events
