// From what is said of an entity in a whole report to one actor: each phrase that names it gives votes for a country and a
// sector; what no phrase says is taken from the countries that the report speaks of nearby.
#include "actors/senses.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

namespace dateline::actors {
namespace {

using syntax::Reading;

// Weights of a vote, by where it comes from. Chosen on the training reports (data/record).
constexpr double name_phrase = 3.0, apposition = 3.0, nominal = 1.0, table = 2.5;
// How much a country counts for a phrase that names none: everywhere, where the report opens, in the same sentence and nearby.
constexpr double anywhere = 2.0, opening = 4.0, same_sentence = 0.5, near = 1.0, near_words = 40.0, behind = 0.2;

// Words to either side in which a country counts as near, and in which an apposition is looked for; both keep long texts
// linear.
constexpr uint32_t reach = 200, appositions_reach = 60;

struct Words {
  uint32_t begin = 0, end = 0;
};

// A country that a word of the report names.
struct Naming {
  uint32_t word = 0, sentence = 0;
  std::string country;
  double weight = 1;
};

Words words_of(const Reading& reading, const Span& span) {
  const auto& words = reading.words;
  const auto first = std::lower_bound(words.begin(), words.end(), span.start,
                                      [](const syntax::Word& word, uint32_t start) { return word.span.end <= start; });
  auto last = first;
  while (last != words.end() && last->span.start < span.end) ++last;
  return {static_cast<uint32_t>(first - words.begin()), static_cast<uint32_t>(last - words.begin())};
}

bool is_in(std::string_view label, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), label) != list.end();
}

// The relation without its subtype: "nmod" of "nmod:poss".
std::string_view relation(const syntax::Word& word) { return word.deprel.substr(0, word.deprel.find(':')); }

// The word of a range whose head lies outside it.
uint32_t head_of(const Reading& reading, const Words& range) {
  for (uint32_t word = range.begin; word < range.end; ++word) {
    const int32_t head = reading.words[word].head;
    if (head < static_cast<int32_t>(range.begin) || head >= static_cast<int32_t>(range.end)) return word;
  }
  return range.begin;
}

// The words before a name that belong to its phrase ("Ukrainian Foreign Minister" Dmytro Kuleba): a run of modifiers that
// touches the name.
uint32_t phrase_begin(const Reading& reading, const Words& name) {
  const uint32_t first = reading.sentences.empty() ? 0 : reading.sentences[reading.words[name.begin].sentence].begin;
  uint32_t begin = name.begin;
  while (begin > first) {
    const syntax::Word& word = reading.words[begin - 1];
    const auto label = relation(word);
    const bool modifier =
        is_in(label, {"compound", "amod", "nmod", "det", "nummod", "case", "flat", "goeswith"}) && word.upos != "ADP";
    // "Secretary of State Novak"
    const bool of = label == "case" && reading.form(begin - 1) == "of" && word.head >= static_cast<int32_t>(begin) &&
                    word.head < static_cast<int32_t>(name.end) && begin < name.begin;
    const bool inner_mark = word.upos == "PUNCT" && reading.form(begin - 1) == "-";
    // A title noun whose dependent the name is ("President" of "President Novak" in flat analyses).
    const bool title = is_in(relation(reading.words[name.begin]), {"flat", "appos", "compound"}) &&
                       reading.words[name.begin].head == static_cast<int32_t>(begin - 1);
    if (!(modifier || of || inner_mark || title)) break;
    if (word.head >= 0 && !title && static_cast<uint32_t>(word.head) >= name.end) {
      // It modifies a noun behind the name ("the Barak government"): not the name's phrase, unless the name does too.
      break;
    }
    --begin;
  }
  return begin;
}

// The phrase of a word: the word with all that hangs on it.
Words subtree(const Reading& reading, uint32_t top) {
  Words range{top, top + 1};
  const auto& sentence = reading.sentences[reading.words[top].sentence];
  const auto below = [&](uint32_t word) {
    for (uint32_t steps = 0; steps < 64; ++steps) {
      if (word == top) return true;
      if (reading.words[word].head < 0) return false;
      word = static_cast<uint32_t>(reading.words[word].head);
    }
    return false;
  };
  while (range.begin > sentence.begin && top - range.begin < appositions_reach && below(range.begin - 1)) --range.begin;
  while (range.end < sentence.end && range.end - top < appositions_reach && below(range.end)) ++range.end;
  return range;
}

struct Votes {
  std::map<std::string, double> countries, sectors;
  std::string role;
  double role_weight = 0;

  void add(const Actor& actor, double weight) {
    if (!actor.country.empty()) countries[actor.country] += weight;
    if (!actor.sector.empty()) sectors[actor.sector] += weight;
    if (!actor.role.empty() && weight > role_weight) {
      role = actor.role;
      role_weight = weight;
    }
  }
  static std::string best(const std::map<std::string, double>& votes) {
    std::string name;
    double most = 0;
    for (const auto& [key, weight] : votes) {
      if (weight > most) {
        name = key;
        most = weight;
      }
    }
    return name;
  }
};

}  // namespace

void Directory::resolve(const Reading& reading, const std::vector<Mention>& mentions,
                        const std::optional<std::string>& published, std::vector<Entity>& entities) const {
  const std::string day = published.value_or("");

  // Countries that the report names, word by word.
  std::vector<Naming> namings;
  {
    const auto words = tables::name_words(reading.text);
    uint32_t at_word = 0;
    for (uint32_t at = 0; at < words.size();) {
      const auto match = words[at].letters == tables::Case::lower
                             ? tables::NameIndex::Match{at, {}}
                             : tables_->names.longest(words, at, static_cast<uint32_t>(words.size()));
      if (match.end == at) {
        ++at;
        continue;
      }
      double weight = 0;
      std::string country;
      for (const uint32_t value : match.values) {
        const Sense& sense = tables_->senses[value];
        if (sense.kind == Sense::Kind::role || sense.country.size() != 3) continue;
        if (!day.empty() && ((!sense.from.empty() && sense.from > day) || (!sense.to.empty() && sense.to < day)) &&
            sense.kind != Sense::Kind::person) {
          continue;
        }
        double counts = 0.7;
        if (sense.kind == Sense::Kind::country || sense.kind == Sense::Kind::adjective) counts = 1.0;
        if (sense.kind == Sense::Kind::organization) counts = 0.65;
        if (sense.kind == Sense::Kind::person) counts = 0.6;
        if (counts > weight) {
          weight = counts;
          country = sense.country;
        }
      }
      if (weight > 0 && !is_in(country, {"UNO", "EUR", "IGO", "NGO", "IMG", "ISM", "MNC"})) {
        while (at_word + 1 < reading.words.size() && reading.words[at_word].end_byte <= words[at].begin) ++at_word;
        if (!reading.words.empty()) namings.push_back({at_word, reading.words[at_word].sentence, country, weight});
      }
      at = match.end;
    }
  }
  std::map<std::string, double> everywhere;
  for (const Naming& naming : namings) {
    everywhere[naming.country] += naming.weight * (anywhere + opening * std::exp(-static_cast<double>(naming.word) / 20.0));
  }
  const auto country_near = [&](uint32_t word) {
    std::map<std::string, double> scores = everywhere;
    const uint32_t sentence = reading.words[word].sentence;
    const uint32_t start = word > reach ? word - reach : 0;
    auto naming =
        std::lower_bound(namings.begin(), namings.end(), start, [](const Naming& one, uint32_t at) { return one.word < at; });
    for (; naming != namings.end() && naming->word <= word + reach; ++naming) {
      const bool before = naming->word <= word;
      const double distance = before ? word - naming->word : naming->word - word;
      double score = near * std::exp(-distance / near_words);
      if (naming->sentence == sentence) score += same_sentence;
      scores[naming->country] += naming->weight * score * (before ? 1.0 : behind);
    }
    return Votes::best(scores);
  };

  // A family name alone is an office's holder only in a report that names his country, and nobody else of that name.
  std::set<std::string> seen;
  for (const Naming& naming : namings) {
    if (naming.weight >= 0.7) seen.insert(naming.country);
  }
  constexpr uint32_t nobody = ~0u;
  std::unordered_map<std::string, std::set<uint32_t>> full_names;  // by last word: persons of the table, or nobody
  for (const syntax::Tagged& name : reading.names) {
    if (name.label != "PER" || name.end - name.begin < 2) continue;
    const auto full = tables::name_words(reading.surface(name.begin, name.end));
    if (full.size() < 2) continue;
    const auto match = tables_->names.longest(full, 0, static_cast<uint32_t>(full.size()));
    const bool known = match.end == full.size() && tables_->senses[match.values.front()].kind == Sense::Kind::person;
    full_names[full.back().key].insert(known ? tables_->senses[match.values.front()].person : nobody);
  }
  const auto by_family_name = [&](const Entity& entity) {
    if (entity.type != "PER") return false;
    const auto words = tables::name_words(entity.name);
    if (words.size() != 1) return true;
    const auto number = tables_->by_surname(words.front().key, day, true);
    if (!number) return false;
    const auto holder = tables_->on_day(*number, day, true);
    if (!holder || !(seen.contains(holder->country) || holder->country.empty() || holder->country == "UNO" ||
                     holder->country == "IGO" || holder->country == "EUR")) {
      return false;
    }
    const auto others = full_names.find(words.front().key);
    if (others == full_names.end()) return true;
    return std::all_of(others->second.begin(), others->second.end(), [&](uint32_t person) { return person == *number; });
  };

  const auto phrase_of = [&](const Words& range) { return reading.surface(range.begin, range.end); };

  std::unordered_multimap<uint32_t, std::size_t> roles_by_end;  // mentions of type ROLE
  for (std::size_t index = 0; index < mentions.size(); ++index) {
    if (mentions[index].type == "ROLE") roles_by_end.emplace(mentions[index].span.end, index);
  }

  // "Its navy", "our soldiers": whose they are, when the pronoun's entity has a country. Pronouns by word, and what waits for
  // them.
  std::unordered_map<uint32_t, std::size_t> entity_of_pronoun;
  for (std::size_t e = 0; e < entities.size(); ++e)
    for (const Index index : entities[e].mentions)
      if (mentions[static_cast<std::size_t>(index)].type == "PRON")
        entity_of_pronoun.emplace(words_of(reading, mentions[static_cast<std::size_t>(index)].span).begin, e);
  const auto owner_of = [&](const Words& range, uint32_t head) -> std::optional<std::size_t> {
    for (uint32_t word = range.begin; word < range.end; ++word) {
      if (reading.words[word].deprel != "nmod:poss" || reading.words[word].head != static_cast<int32_t>(head)) continue;
      if (const auto found = entity_of_pronoun.find(word); found != entity_of_pronoun.end()) return found->second;
    }
    return std::nullopt;
  };
  struct Waiting {
    std::size_t entity;
    std::optional<std::size_t> owner;
    uint32_t word;
  };
  std::vector<Waiting> waiting;  // for a country

  for (std::size_t number = 0; number < entities.size(); ++number) {
    Entity& entity = entities[number];
    std::optional<std::size_t> owner;
    entity.actor.reset();
    Votes votes;
    const Tables::Around around{true, entity.type != "PER" || by_family_name(entity), &seen};
    bool can_act = false, named_person = entity.type == "PER";
    int64_t first_word = -1;
    for (const Index index : entity.mentions) {
      const Mention& mention = mentions[static_cast<std::size_t>(index)];
      const Words range = words_of(reading, mention.span);
      if (range.begin >= range.end) continue;
      if (mention.type == "PRON") continue;
      if (first_word < 0) first_word = head_of(reading, range);
      const bool name = mention.type == "PER" || mention.type == "ORG" || mention.type == "LOC" || mention.type == "MISC";
      const std::string_view surface = phrase_of(range);
      if (name) {
        const Words wide{phrase_begin(reading, range), range.end};
        if (const auto actor = tables_->look_up(phrase_of(wide), surface, mention.type, day, around)) {
          votes.add(*actor, name_phrase);
          can_act = true;
        }
        // A role phrase of its own that ends in the name ("Germany's ambassador, X").
        const auto [first, last] = roles_by_end.equal_range(mention.span.end);
        for (auto role = first; role != last; ++role) {
          const Mention& other = mentions[role->second];
          if (other.span.start >= mention.span.start) continue;
          const Words before{words_of(reading, other.span).begin, range.begin};
          const auto& upos = reading.words[range.begin - 1].upos;
          if (before.begin >= before.end || !is_in(upos, {"NOUN", "PROPN", "PUNCT"})) continue;
          if (const auto actor = tables_->look_up(phrase_of(before), "", "ROLE", day, around)) {
            votes.add(*actor, apposition);
            can_act = true;
          }
          break;
        }
        // "X, the prime minister of Y".
        const uint32_t head = head_of(reading, range);
        const auto& sentence = reading.sentences[reading.words[head].sentence];
        for (uint32_t word = range.end; word < std::min(sentence.end, range.end + appositions_reach); ++word) {
          if (reading.words[word].head != static_cast<int32_t>(head) || relation(reading.words[word]) != "appos") continue;
          if (const auto actor = tables_->look_up(phrase_of(subtree(reading, word)), "", "ROLE", day, around)) {
            votes.add(*actor, apposition);
            can_act = true;
          }
        }
        // "the prime minister of Y, X": the name stands in apposition.
        if (relation(reading.words[head]) == "appos" && reading.words[head].head >= 0) {
          const auto top = static_cast<uint32_t>(reading.words[head].head);
          Words before = subtree(reading, top);
          before.end = std::min(before.end, range.begin);
          if (before.end > before.begin) {
            if (const auto actor = tables_->look_up(phrase_of(before), "", "ROLE", day, around)) {
              votes.add(*actor, apposition);
              can_act = true;
            }
          }
        }
      } else if (mention.type == "ROLE" || mention.type == "NOUN") {
        // A phrase around the entity's own name counts as the name's.
        const bool encloses =
            !entity.name.empty() && surface.find(entity.name) != std::string_view::npos && surface != entity.name;
        const auto actor = encloses ? tables_->look_up(surface, entity.name, entity.type, day, around)
                                    : tables_->look_up(surface, "", mention.type, day, around);
        if (actor) {
          votes.add(*actor, encloses ? name_phrase : nominal);
          can_act = true;
        }
        can_act = can_act || mention.type == "ROLE";
        if (!owner) owner = owner_of(range, head_of(reading, range));
      }
    }
    if (first_word < 0) continue;  // pronouns alone name nobody
    if (!entity.name.empty() && (entity.type == "PER" || entity.type == "ORG" || entity.type == "MISC")) {
      if (const auto actor = tables_->look_up(entity.name, entity.name, entity.type, day, around)) {
        votes.add(*actor, table);
        can_act = true;
      }
    }
    if (!can_act && !named_person && entity.type != "ORG") continue;
    Actor actor{Votes::best(votes.countries), Votes::best(votes.sectors), votes.role};
    const bool place = entity.type == "LOC";
    // A bare country name is the country, whatever else the report calls it ("Russia ... Moscow ... the government").
    if (const auto named = tables_->look_up(entity.name, entity.name, entity.type, day, around);
        named && named->sector.empty() && named->role.empty() && named->country.size() == 3 && entity.type != "PER") {
      actor = *named;
    }
    if (actor.country.empty() && !place) waiting.push_back({number, owner, static_cast<uint32_t>(first_word)});
    entity.actor = actor;
  }
  for (const Waiting& one : waiting) {
    Actor& actor = *entities[one.entity].actor;
    if (one.owner && entities[*one.owner].actor) actor.country = entities[*one.owner].actor->country;
    if (actor.country.empty()) actor.country = country_near(one.word);
  }
}

}  // namespace dateline::actors
