#include "mentions/mentions.h"

#include "mentions/coreference.h"
#include "mentions/pronouns.h"
#include "text/letters.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <string>

namespace dateline::mentions {
namespace {

using syntax::Reading;

// A mention before the record's order and numbers are fixed.
struct Draft {
  Words words;
  std::string type;
  float confidence = 0;
  int32_t source = -1;  // index into Reading::mentions, -1 for a name that the mention heads lack
};

bool is_name(std::string_view type) { return type == "PER" || type == "ORG" || type == "LOC" || type == "MISC"; }

bool is_pronoun(const Reading& reading, const syntax::MentionHead& mention) {
  std::string_view upos = reading.words[mention.word].upos;
  return mention.end - mention.begin == 1 &&
         (upos == "PRON" || upos == "DET" || pronoun_class(text::lower(reading.form(mention.word))) != other_pronoun);
}

// Ends a range before a final possessive ("Slovenia's").
uint32_t without_possessive(const Reading& reading, uint32_t begin, uint32_t end) {
  return end - begin > 1 && reading.words[end - 1].deprel == "case" && reading.words[end - 1].joined ? end - 1 : end;
}

std::vector<Draft> drafts(const Reading& reading) {
  std::vector<Draft> found;
  std::map<std::pair<uint32_t, uint32_t>, size_t> by_range;
  std::vector<int32_t> name_at(reading.words.size(), -1);  // word -> the name that it is part of
  for (const syntax::Tagged& name : reading.names) {
    const uint32_t end = without_possessive(reading, name.begin, name.end);
    for (uint32_t w = name.begin; w < end; ++w) name_at[w] = static_cast<int32_t>(found.size());
    by_range[{name.begin, end}] = found.size();
    found.push_back({{name.begin, end, reading.head_of(name.begin, end), -1}, std::string(name.label), name.confidence, -1});
  }
  for (size_t i = 0; i < reading.mentions.size(); ++i) {
    const syntax::MentionHead& mention = reading.mentions[i];
    const auto same = by_range.find({mention.begin, without_possessive(reading, mention.begin, mention.end)});
    if (same != by_range.end()) {
      if (found[same->second].source < 0) found[same->second].source = static_cast<int32_t>(i);
      continue;
    }
    Draft draft{{mention.begin, mention.end, mention.word, -1}, "NOUN", mention.confidence, static_cast<int32_t>(i)};
    const int32_t inner = name_at[mention.word];
    const bool acts =
        mention.kind == "person" || mention.kind == "organization" ||
        (inner >= 0 && (found[static_cast<size_t>(inner)].type == "PER" || found[static_cast<size_t>(inner)].type == "ORG"));
    draft.type = is_pronoun(reading, mention) ? "PRON" : acts ? "ROLE" : "NOUN";
    by_range[{mention.begin, mention.end}] = found.size();
    found.push_back(draft);
  }
  std::stable_sort(found.begin(), found.end(), [](const Draft& one, const Draft& two) {
    return one.words.begin != two.words.begin ? one.words.begin < two.words.begin : one.words.end > two.words.end;
  });
  return found;
}

// The word by which a name and the phrase around it are known to be one: the head of the phrase's tree, whatever word the heads
// took for it, and the first word of a flat name, whose head may be a title ("General Hradek").
uint32_t joining_head(const Reading& reading, const Words& words) {
  uint32_t word = words.head;
  for (int32_t up = reading.words[word].head; up >= 0; up = reading.words[word].head) {
    const bool inside = up >= static_cast<int32_t>(words.begin) && up < static_cast<int32_t>(words.end);
    if (!inside && !reading.words[word].deprel.starts_with("flat")) break;
    word = static_cast<uint32_t>(up);
  }
  return word;
}

// The words of a name that tell it from another: in lower case, without marks and the short words of titles ("of", "the").
std::vector<std::string> telling_words(const Reading& reading, const Words& words) {
  std::vector<std::string> found;
  for (uint32_t w = words.begin; w < words.end; ++w) {
    std::string_view upos = reading.words[w].upos;
    if (upos != "PUNCT" && upos != "ADP" && upos != "DET" && upos != "PART" && upos != "CCONJ")
      found.push_back(text::lower(reading.form(w)));
  }
  return found;
}

// Initials of a name of several words, in lower case, when it is one ("united nations" -> "un").
std::string initials(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += word.front();
  return words.size() > 1 ? out : std::string();
}

// Two names that can mean the same: they share a word, or one is the initials of the other.
bool compatible(const std::vector<std::string>& one, const std::vector<std::string>& two) {
  for (const std::string& word : one)
    if (std::find(two.begin(), two.end(), word) != two.end()) return true;
  const auto joined = [](const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words)
      for (char c : word)
        if (c != '.') out += c;
    return out;
  };
  return joined(one) == initials(two) || joined(two) == initials(one);
}

// Sets of mentions (disjoint, with path halving), each with the names in it.
class Sets {
 public:
  explicit Sets(std::vector<std::vector<std::string>> names) : parent_(names.size()), names_(names.size()) {
    std::iota(parent_.begin(), parent_.end(), 0u);
    for (size_t i = 0; i < names.size(); ++i)
      if (!names[i].empty()) names_[i].push_back(std::move(names[i]));
  }
  uint32_t find(uint32_t x) {
    while (parent_[x] != x) x = parent_[x] = parent_[parent_[x]];
    return x;
  }
  void join(uint32_t one, uint32_t two) {
    one = find(one);
    two = find(two);
    if (one == two) return;
    if (one > two) std::swap(one, two);
    parent_[two] = one;
    for (auto& name : names_[two])
      if (names_[one].size() < most_names) names_[one].push_back(std::move(name));
    names_[two].clear();
  }
  // Names that cannot mean the same keep two sets apart ("Ukraine" and "Russia"), whatever a pronoun between them suggests.
  bool may_join(uint32_t one, uint32_t two) {
    const auto &left = names_[find(one)], &right = names_[find(two)];
    if (left.empty() || right.empty()) return true;
    for (const auto& name : left)
      for (const auto& other : right)
        if (compatible(name, other)) return true;
    return false;
  }

 private:
  static constexpr size_t most_names = 8;  // so that time stays linear
  std::vector<uint32_t> parent_;
  std::vector<std::vector<std::vector<std::string>>> names_;  // of each root
};

// A surname alone is the person of that surname whom the report names in full, when it so names one only (the style of the
// press: in full once, by surname after).
void join_surnames(const Reading& reading, const std::vector<Draft>& found, Sets& sets) {
  constexpr uint32_t several = ~0u;
  std::map<std::string, uint32_t> in_full;  // surname -> a mention
  for (uint32_t i = 0; i < found.size(); ++i) {
    const Words& words = found[i].words;
    if (found[i].type != "PER" || words.end - words.begin < 2) continue;
    const auto [known, fresh] = in_full.emplace(text::lower(reading.form(words.end - 1)), i);
    if (!fresh && known->second != several && sets.find(known->second) != sets.find(i)) known->second = several;
  }
  for (uint32_t i = 0; i < found.size(); ++i) {
    const Words& words = found[i].words;
    if (found[i].type != "PER" || words.end - words.begin != 1) continue;
    const auto known = in_full.find(text::lower(reading.form(words.begin)));
    if (known != in_full.end() && known->second != several) sets.join(i, known->second);
  }
}

// The words of a phrase up to the clauses and appositions behind its head, without a determiner: a name for an entity that has
// none.
std::string phrase_name(const Reading& reading, const Words& words) {
  uint32_t end = words.end;
  for (uint32_t w = words.head + 1; w < words.end; ++w) {
    const syntax::Word& word = reading.words[w];
    const bool of_head = word.head == static_cast<int32_t>(words.head);
    if (of_head &&
        (word.deprel.starts_with("acl") || word.deprel == "appos" || word.deprel == "parataxis" || word.deprel == "advcl")) {
      // The clause begins with its leftmost word.
      uint32_t first = w;
      for (uint32_t v = words.head + 1; v < w; ++v) {
        int32_t up = reading.words[v].head;
        while (up > static_cast<int32_t>(words.head) && up != static_cast<int32_t>(w))
          up = reading.words[static_cast<size_t>(up)].head;
        if (up == static_cast<int32_t>(w)) {
          first = v;
          break;
        }
      }
      end = first;
      break;
    }
  }
  while (end > words.head + 1 && reading.words[end - 1].upos == "PUNCT") --end;
  return std::string(reading.surface(words.begin, std::max(end, words.head + 1)));
}

int rank(const std::string& type) {
  static constexpr std::array<std::string_view, 7> order = {"PER", "ORG", "LOC", "MISC", "ROLE", "NOUN", "PRON"};
  return static_cast<int>(std::find(order.begin(), order.end(), type) - order.begin());
}

// Whether `later` is a better mention to take an entity's name and type from.
bool better(const Mention& later, const Mention& earlier) {
  const bool both_names = is_name(later.type) && is_name(earlier.type);
  if (!both_names) return rank(later.type) < rank(earlier.type);
  return later.span.end - later.span.start > earlier.span.end - earlier.span.start;  // the fullest
}

}  // namespace

Index Mentions::best(uint32_t begin, uint32_t end) const {
  Index found = -1;
  double best = 0.5;
  // Mentions are in order of their beginnings; none that begins at `end` or later can share a word.
  auto last = std::lower_bound(words.begin(), words.end(), end, [](const Words& m, uint32_t at) { return m.begin < at; });
  for (auto i = static_cast<size_t>(last - words.begin()); i-- > 0;) {
    if (first_ending_after_[i] <= begin) break;  // nothing before it reaches the range
    const uint32_t shared =
        std::min(end, words[i].end) - std::min(std::min(end, words[i].end), std::max(begin, words[i].begin));
    const uint32_t either = std::max(end, words[i].end) - std::min(begin, words[i].begin);
    const double share = static_cast<double>(shared) / either;
    if (share > best || (share == best && found < 0)) {
      best = share;
      found = static_cast<Index>(i);
    }
  }
  return found;
}

std::span<const Index> Mentions::headed_by(uint32_t word) const {
  if (word + 1 >= head_offsets_.size()) return {};  // mentions were not asked for
  return std::span(by_head_).subspan(head_offsets_[word], head_offsets_[word + 1] - head_offsets_[word]);
}

Mentions find_mentions(const Reading& reading, const neural::Model& model) {
  const std::vector<Draft> found = drafts(reading);
  Mentions out;
  std::vector<int32_t> of_source(reading.mentions.size(), -1);
  uint32_t reach = 0;
  for (size_t i = 0; i < found.size(); ++i) {
    const Draft& draft = found[i];
    if (draft.source >= 0) of_source[static_cast<size_t>(draft.source)] = static_cast<int32_t>(i);
    out.words.push_back(draft.words);
    reach = std::max(reach, draft.words.end);
    out.first_ending_after_.push_back(reach);
    out.mentions.push_back(
        {reading.span(draft.words.begin, draft.words.end), draft.type, reading.words[draft.words.head].span, draft.confidence});
  }

  out.head_offsets_.assign(reading.words.size() + 1, 0);
  for (const Draft& draft : found) ++out.head_offsets_[draft.words.head + 1];
  std::partial_sum(out.head_offsets_.begin(), out.head_offsets_.end(), out.head_offsets_.begin());
  out.by_head_.resize(found.size());
  std::vector<uint32_t> next(out.head_offsets_);
  for (size_t i = 0; i < found.size(); ++i) out.by_head_[next[found[i].words.head]++] = static_cast<Index>(i);

  std::vector<std::vector<std::string>> names(found.size());
  for (size_t i = 0; i < found.size(); ++i)
    if (is_name(found[i].type)) names[i] = telling_words(reading, found[i].words);
  Sets sets(std::move(names));
  // A name and the phrase around it that shares its head ("President Jana Novak") mean the same; so do equal names.
  std::map<std::string, uint32_t> by_string;
  std::vector<int32_t> phrase_at(reading.words.size(), -1);
  for (size_t i = 0; i < found.size(); ++i) {
    const auto at = static_cast<uint32_t>(i);
    int32_t& with_head = phrase_at[joining_head(reading, found[i].words)];
    if (with_head >= 0 && (is_name(found[i].type) || is_name(found[static_cast<size_t>(with_head)].type)))
      sets.join(at, static_cast<uint32_t>(with_head));
    if (with_head < 0) with_head = static_cast<int32_t>(i);
    if (is_name(found[i].type)) {
      const auto [same, fresh] = by_string.emplace(content_string(reading, found[i].words.begin, found[i].words.end), at);
      if (!fresh) sets.join(at, same->second);
    }
  }
  join_surnames(reading, found, sets);
  const std::vector<std::vector<uint32_t>> candidates = antecedents(reading, model);
  for (size_t i = 0; i < candidates.size(); ++i) {
    for (uint32_t earlier : candidates[i]) {
      const int32_t one = of_source[i], two = of_source[earlier];
      if (one < 0 || two < 0 || !sets.may_join(static_cast<uint32_t>(one), static_cast<uint32_t>(two))) continue;
      sets.join(static_cast<uint32_t>(one), static_cast<uint32_t>(two));
      break;
    }
  }

  std::map<uint32_t, Index> numbers;
  for (uint32_t i = 0; i < found.size(); ++i) {
    const auto [number, fresh] = numbers.emplace(sets.find(i), static_cast<Index>(out.entities.size()));
    if (fresh) out.entities.emplace_back();
    out.words[i].entity = number->second;
    out.entities[static_cast<size_t>(number->second)].mentions.push_back(static_cast<Index>(i));
  }
  for (Entity& entity : out.entities) {
    Index best = entity.mentions[0];
    for (Index m : entity.mentions)
      if (better(out.mentions[static_cast<size_t>(m)], out.mentions[static_cast<size_t>(best)])) best = m;
    const Words& words = out.words[static_cast<size_t>(best)];
    entity.type = out.mentions[static_cast<size_t>(best)].type;
    entity.name = is_name(entity.type) ? std::string(reading.surface(words.begin, words.end)) : phrase_name(reading, words);
  }
  return out;
}

}  // namespace dateline::mentions
