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
};

}  // namespace dateline::actors
