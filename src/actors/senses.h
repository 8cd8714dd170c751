// What the tables of the actors know, ready to be found in words.
#pragma once

#include "actors/actors.h"
#include "tables/names.h"

#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace dateline::actors {

// What a name or noun of a table stands for.
struct Sense {
  enum class Kind : uint8_t { country, adjective, capital, seat, city, organization, person, role };
  // How a role noun works in a phrase; see data/roles.tsv.
  enum class Strength : uint8_t { none, weak, strong, over, former, governing };
  Kind kind = Kind::role;
  Strength strength = Strength::strong;
  std::string country, sector, role;
  std::string from, to;  // ISO days, both inclusive; "" for open
  uint32_t person = 0;   // persons: rows of one person share a number
};

// A piece of the phrase that a table knows.
struct Piece {
  uint32_t begin = 0, end = 0;
  const Sense* sense = nullptr;
};

// What a segment says.
struct Said {
  std::string country, sector, role;
  Sense::Strength strength = Sense::Strength::none;
  bool former = false, governing = false;
  bool any = false;         // something that can act
  bool known_body = false;  // sector and country of an organisation or person
};

// A phrase while it is read.
struct Phrase {
  std::vector<tables::NameWord> words;
  uint32_t size = 0;                      // words
  uint32_t name_begin = 0, name_end = 0;  // words of the name; both `size` when there is none
  std::string_view name, type;
  std::string day;
  std::vector<Piece> pieces;  // in the order of the words

  bool is_person() const { return type == "PER"; }
  bool covered(uint32_t word) const {
    for (const Piece& piece : pieces) {
      if (word >= piece.begin && word < piece.end) return true;
    }
    return false;
  }
};

struct Directory::Tables {
  explicit Tables(const TableTexts& texts);

  std::vector<Sense> senses;
  tables::NameIndex names;                                          // all but surnames; values are indices of senses
  std::unordered_map<std::string, std::vector<uint32_t>> surnames;  // key of the family name: senses of its holders
  std::unordered_map<uint32_t, std::vector<uint32_t>> people;       // by person: senses, in the table's order

  // Who a person was on a day: the row that holds; ELI after the last one; nothing before the first. `day` "": the last row,
  // when `latest`, else a row without end, else ELI.
  std::optional<Actor> on_day(uint32_t person, const std::string& day, bool latest) const;
  // The one person with this family name whose office holds on the day; on an unknown day (`latest`) the only one that the
  // table has.
  std::optional<uint32_t> by_surname(const std::string& key, const std::string& day, bool latest) const;

  // What is known of the report that a phrase stands in.
  struct Around {
    bool latest = false;                               // an unknown day is that of a person's last office (not: today)
    bool surnames = true;                              // a family name alone may be that of an office's holder
    const std::set<std::string>* countries = nullptr;  // that the report names; null when there is no report
  };
  std::optional<Actor> look_up(std::string_view phrase, std::string_view name, std::string_view type, const std::string& day,
                               const Around& around) const;

 private:
  // The steps of look_up, in their order.
  void find_pieces(Phrase& phrase) const;
  void find_names_in_part(Phrase& phrase, const Around& around) const;  // names that the tables write otherwise
  Said read(const Phrase& phrase, uint32_t from, uint32_t to, const Around& around) const;  // one segment
  const Sense* role_inside(const Phrase& phrase, uint32_t from, uint32_t to) const;  // the last common noun with a sector
  // Of the meanings of the words [begin, end), the one to take; null for none.
  const Sense* choose(const Phrase& phrase, const tables::NameIndex::Match& match, uint32_t begin) const;
};

}  // namespace dateline::actors
