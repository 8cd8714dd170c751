#include "mentions/coreference.h"

#include "mentions/pronouns.h"
#include "text/letters.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace dateline::mentions {
namespace {

constexpr size_t most_antecedents = 200;  // as in training

// An antecedent need not beat "begins a new entity" outright: by how much less it may score, and how much less when the words
// are the same ("the treaty ... the treaty"), which training sees too seldom at a distance. Chosen on GUM's development part.
constexpr float fresh_margin = 0.5f, same_words_margin = 6.0f;

constexpr std::array<std::string_view, 11> kinds = {"none",   "abstract", "animal", "event",     "object", "organization",
                                                    "person", "place",    "plant",  "substance", "time"};
enum Match : uint8_t { different = 0, same_head = 1, same_string = 2, head_inside = 3 };

struct Features {
  Class what = bare;
  uint8_t kind = 0;
  uint32_t sentence = 0, begin = 0, end = 0;
  std::string string, head;
  std::vector<std::string> words;

  bool holds(const std::string& word) const { return std::find(words.begin(), words.end(), word) != words.end(); }
};

// The place of a number among ascending limits: the first limit that is not below it.
template <size_t N>
size_t bucket(size_t number, const std::array<size_t, N>& limits) {
  return static_cast<size_t>(std::lower_bound(limits.begin(), limits.end(), number) - limits.begin());
}

bool is_possessive(std::string_view word) { return word == "'s" || word == "’s" || word == "'" || word == "’"; }

std::vector<std::string> lower_words(const syntax::Reading& reading, uint32_t begin, uint32_t end) {
  std::vector<std::string> words;
  for (uint32_t w = begin; w < end; ++w)
    if (reading.words[w].upos != "PUNCT") words.push_back(text::lower(reading.form(w)));
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  size_t first = 0, last = words.size();
  while (first < last && (is_definite(words[first]) || is_article(words[first]))) ++first;
  while (last > first && is_possessive(words[last - 1])) --last;
  std::string out;
  for (size_t i = first; i < last; ++i) {
    if (i > first) out += ' ';
    out += words[i];
  }
  return out;
}

Features features(const syntax::Reading& reading, const syntax::MentionHead& mention) {
  Features f;
  f.words = lower_words(reading, mention.begin, mention.end);
  f.string = joined(f.words);
  f.head = text::lower(reading.form(mention.word));
  f.kind = static_cast<uint8_t>(std::find(kinds.begin(), kinds.end(), mention.kind) - kinds.begin());
  if (f.kind >= kinds.size()) f.kind = 0;
  f.sentence = reading.words[mention.word].sentence;
  f.begin = mention.begin;
  f.end = mention.end;
  std::string_view upos = reading.words[mention.word].upos;
  if (upos == "PRON" || upos == "DET" || (f.words.size() == 1 && pronoun_class(f.head) != other_pronoun)) {
    f.what = pronoun_class(f.head);
  } else if (upos == "PROPN") {
    f.what = name;
  } else if (!f.words.empty()) {
    f.what = is_definite(f.words[0]) ? definite : is_article(f.words[0]) ? indefinite : bare;
  }
  return f;
}

Match match(const Features& later, const Features& earlier) {
  if (later.string == earlier.string) return same_string;
  if (later.head == earlier.head) return same_head;
  return earlier.holds(later.head) || later.holds(earlier.head) ? head_inside : different;
}

}  // namespace

std::string content_string(const syntax::Reading& reading, uint32_t begin, uint32_t end) {
  return joined(lower_words(reading, begin, end));
}

std::vector<std::vector<uint32_t>> antecedents(const syntax::Reading& reading, const neural::Model& model) {
  std::span<const float> by_class = model.table("coref.class"), by_match = model.table("coref.match"),
                         by_kind = model.table("coref.kind"), by_distance = model.table("coref.distance"),
                         by_sentence = model.table("coref.sentence"), by_nesting = model.table("coref.nested");
  std::vector<Features> all;
  all.reserve(reading.mentions.size());
  for (const syntax::MentionHead& mention : reading.mentions) all.push_back(features(reading, mention));

  std::vector<std::vector<uint32_t>> found(all.size());
  std::vector<std::pair<float, uint32_t>> better;  // than a new entity
  for (size_t i = 1; i < all.size(); ++i) {
    const std::vector<float>& anaphor = reading.mentions[i].anaphor;
    const float scale = 1.0f / std::sqrt(static_cast<float>(anaphor.size()));
    better.clear();
    for (size_t j = i > most_antecedents ? i - most_antecedents : 0; j < i; ++j) {
      const std::vector<float>& antecedent = reading.mentions[j].antecedent;
      float score = 0;
      for (size_t k = 0; k < anaphor.size(); ++k) score += anaphor[k] * antecedent[k];
      score *= scale;
      const Features &later = all[i], &earlier = all[j];
      const bool nested = (later.begin <= earlier.begin && later.end >= earlier.end) ||
                          (later.begin >= earlier.begin && later.end <= earlier.end);
      const Match same = match(later, earlier);
      score += by_class[later.what * classes + earlier.what];
      score += by_match[later.what * 4u + same];
      score += by_kind[later.kind * kinds.size() + earlier.kind];
      score += by_distance[later.what * 8u + bucket(i - j, std::array<size_t, 7>{1, 2, 4, 8, 16, 32, 64})];
      score += by_sentence[later.what * 6u + bucket(later.sentence - std::min(later.sentence, earlier.sentence),
                                                    std::array<size_t, 5>{0, 1, 2, 4, 8})];
      score += by_nesting[later.what * 2u + nested];
      const bool same_words = later.what <= bare && earlier.what <= bare && same == same_string;
      if (score > reading.mentions[i].fresh - fresh_margin - (same_words ? same_words_margin : 0.0f))
        better.emplace_back(-score, static_cast<uint32_t>(j));
    }
    const size_t kept = std::min(better.size(), most_candidates);
    std::partial_sort(better.begin(), better.begin() + static_cast<std::ptrdiff_t>(kept), better.end());
    for (size_t k = 0; k < kept; ++k) found[i].push_back(better[k].second);
  }
  return found;
}

}  // namespace dateline::mentions
