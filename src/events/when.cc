#include "events/when.h"

#include "events/nearest.h"
#include "times/calendar.h"

#include <algorithm>

namespace dateline::events {
namespace {

using syntax::Reading;

constexpr uint32_t hangs = 4;              // steps in the tree from a trigger to its time
constexpr uint32_t opening_sentences = 3;  // that lead a report, headline and dateline included
constexpr int64_t recent_days = 7;

std::string day(const std::string& iso) { return iso.substr(0, 10); }

std::pair<std::string, std::string> one_day(int64_t number) { return {times::iso_day(number), times::iso_day(number + 1)}; }

// The day after an ISO day; empty for what is no day.
std::string day_after(const std::string& iso) {
  const std::optional<int64_t> number = times::parse_day(iso);
  return number ? times::iso_day(*number + 1) : std::string();
}

// "since 2014": from then on until the report.
bool is_since(const Reading& reading, const Time& time) {
  const auto [begin, end] = reading.words_in(time.span);
  if (begin >= end) return false;
  return reading.words[begin].lemma == "since" || (begin > 0 && reading.words[begin - 1].lemma == "since");
}

// How a verb, or the verb that a noun hangs on, is told.
enum class Tense { past, perfect, other };

Tense tense_of(const Reading& reading, uint32_t trigger) {
  uint32_t verb = trigger;
  for (int up = 0;
       up < 3 && reading.words[verb].upos != "VERB" && reading.words[verb].upos != "AUX" && reading.words[verb].head >= 0; ++up)
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

std::optional<std::pair<std::string, std::string>> leading_day(const Before& before,
                                                               const std::optional<std::string>& published) {
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

void set_when(const Before& before, const syntax::Trigger& trigger,
              const std::optional<std::pair<std::string, std::string>>& leading, const std::optional<std::string>& published,
              Event& event) {
  const Reading& reading = before.reading;
  const std::vector<Index> told = before.statements.around(trigger.word);
  // A deed told in somebody's words did not happen when they were said ("police seized the boat, a spokesman said on Friday").
  const statements::Parts* within = told.empty() ? nullptr : &before.statements.parts[static_cast<size_t>(told.back())];
  event.time = nearest(reading, before.times, trigger.word, hangs, [&](uint32_t head) {
    return !within || std::any_of(within->content.begin(), within->content.end(),
                                  [&](const auto& range) { return head >= range.first && head < range.second; });
  });
  const std::string until = published ? day_after(*published) : "";
  const bool speaking = is_verbal(event.quad);
  if (event.time < 0 && speaking && within) event.time = before.statements.statements[static_cast<size_t>(told.back())].time;
  if (event.time >= 0) {
    const Time& time = before.times[static_cast<size_t>(event.time)];
    if (time.from) event.from = day(*time.from);
    if (time.to) event.to = day(*time.to);
    if (event.from && !until.empty() && is_since(reading, time)) event.to = until;
    if (event.from || event.to) return;
  }
  if (!leading) return;
  const Tense tense = tense_of(reading, trigger.word);
  if (tense == Tense::perfect && event.modality == "actual") {
    if (!until.empty()) event.to = until;
    return;
  }
  // An act of speaking is shown on the day that it is told for, whatever it speaks of.
  const bool of_the_day = speaking || (event.modality == "actual" &&
                                       (tense == Tense::past || reading.words[trigger.word].sentence < opening_sentences));
  if (!of_the_day) return;
  event.from = leading->first;
  event.to = leading->second;
}

}  // namespace dateline::events
