// What one phrase says of an actor. The phrase's head segment runs to the first preposition, comma or relative pronoun ("the
// president" of "the president of Georgia"); what the head does not say is looked for behind it.
#include "actors/senses.h"

#include <algorithm>
#include <array>

namespace dateline::actors {
namespace {

using Kind = Sense::Kind;
using Strength = Sense::Strength;
using tables::NameWord;

constexpr std::array<std::string_view, 30> segment_enders = {
    "of",    "in",     "from",    "for",   "at",    "to",     "by",    "on",   "with",   "against",
    "near",  "who",    "which",   "that",  "whose", "across", "under", "over", "inside", "outside",
    "along", "around", "between", "among", "where", "said",   "is",    "was",  "were",   ","};

constexpr std::array<std::string_view, 14> not_its_country = {"backed",    "led",        "born",     "sponsored", "trained",
                                                              "supported", "occupied",   "brokered", "mediated",  "held",
                                                              "made",      "controlled", "built",    "supplied"};

constexpr std::array<std::string_view, 5> courtesy = {"mr", "mrs", "ms", "dr", "sir"};

// Sectors whose former members are elites (plover.md: former officials).
constexpr std::array<std::string_view, 8> offices = {"GOV", "LEG", "MIL", "COP", "SPY", "JUD", "PTY", "OPP"};

template <std::size_t size>
bool among(const std::array<std::string_view, size>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool above_states(std::string_view country) {
  return country == "UNO" || country == "EUR" || country == "IGO" || country == "NGO" || country == "IMG" || country == "ISM" ||
         country == "MNC";
}

// Numbers and words like them, before people that are counted.
bool counts(std::string_view word) {
  constexpr std::array<std::string_view, 20> number_words = {
      "two",  "three", "four",  "five",    "six",  "seven", "eight",   "nine",     "ten",      "eleven",
      "some", "many",  "young", "several", "more", "most",  "hundred", "thousand", "ordinary", "million"};
  return (!word.empty() && word.front() >= '0' && word.front() <= '9') || among(number_words, word);
}

bool holds(const Sense& sense, const std::string& day) {
  return day.empty() || ((sense.from.empty() || sense.from <= day) && (sense.to.empty() || day <= sense.to));
}

}  // namespace

const Sense* Directory::Tables::choose(const Phrase& phrase, const tables::NameIndex::Match& match, uint32_t begin) const {
  const Sense* best = nullptr;
  for (const uint32_t value : match.values) {
    const Sense& sense = senses[value];
    const bool inside = begin < phrase.name_end && match.end > phrase.name_begin && phrase.name_begin < phrase.size;
    if (phrase.is_person() && inside) {
      // Words of a person's name are that person, or the title that begins it ("King Hussein").
      const bool title = sense.kind == Kind::role && begin == phrase.name_begin && match.end < phrase.name_end;
      if (sense.kind != Kind::person && !title) continue;
    }
    if ((sense.kind == Kind::country || sense.kind == Kind::adjective || sense.kind == Kind::organization) &&
        !holds(sense, phrase.day)) {
      // A former state's name serves when nothing else fits.
      if (!best) best = &sense;
      continue;
    }
    const auto rank = [&](const Sense& other) {
      if (!holds(other, phrase.day) && other.kind != Kind::person) return 0;
      switch (other.kind) {
        case Kind::person:
          return phrase.type == "LOC" || phrase.type == "ORG" ? 1 : 9;
        case Kind::organization:
          return phrase.type == "LOC" ? 4 : 7;
        case Kind::country:
          return 8;
        case Kind::capital:
          return phrase.type == "ORG" ? 5 : 6;
        case Kind::seat:
          return 6;
        case Kind::adjective:
          return 5;
        case Kind::role:
          return 3;
        case Kind::city:
          return 2;
      }
      return 0;
    };
    // A former state's row outranks its successors' while the phrase.day falls into it.
    if (!best || rank(sense) > rank(*best) ||
        (rank(sense) == rank(*best) && best->from.empty() && !sense.from.empty() && !phrase.day.empty())) {
      best = &sense;
    }
  }
  return best;
}

void Directory::Tables::find_pieces(Phrase& phrase) const {
  for (uint32_t at = 0; at < phrase.size;) {
    const bool in_name = at >= phrase.name_begin && at < phrase.name_end;
    const uint32_t limit =
        phrase.is_person() && !in_name && phrase.name_begin > at ? std::min(phrase.size, phrase.name_begin) : phrase.size;
    if (phrase.words[at].key.empty()) {
      ++at;
      continue;
    }
    const tables::NameIndex::Match match = names.longest(phrase.words, at, limit);
    const Sense* best = choose(phrase, match, at);
    // "anti-terrorist police", "ex-rebel": what the police are against is not what they are.
    if (best && best->kind == Kind::role && phrase.words[at].hyphen && at > 0 &&
        (phrase.words[at - 1].key == "anti" || phrase.words[at - 1].key == "counter")) {
      at = match.end;
      continue;
    }
    if (best) {
      phrase.pieces.push_back({at, match.end, best});
      at = match.end;
      continue;
    }
    ++at;
  }
}

void Directory::Tables::find_names_in_part(Phrase& phrase, const Around& around) const {
  const auto& words = phrase.words;
  const auto add_person = [&](uint32_t begin, uint32_t end, uint32_t number) {
    phrase.pieces.push_back({begin, end, &senses[people.find(number)->second.front()]});
  };
  if (phrase.name_begin < phrase.size && (phrase.is_person() || phrase.type.empty())) {
    // A name that the table writes otherwise: first and last word, or the family name alone.
    const bool known = std::any_of(phrase.pieces.begin(), phrase.pieces.end(), [&](const Piece& piece) {
      return piece.sense->kind == Kind::person && piece.begin < phrase.name_end && piece.end > phrase.name_begin;
    });
    if (!known && phrase.name_end - phrase.name_begin > 2) {
      const std::vector<NameWord> ends = {words[phrase.name_begin], words[phrase.name_end - 1]};
      const auto match = names.longest(ends, 0, 2);
      if (match.end == 2 && senses[match.values.front()].kind == Kind::person) {
        add_person(phrase.name_begin, phrase.name_end, senses[match.values.front()].person);
      }
    } else if (!known && around.surnames && phrase.name_end - phrase.name_begin == 1 &&
               words[phrase.name_begin].letters != tables::Case::lower) {
      if (const auto number = by_surname(words[phrase.name_begin].key, phrase.day, around.latest))
        add_person(phrase.name_begin, phrase.name_end, *number);
    }
  }
  if (phrase.name.empty() && around.surnames && phrase.type != "LOC" && phrase.type != "ORG") {
    // "President Novak", "Mr. Novak", or the family name as the whole phrase.
    for (uint32_t word = 0; word < phrase.size; ++word) {
      if (words[word].letters != tables::Case::capital) continue;
      const bool titled = word > 0 && (among(courtesy, words[word - 1].key) ||
                                       std::any_of(phrase.pieces.begin(), phrase.pieces.end(), [&](const Piece& piece) {
                                         return piece.end == word && piece.sense->kind == Kind::role;
                                       }));
      if (phrase.covered(word) || !(titled || phrase.size == 1)) continue;
      if (word + 1 < phrase.size && words[word + 1].letters == tables::Case::capital &&
          words[word + 1].begin == words[word].end + 1)
        continue;
      if (const auto number = by_surname(words[word].key, phrase.day, around.latest)) add_person(word, word + 1, *number);
    }
  }
  std::stable_sort(phrase.pieces.begin(), phrase.pieces.end(),
                   [](const Piece& one, const Piece& two) { return one.begin < two.begin; });
}

const Sense* Directory::Tables::role_inside(const Phrase& phrase, uint32_t from, uint32_t to) const {
  const Sense* found = nullptr;
  for (uint32_t at = from; at < to;) {
    const auto match = names.longest(phrase.words, at, to);
    for (const uint32_t value : match.values) {
      if (senses[value].kind == Kind::role && senses[value].strength >= Strength::weak && !senses[value].sector.empty())
        found = &senses[value];
    }
    at = match.end > at && !(at == from && match.end == to) ? match.end : at + 1;
  }
  return found;
}

Said Directory::Tables::read(const Phrase& phrase, uint32_t from, uint32_t to, const Around& around) const {
  const auto& words = phrase.words;
  Said said;
  const Piece* last = nullptr;
  for (const Piece& piece : phrase.pieces) {
    if (piece.begin >= from && piece.end <= to) last = &piece;
  }
  Strength strongest = Strength::none;
  bool head_weak = false;
  for (const Piece& piece : phrase.pieces) {
    if (piece.begin < from || piece.end > to) continue;
    const Sense& sense = *piece.sense;
    const bool is_last = &piece == last;
    const bool led = piece.end < phrase.size && words[piece.end].hyphen && among(not_its_country, words[piece.end].key);
    switch (sense.kind) {
      case Kind::country:
      case Kind::adjective:
      case Kind::capital:
      case Kind::seat:
      case Kind::city: {
        if (led) break;
        if (said.country.empty() || (above_states(said.country) && !said.known_body)) said.country = sense.country;
        if (sense.kind == Kind::adjective && is_last && piece.end == to && piece.begin > from &&
            counts(words[piece.begin - 1].key) && said.sector.empty()) {
          said.sector = "CVL";  // "12 Finns" are people, "the Finns" may be Finland
        } else if (sense.kind == Kind::seat || (sense.kind == Kind::capital && is_last && piece.end == to) ||
                   sense.sector == "PRE") {
          if (said.sector.empty()) {
            said.sector = sense.sector;
            said.known_body = sense.kind == Kind::seat;
          }
        } else if (sense.kind == Kind::city && is_last && piece.end == to && said.sector.empty() && phrase.type != "NOUN") {
          said.sector = "CVL";  // a town that acts or suffers is its people
        }
        said.any = said.any || is_last;
        break;
      }
      case Kind::organization: {
        if (led) break;
        // "Chile's Defense Department": a name that several states use is what its words say, not the state's that owns the
        // row. "The Ministry of Defence" of a report that never names that state is another's, too.
        const bool state = !sense.country.empty() && !above_states(sense.country);
        const bool other_state = state && (said.country.empty() ? around.countries && !around.countries->contains(sense.country)
                                                                : said.country != sense.country);
        if (other_state) {
          if (const Sense* noun = role_inside(phrase, piece.begin, piece.end); noun && strongest < Strength::strong) {
            said.sector = noun->sector;
            said.role = noun->role;
            strongest = noun->strength;
            said.any = true;
            break;
          }
        }
        if (said.country.empty()) said.country = sense.country;
        if (strongest < Strength::strong) said.sector = sense.sector;
        said.known_body = true;
        said.any = true;
        break;
      }
      case Kind::person: {
        const auto actor = on_day(sense.person, phrase.day, around.latest);
        if (!actor) break;
        if (said.country.empty()) said.country = actor->country;
        said.any = true;
        if (actor->sector.empty() && actor->role.empty()) break;  // known, but not yet in office
        // The report calls a former president "President": it tells of his time, or he holds another office.
        const bool report_says = strongest >= Strength::weak && actor->sector == "ELI" && !said.former;
        if (strongest < Strength::strong && !report_says && !(said.known_body && !said.sector.empty())) {
          said.sector = actor->sector;
          if (said.role.empty()) said.role = actor->role;
        }
        said.known_body = true;
        break;
      }
      case Kind::role: {
        if (sense.strength == Strength::former) {
          said.former = true;
          break;
        }
        if (sense.strength == Strength::governing) {
          said.governing = true;
          break;
        }
        said.any = true;
        if (!sense.country.empty() && said.country.empty()) said.country = sense.country;
        if (sense.strength == Strength::none || sense.strength == Strength::weak) {
          head_weak = true;
          if (sense.strength == Strength::weak && strongest == Strength::none && said.sector.empty() && !said.known_body) {
            said.sector = sense.sector;
            strongest = Strength::weak;
          }
        } else if (strongest >= Strength::strong && piece.begin > from &&
                   (words[piece.begin - 1].key == "and" || words[piece.begin - 1].key == "or")) {
          // "passengers and crew": the first that is named
        } else if (sense.strength == Strength::over || strongest != Strength::over) {
          // Gunmen of a known body are that body's.
          const bool vague = (sense.sector == "UAF" || sense.sector == "UNK") && said.known_body && !said.sector.empty();
          const bool party_of = sense.sector == "PTY" && said.known_body && !said.sector.empty();
          if (!vague && !party_of) {
            said.sector = sense.sector;
            strongest = std::max(strongest, sense.strength);
          }
        }
        if (said.role.empty() || strongest >= Strength::strong || head_weak) said.role = sense.role;
        break;
      }
    }
  }
  said.strength = strongest;
  if (said.governing && said.sector == "PTY") said.sector = "GOV";
  if (said.former && among(offices, said.sector)) said.sector = "ELI";
  return said;
}

std::optional<Actor> Directory::Tables::look_up(std::string_view text, std::string_view name, std::string_view type,
                                                const std::string& day, const Around& around) const {
  Phrase phrase;
  phrase.words = tables::name_words(text);
  phrase.size = phrase.name_begin = phrase.name_end = static_cast<uint32_t>(phrase.words.size());
  phrase.name = name;
  phrase.type = type;
  phrase.day = day;
  if (phrase.size == 0) return std::nullopt;
  const auto& words = phrase.words;
  const std::size_t at = name.empty() ? std::string_view::npos : text.find(name);
  if (at != std::string_view::npos) {
    for (uint32_t word = 0; word < phrase.size; ++word) {
      if (words[word].begin < at || words[word].end > at + name.size()) continue;
      if (phrase.name_begin == phrase.size) phrase.name_begin = word;
      phrase.name_end = word + 1;
    }
  }
  find_pieces(phrase);
  find_names_in_part(phrase, around);
  if (phrase.pieces.empty()) return std::nullopt;

  // Segments.
  std::vector<std::pair<uint32_t, uint32_t>> segments;
  uint32_t begin = 0;
  for (uint32_t word = 0; word < phrase.size; ++word) {
    if (!phrase.covered(word) && among(segment_enders, words[word].key)) {
      if (word > begin) segments.emplace_back(begin, word);
      begin = word + 1;
    }
  }
  if (begin < phrase.size) segments.emplace_back(begin, phrase.size);
  if (segments.empty()) return std::nullopt;

  Said said = read(phrase, segments.front().first, segments.front().second, around);
  std::size_t next = 1;
  // "hundreds of thousands of people": what the count is of.
  while (!said.any && said.country.empty() && next < segments.size() && next < 4 &&
         words[segments[next].first - 1].key == "of") {
    said = read(phrase, segments[next].first, segments[next].second, around);
    ++next;
  }
  if (!said.any && !(phrase.is_person() && !said.country.empty())) return std::nullopt;
  for (; next < segments.size(); ++next) {
    const Said more = read(phrase, segments[next].first, segments[next].second, around);
    const std::string_view before = segments[next].first > 0 ? std::string_view(words[segments[next].first - 1].key) : "";
    const bool relates = before != "to" && before != "against" && before != "with" && before != "by";
    if (said.country.empty() && relates && !more.country.empty() &&
        !(above_states(more.country) && said.strength >= Strength::strong)) {
      said.country = more.country;
    } else if (said.country.empty() && before == "," && !more.country.empty()) {
      said.country = more.country;
    }
    const bool joins = before == "of" || before == "for" || before == "from" || before == "in" || before == "at" ||
                       before == "with" || before == ",";
    if (joins && said.strength < Strength::strong && !said.known_body && !more.sector.empty() &&
        (said.sector.empty() || (said.strength == Strength::weak && (more.strength >= Strength::strong || more.known_body)))) {
      const bool was_former = said.former;
      // "residents of Grozny": the town adds no sector of its own.
      if (more.known_body || more.strength >= Strength::weak) {
        said.sector = more.sector;
        if (was_former && among(offices, said.sector)) said.sector = "ELI";
        said.known_body = more.known_body;
        said.strength = std::max(more.strength, Strength::strong);
      }
      if (said.role.empty()) said.role = more.role;
    }
    if (before == "who" || before == "which" || before == "that" || before == "said") break;
  }
  // An official or envoy of a body above states is no state's government; the European Union has one of its own.
  const bool office = !said.known_body || said.strength >= Strength::weak;
  if (above_states(said.country) && said.sector == "GOV" && office &&
      (said.country != "EUR" || said.strength == Strength::weak)) {
    said.sector.clear();
  }
  if (said.country.empty() && said.sector.empty() && said.role.empty()) return std::nullopt;
  return Actor{said.country, said.sector, said.role};
}

Directory::Directory(const TableTexts& texts) : tables_(std::make_unique<Tables>(texts)) {}
Directory::~Directory() = default;

std::optional<Actor> Directory::look_up(std::string_view phrase, std::string_view name, std::string_view type,
                                        const std::optional<std::string>& day) const {
  return tables_->look_up(phrase, name, type, day.value_or(""), {});
}

}  // namespace dateline::actors
