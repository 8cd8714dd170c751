#include "statements/statements.h"

#include "syntax/items.h"
#include "text/quotes.h"

#include <algorithm>
#include <span>
#include <string>

namespace dateline::statements {
namespace {

using syntax::Linked;
using syntax::Reading;

// Thresholds were chosen on the development parts of PolNeAR and of the records (docs/quality.md).
constexpr float linked_enough = 0.4f;  // a word belongs to a cue's source or content
constexpr float claim_enough = 0.3f;   // mean over a fragment's words, for the cue that it goes to
constexpr float bridge = 0.05f;        // a word between two that belong
constexpr uint32_t widest_bridge = 3;  // words
constexpr uint32_t crumb = 2;          // words
constexpr double same_fragment = 0.6;  // share of words in common by which a run of linked words takes the edges of a fragment

bool is_mark(const Reading& reading, uint32_t word) { return reading.words[word].upos == "PUNCT"; }

bool is_quotation_mark(std::string_view form) {
  return form == "\"" || form == "``" || form == "''" || form == "`" || form == "'" || form == "\u201c" || form == "\u201d" ||
         form == "\u2018" || form == "\u2019" || form == "\u00ab" || form == "\u00bb" || form == "\u201e";
}

// Runs of words that are linked to a cue; short gaps of words that are nearly linked, or of punctuation, are closed.
std::vector<WordRange> runs(const Reading& reading, const std::vector<Linked>& linked) {
  std::vector<WordRange> found;
  for (const Linked& one : linked) {
    if (one.probability < linked_enough) continue;
    bool join = !found.empty() && one.word == found.back().second;
    if (!join && !found.empty() && one.word - found.back().second <= widest_bridge) {
      join = true;
      for (uint32_t w = found.back().second; w < one.word; ++w) {
        const auto known = std::find_if(linked.begin(), linked.end(), [&](const Linked& l) { return l.word == w; });
        if ((known == linked.end() || known->probability < bridge) && !is_mark(reading, w)) join = false;
      }
    }
    if (join) {
      found.back().second = one.word + 1;
    } else {
      found.emplace_back(one.word, one.word + 1);
    }
  }
  return found;
}

uint32_t shared(WordRange one, WordRange two) {
  const uint32_t begin = std::max(one.first, two.first), end = std::min(one.second, two.second);
  return end > begin ? end - begin : 0;
}

// A run takes the edges of the fragment that it has most words in common with.
WordRange snapped(WordRange run, const std::vector<syntax::Tagged>& fragments) {
  auto at = std::lower_bound(fragments.begin(), fragments.end(), run.first,
                             [](const syntax::Tagged& f, uint32_t word) { return f.end <= word; });
  for (; at != fragments.end() && at->begin < run.second; ++at) {
    const WordRange fragment{at->begin, at->end};
    const uint32_t common = shared(run, fragment);
    const uint32_t either = run.second - run.first + at->end - at->begin - common;
    if (common >= same_fragment * either) return fragment;
  }
  return run;
}

// Without the quotation marks, commas and stops at its edges; empty when nothing else is there.
WordRange trimmed(const Reading& reading, WordRange range) {
  while (range.first < range.second && is_mark(reading, range.first)) ++range.first;
  while (range.second > range.first && is_mark(reading, range.second - 1)) {
    const std::string_view form = reading.form(range.second - 1);
    if (!is_quotation_mark(form) && form != "," && form != "." && form != ";" && form != ":") break;
    --range.second;
  }
  return range;
}

// Leaves out fragments of a word or two beside a long one: stray links, not pieces of a quotation.
void drop_crumbs(std::vector<WordRange>& content) {
  uint32_t longest = 0;
  for (const WordRange& range : content) longest = std::max(longest, range.second - range.first);
  std::erase_if(content, [&](const WordRange& range) { return range.second - range.first <= crumb && longest > crumb; });
}

std::vector<Span> spans(const Reading& reading, const std::vector<WordRange>& ranges) {
  std::vector<Span> found;
  for (const WordRange& range : ranges) found.push_back(reading.span(range.first, range.second));
  return found;
}

using Quotes = std::vector<std::pair<uint32_t, uint32_t>>;  // byte ranges, in order

// The end of the quotation that begins at or before a byte and is the last to do so; 0 when there is none.
uint32_t quote_end(const Quotes& quotes, uint32_t byte) {
  const auto after = std::upper_bound(quotes.begin(), quotes.end(), byte,
                                      [](uint32_t at, const std::pair<uint32_t, uint32_t>& q) { return at < q.first; });
  return after == quotes.begin() ? 0 : std::prev(after)->second;
}

// "direct" when nearly all of the content stands between quotation marks, "indirect" when nearly none.
std::string kind_of(const Reading& reading, const std::vector<WordRange>& content, const Quotes& quotes) {
  uint64_t inside = 0, total = 0;
  for (const WordRange& range : content) {
    for (uint32_t w = range.first; w < range.second; ++w) {
      const syntax::Word& word = reading.words[w];
      if (is_mark(reading, w)) continue;
      const uint32_t bytes = word.end_byte - word.start_byte;
      total += bytes;
      if (word.end_byte <= quote_end(quotes, word.start_byte)) inside += bytes;
    }
  }
  return inside * 10 >= total * 9 ? "direct" : inside * 10 <= total ? "indirect" : "mixed";
}

// The mean probability that the words of a fragment are linked to a cue.
float affinity(const std::vector<Linked>& linked, const syntax::Tagged& fragment) {
  auto one = std::lower_bound(linked.begin(), linked.end(), fragment.begin,
                              [](const Linked& l, uint32_t word) { return l.word < word; });
  float sum = 0;
  for (; one != linked.end() && one->word < fragment.end; ++one) sum += one->probability;
  return sum / static_cast<float>(fragment.end - fragment.begin);
}

// The fragments of content that go to each cue: every fragment to the cue of its window that it is linked to best, if to any.
std::vector<std::vector<WordRange>> claimed(const Reading& reading) {
  std::vector<std::vector<WordRange>> found(reading.cues.size());
  const auto window = [&](uint32_t word) { return reading.sentences[reading.words[word].sentence].window; };
  size_t first = 0;
  for (const syntax::Tagged& fragment : reading.contents) {
    while (first < reading.cues.size() && window(reading.cues[first].begin) < window(fragment.begin)) ++first;
    float most = claim_enough;
    size_t best = reading.cues.size();
    for (size_t c = first; c < reading.cues.size() && window(reading.cues[c].begin) == window(fragment.begin); ++c) {
      const float share = affinity(reading.cues[c].content, fragment);
      if (share >= most) {
        most = share;
        best = c;
      }
    }
    if (best < reading.cues.size()) found[best].emplace_back(fragment.begin, fragment.end);
  }
  return found;
}

// The content of a cue in text order: the fragments that it claims, and runs of linked words outside of these (a statement
// inside another one's content is no fragment of its own). Trimmed; never the cue itself.
std::vector<WordRange> content_of(const Reading& reading, const syntax::Cue& cue, const std::vector<WordRange>& fragments) {
  std::vector<WordRange> all = fragments;
  for (const WordRange& run : runs(reading, cue.content)) {
    const WordRange range = snapped(run, reading.contents);
    if (std::none_of(fragments.begin(), fragments.end(), [&](const WordRange& f) { return shared(f, range) > 0; }))
      all.push_back(range);
  }
  std::sort(all.begin(), all.end());
  std::vector<WordRange> content;
  for (WordRange range : all) {
    range = trimmed(reading, range);
    if (range.first >= range.second || shared(range, {cue.begin, cue.end}) > 0) continue;
    if (!content.empty() && range.first < content.back().second) continue;
    content.push_back(range);
  }
  drop_crumbs(content);
  return content;
}

// The first word of a sentence-long range stands in quotation marks: a quotation that runs on from the sentence before it.
bool begins_quoted(const Reading& reading, uint32_t word, const Quotes& quotes) {
  const uint32_t at = reading.words[word].start_byte;
  return at < quote_end(quotes, at);
}

// The time (place) whose words hang on the cue, else -1.
template <typename Item>
Index hanging_on(const Reading& reading, const std::vector<Item>& items, WordRange cue) {
  Index found = -1;
  syntax::for_each_item(reading, reading.sentences[reading.words[cue.first].sentence], items, [&](Index item, uint32_t word) {
    const int32_t head = reading.words[word].head;
    if (head >= static_cast<int32_t>(cue.first) && head < static_cast<int32_t>(cue.second)) found = item;
    return found < 0;
  });
  return found;
}

// Who is told: the object of the cue ("told reporters"), when it is somebody.
Index addressee_of(const Reading& reading, const mentions::Mentions& mentions, WordRange cue) {
  const syntax::Sentence& sentence = reading.sentences[reading.words[cue.first].sentence];
  for (uint32_t w = sentence.begin; w < sentence.end; ++w) {
    const syntax::Word& word = reading.words[w];
    const bool of_cue = word.head >= static_cast<int32_t>(cue.first) && word.head < static_cast<int32_t>(cue.second);
    if (!of_cue || (word.deprel != "obj" && word.deprel != "iobj")) continue;
    for (Index m : mentions.headed_by(w)) {
      const std::string& type = mentions.mentions[static_cast<size_t>(m)].type;
      if (type == "PER" || type == "ORG" || type == "ROLE" || type == "PRON") return mentions.entity_of(m);
    }
  }
  return -1;
}

// Whom a source means: the mention that it is, else the one around its head ("Marek Dolan, a spokesman for the fire service").
Index entity_of(const Reading& reading, const mentions::Mentions& mentions, WordRange source) {
  if (const Index best = mentions.best(source.first, source.second); best >= 0) return mentions.entity_of(best);
  const std::span<const Index> heads = mentions.headed_by(reading.head_of(source.first, source.second));
  return heads.empty() ? -1 : mentions.entity_of(heads.front());
}

double mean(const std::vector<Linked>& linked) {
  double sum = 0;
  size_t n = 0;
  for (const Linked& one : linked) {
    if (one.probability < linked_enough) continue;
    sum += one.probability;
    ++n;
  }
  return n ? sum / static_cast<double>(n) : 0.0;
}

}  // namespace

std::vector<Index> Statements::around(uint32_t word) const {
  std::vector<std::pair<uint32_t, Index>> found;  // words of the fragment that holds it
  if (word >= sentence_of_.size()) return {};
  for (Index s : of_sentence_[sentence_of_[word]])
    for (const WordRange& range : parts[static_cast<size_t>(s)].content)
      if (word >= range.first && word < range.second) {
        found.emplace_back(range.second - range.first, s);
        break;
      }
  std::sort(found.begin(), found.end(), [](const auto& one, const auto& two) {
    return one.first != two.first ? one.first > two.first : one.second < two.second;
  });
  std::vector<Index> order;
  for (const auto& [size, s] : found) order.push_back(s);
  return order;
}

Statements find_statements(const Reading& reading, const mentions::Mentions& mentions, const std::vector<Time>& times,
                           const std::vector<Place>& places) {
  const Quotes quotes = text::quoted(reading.text);
  Statements out;
  std::vector<bool> taken(reading.words.size(), false);  // words that are content of some statement
  const std::vector<std::vector<WordRange>> fragments = claimed(reading);
  for (const syntax::Cue& cue : reading.cues) {
    Parts parts;
    parts.cue = {cue.begin, cue.end};
    parts.read = &cue;
    parts.content = content_of(reading, cue, fragments[static_cast<size_t>(&cue - reading.cues.data())]);
    if (parts.content.empty()) continue;
    Statement statement;
    std::vector<WordRange> sources;
    for (WordRange run : runs(reading, cue.source)) {
      run = trimmed(reading, snapped(run, reading.sources));
      if (run.first < run.second && (sources.empty() || run.first >= sources.back().second)) sources.push_back(run);
    }
    if (!sources.empty()) {
      Speaker speaker;
      for (const WordRange& range : sources) {
        speaker.spans.push_back(reading.span(range.first, range.second));
        if (speaker.entity < 0) speaker.entity = entity_of(reading, mentions, range);
      }
      statement.speaker = speaker;
    }
    statement.cue = {reading.span(cue.begin, cue.end)};
    statement.force = cue.force.label;
    statement.addressee = addressee_of(reading, mentions, parts.cue);
    statement.time = hanging_on(reading, times, parts.cue);
    statement.place = hanging_on(reading, places, parts.cue);
    statement.confidence = cue.confidence * mean(cue.content);
    for (const WordRange& range : parts.content) std::fill(taken.begin() + range.first, taken.begin() + range.second, true);
    out.statements.push_back(std::move(statement));
    out.parts.push_back(std::move(parts));
  }

  // A quotation that no cue of its window claims runs on from the statement before it.
  std::vector<Index> ends_in(reading.sentences.size(), -1);  // the statement that ends last in a sentence
  const auto note_end = [&](size_t s) {
    const uint32_t end = std::max(out.parts[s].content.back().second, out.parts[s].cue.second);
    Index& last = ends_in[reading.words[end - 1].sentence];
    if (last < 0 || out.parts[static_cast<size_t>(last)].content.back().second <= end) last = static_cast<Index>(s);
  };
  for (size_t s = 0; s < out.parts.size(); ++s) note_end(s);
  for (const syntax::Tagged& fragment : reading.contents) {
    const WordRange range = trimmed(reading, {fragment.begin, fragment.end});
    if (range.first >= range.second || !begins_quoted(reading, range.first, quotes)) continue;
    if (std::any_of(taken.begin() + range.first, taken.begin() + range.second, [](bool t) { return t; })) continue;
    const uint32_t sentence = reading.words[range.first].sentence;
    Index before = ends_in[sentence];
    if (before >= 0 && out.parts[static_cast<size_t>(before)].content.back().second > range.first) before = -1;
    if (before < 0 && sentence > 0) before = ends_in[sentence - 1];
    if (before < 0) continue;
    out.parts[static_cast<size_t>(before)].content.push_back(range);
    std::fill(taken.begin() + range.first, taken.begin() + range.second, true);
    note_end(static_cast<size_t>(before));
  }

  out.of_sentence_.resize(reading.sentences.size());
  out.sentence_of_.resize(reading.words.size());
  for (size_t w = 0; w < reading.words.size(); ++w) out.sentence_of_[w] = reading.words[w].sentence;
  for (size_t s = 0; s < out.parts.size(); ++s) {
    const std::vector<WordRange>& content = out.parts[s].content;
    out.statements[s].content = spans(reading, content);
    out.statements[s].kind = kind_of(reading, content, quotes);
    for (const WordRange& range : content)
      for (uint32_t sentence = reading.words[range.first].sentence; sentence <= reading.words[range.second - 1].sentence;
           ++sentence)
        if (out.of_sentence_[sentence].empty() || out.of_sentence_[sentence].back() != static_cast<Index>(s))
          out.of_sentence_[sentence].push_back(static_cast<Index>(s));
  }
  return out;
}

}  // namespace dateline::statements
