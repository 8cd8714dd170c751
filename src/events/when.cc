#include "events/when.h"

#include "events/nearest.h"
#include "times/calendar.h"

namespace dateline::events {
namespace {

using syntax::Reading;

constexpr uint32_t hangs = 4;              // steps in the tree from a trigger to its time
constexpr uint32_t opening_sentences = 3;  // that lead a report, headline and dateline included
constexpr int64_t recent_days = 7;

std::string day(const std::string& iso) { return iso.substr(0, 10); }

std::pair<std::string, std::string> one_day(int64_t number) { return {times::iso_day(number), times::iso_day(number + 1)}; }

// How a verb, or the verb that a noun hangs on, is told.
enum class Tense { past, perfect, other };

Tense tense_of(const Reading& reading, uint32_t trigger) {
  uint32_t verb = trigger;
  for (int up = 0; up < 3 && reading.words[verb].upos != "VERB" && reading.words[verb].upos != "AUX" && reading.words[verb].head >= 0; ++up)
    verb = static_cast<uint32_t>(reading.words[verb].head);
  const syntax::Sentence& sentence = reading.sentences[reading.words[trigger].sentence];
  bool was = false;
  for (uint32_t w = sentence.begin; w < sentence.end; ++w) {
    const syntax::Word& word = reading.words[w];
    if (word.head != static_cast<int32_t>(verb) || !word.deprel.starts_with("aux")) continue;
    if (word.lemma == "have") return Tense::perfect;
    was = was || word.xpos == "VBD";
  }
  return was || reading.words[verb].xpos == "VBD" ? Tense::past : Tense::other;
}

}  // namespace

std::optional<std::pair<std::string, std::string>> leading_day(const Before& before, const std::optional<std::string>& published) {
  const Reading& reading = before.reading;
  const bool dated = published && times::parse_day(*published);
  const int64_t day_of_report = dated ? *times::parse_day(*published) : 0;
  const size_t opening = std::min<size_t>(opening_sentences, reading.sentences.size());
  if (opening == 0) return std::nullopt;
  const uint32_t end = reading.words[reading.sentences[opening - 1].end - 1].span.end;
  for (const Time& time : before.times) {
    if (time.span.start >= end) break;
    if (time.type != "DATE" || !time.from || !time.to) continue;
    const std::optional<int64_t> from = times::parse_day(day(*time.from)), to = times::parse_day(day(*time.to));
    if (!from || !to || *to - *from != 1) continue;
    if (!dated || (*from <= day_of_report && day_of_report - *from <= recent_days)) return one_day(*from);
  }
  if (!dated) return std::nullopt;
  return one_day(day_of_report);
}

void set_when(const Before& before, const syntax::Trigger& trigger, const std::optional<std::pair<std::string, std::string>>& leading,
              const std::optional<std::string>& published, Event& event) {
  event.time = nearest(before.reading, before.times, trigger.word, hangs);
  if (event.time >= 0) {
    const Time& time = before.times[static_cast<size_t>(event.time)];
    if (time.from) event.from = day(*time.from);
    if (time.to) event.to = day(*time.to);
    if (event.from || event.to) return;
  }
  if (event.modality != "actual" || !leading) return;
  switch (tense_of(before.reading, trigger.word)) {
    case Tense::perfect:
      if (const auto until = published ? times::parse_day(*published) : std::nullopt) event.to = times::iso_day(*until + 1);
      break;
    case Tense::past:
      event.from = leading->first;
      event.to = leading->second;
      break;
    case Tense::other:
      if (before.reading.words[trigger.word].sentence < opening_sentences) {
        event.from = leading->first;
        event.to = leading->second;
      }
      break;
  }
}

}  // namespace dateline::events
