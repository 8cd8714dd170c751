#include "times/times.h"

#include "times/english.h"
#include "times/normalize.h"

#include <algorithm>

namespace dateline::times {
namespace {

using syntax::Reading;
using syntax::Word;

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return result;
}

// Words to either side of a verb in which its auxiliaries are looked for.
constexpr uint32_t near_words = 40;

// The tense of the clause that holds a word: from the verbs above it in the tree.
Tense tense_of(const Reading& reading, uint32_t begin, uint32_t end) {
  const Word& word = reading.words[begin];
  const auto& sentence = reading.sentences[word.sentence];
  const bool tree = !word.upos.empty();
  if (tree) {
    uint32_t at = begin;
    for (uint32_t steps = 0; steps < 64; ++steps) {
      const Word& here = reading.words[at];
      if ((here.upos == "VERB" || here.upos == "AUX" || here.head < 0) && !(at >= begin && at < end)) {
        bool future = false, past = here.feats.find("Tense=Past") != std::string_view::npos, infinitive = false;
        if (english::future_cue(here.lemma) || english::future_cue(lower(reading.form(at)))) future = true;
        const uint32_t first = at > sentence.begin + near_words ? at - near_words : sentence.begin;
        for (uint32_t child = first; child < std::min(sentence.end, at + near_words); ++child) {
          if (reading.words[child].head != static_cast<int32_t>(at)) continue;
          const Word& below = reading.words[child];
          if (below.deprel.substr(0, 3) == "aux" || below.deprel.substr(0, 3) == "cop") {
            const std::string form = lower(reading.form(child));
            if (english::future_cue(form) || form == "would" || below.lemma == "will") future = true;
            if (below.feats.find("Tense=Past") != std::string_view::npos || below.lemma == "have") past = true;
          }
          if (below.deprel == "mark" && below.upos == "PART") infinitive = true;
        }
        if (future) return Tense::future;
        if (infinitive) return Tense::future;
        if (past && here.feats.find("VerbForm=Part") == std::string_view::npos) return Tense::past;
        if (past) return Tense::past;
        if (here.feats.find("Tense=Pres") != std::string_view::npos &&
            here.feats.find("VerbForm=Fin") != std::string_view::npos) {
          return Tense::unknown;
        }
      }
      if (here.head < 0) break;
      at = static_cast<uint32_t>(here.head);
    }
    return Tense::unknown;
  }
  // Without a tree: a cue close before the expression.
  for (uint32_t at = begin; at > sentence.begin && begin - at < 7; --at) {
    const std::string form = lower(reading.form(at - 1));
    if (english::future_cue(form)) return Tense::future;
    if (form == "said" || form == "told") return Tense::past;
  }
  return Tense::unknown;
}

bool is_deictic(const Reading& reading, const syntax::Tagged& tagged) {
  const std::string form = lower(reading.form(tagged.end - 1));
  return tagged.end - tagged.begin <= 2 && (form == "last" || form == "next" || form == "this");
}

// Whether a text tells of years long past rather than news: many years of before, hardly a weekday or "today".
bool is_history(const Reading& reading, const std::optional<int64_t>& published) {
  if (!published) return false;
  const int64_t now = date_of(*published).year;
  uint32_t past_years = 0, news_days = 0;
  for (const syntax::Tagged& tagged : reading.times) {
    for (const std::string& token : english::tokens(reading.surface(tagged.begin, tagged.end))) {
      if (token.size() == 4 && token.find_first_not_of("0123456789") == std::string::npos && std::stoll(token) + 2 <= now)
        ++past_years;
      if (english::weekday(token) || token == "today" || token == "yesterday" || token == "last" || token == "next")
        ++news_days;
    }
  }
  return past_years >= 6 && past_years > 4 * news_days;
}

// A month or a day that is part of a longer name of somebody or some place ("Jan Mayen", "April Novak").
bool is_in_name(const Reading& reading, const syntax::Tagged& time) {
  const auto name = std::upper_bound(reading.names.begin(), reading.names.end(), time.begin,
                                     [](uint32_t word, const syntax::Tagged& one) { return word < one.end; });
  return name != reading.names.end() && name->begin <= time.begin && time.end <= name->end &&
         name->end - name->begin > time.end - time.begin && (name->label == "PER" || name->label == "LOC");
}

}  // namespace

std::optional<std::string> published_in_text(const Reading& reading) {
  if (reading.sentences.empty()) return std::nullopt;
  // Lines: words up to the next newline. A dateline stands in one of the first lines, a date line also in one of the last.
  std::vector<std::pair<uint32_t, uint32_t>> lines;
  uint32_t begin = 0;
  for (uint32_t word = 1; word <= reading.words.size(); ++word) {
    const bool ends = word == reading.words.size() || reading.words[word].gap == text::Gap::newline ||
                      reading.words[word].gap == text::Gap::blank_line;
    if (ends) {
      lines.emplace_back(begin, word);
      begin = word;
    }
  }
  constexpr std::size_t first_lines = 3, last_lines = 2;
  constexpr uint32_t opening_words = 25;
  for (std::size_t line = 0; line < lines.size(); ++line) {
    if (line >= first_lines && line + last_lines < lines.size()) continue;
    const bool short_line = lines[line].second - lines[line].first <= opening_words;
    if (line >= first_lines && !short_line) continue;
    const uint32_t end = std::min(lines[line].second, lines[line].first + opening_words);
    for (uint32_t word = lines[line].first; word < end; ++word) {
      const std::string form = lower(reading.form(word));
      const bool month = english::month(form).has_value() && form != "may" ? true : reading.form(word) == "May";
      const bool iso = form.size() == 4 && form.find_first_not_of("0123456789") == std::string::npos;
      if (!month && !iso) continue;
      const uint32_t from = word > lines[line].first + 1 ? word - 2 : lines[line].first;
      const uint32_t to = std::min(end, word + 6);
      const Meaning meaning = normalize(reading.surface(month ? from : word, to), "DATE", {});
      if (meaning.day) return iso_day(*meaning.day);
    }
  }
  return std::nullopt;
}

std::vector<Time> read_times(const Reading& reading, const std::optional<std::string>& published) {
  std::vector<Time> times;
  Anchor anchor;
  if (published) anchor.published = parse_day(*published);
  const bool history = is_history(reading, anchor.published);
  uint32_t sentence = 0;
  std::optional<int64_t> sentence_day;
  std::vector<syntax::Tagged> expressions;
  for (const syntax::Tagged& tagged : reading.times) {
    if (is_in_name(reading, tagged)) continue;
    // "next" + "Monday" is one expression.
    const bool joins =
        !expressions.empty() && expressions.back().end == tagged.begin && is_deictic(reading, expressions.back());
    if (joins) {
      expressions.back().end = tagged.end;
      expressions.back().label = tagged.label;
    } else {
      expressions.push_back(tagged);
    }
  }
  for (std::size_t at = 0; at < expressions.size(); ++at) {
    const syntax::Tagged& tagged = expressions[at];
    if (reading.words[tagged.begin].sentence != sentence) {
      sentence = reading.words[tagged.begin].sentence;
      sentence_day.reset();
    }
    anchor.clock_day = sentence_day;
    anchor.tense = tense_of(reading, tagged.begin, tagged.end);
    if (tagged.label == "TIME" && !sentence_day) {
      // "at 10 p.m. on Friday": the day may stand behind the clock in the same sentence.
      for (std::size_t next = at + 1; next < expressions.size(); ++next) {
        const syntax::Tagged& other = expressions[next];
        if (reading.words[other.begin].sentence != sentence) break;
        if (other.label != "DATE") continue;
        const Meaning day = normalize(reading.surface(other.begin, other.end), other.label, anchor);
        if (day.day) {
          anchor.clock_day = day.day;
          break;
        }
      }
    }
    const Meaning meaning = normalize(reading.surface(tagged.begin, tagged.end), tagged.label, anchor);
    Time time;
    time.span = reading.span(tagged.begin, tagged.end);
    time.type = tagged.label;
    time.value = meaning.value;
    time.mod = meaning.mod;
    time.from = meaning.from;
    time.to = meaning.to;
    if (meaning.day) {
      anchor.told = meaning.day;
      sentence_day = meaning.day;
    }
    if (const auto quarter = time.value.find("-Q"); quarter == 4 && time.value.size() == 7 && time.value > anchor.told_quarter)
      anchor.told_quarter = time.value;
    // "In 1950 ... on June 25": a history goes on in the year that it has come to.
    if (history && meaning.from && time.type != "DURATION") {
      const auto start = parse_day(meaning.from->substr(0, 10));
      if (start && time.value.size() >= 4) {
        anchor.told_year = date_of(*start).year;
      }
    }
    times.push_back(std::move(time));
  }
  return times;
}

}  // namespace dateline::times
