#include "actors/senses.h"

#include "tables/table.h"

#include <algorithm>
#include <set>

namespace dateline::actors {
namespace {

using Kind = Sense::Kind;
using Strength = Sense::Strength;

// Chinese and Korean names begin with the family name.
bool family_name_first(std::string_view country) {
  return country == "CHN" || country == "TWN" || country == "PRK" || country == "KOR";
}

Strength strength_of(std::string_view cell, uint32_t line) {
  if (cell == "strong") return Strength::strong;
  if (cell == "over") return Strength::over;
  if (cell == "weak") return Strength::weak;
  if (cell == "none") return Strength::none;
  if (cell == "former") return Strength::former;
  if (cell == "governing") return Strength::governing;
  tables::fail("roles.tsv", line,
               "strength \"" + std::string(cell) + "\" is not strong, over, weak, none, former or governing");
}

}  // namespace

Directory::Tables::Tables(const TableTexts& texts) {
  const auto add = [&](std::string_view cell, const Sense& sense) {
    for (const std::string_view name : tables::parts(cell)) {
      names.add(name, static_cast<uint32_t>(senses.size()));
      senses.push_back(sense);
    }
  };
  for (const tables::Row& row : tables::rows(texts.countries, "countries.tsv", 11)) {
    Sense sense;
    sense.country = row.cells[0];
    sense.sector = row.cells[1] == "breakaway" ? "PRE" : "";
    sense.from = tables::first_day(row.cells[2], "countries.tsv", row.line);
    sense.to = tables::last_day(row.cells[3], "countries.tsv", row.line);
    sense.kind = Kind::country;
    add(row.cells[4], sense);
    sense.kind = Kind::adjective;
    add(row.cells[5], sense);
    if (sense.sector.empty()) sense.sector = "GOV";
    sense.kind = Kind::capital;
    add(row.cells[6], sense);
    sense.kind = Kind::seat;
    add(row.cells[7], sense);
  }
  for (const tables::Row& row : tables::rows(texts.organizations, "organizations.tsv", 5)) {
    Sense sense;
    sense.kind = Kind::organization;
    sense.country = row.cells[1];
    sense.sector = row.cells[2];
    sense.from = tables::first_day(row.cells[3], "organizations.tsv", row.line);
    sense.to = tables::last_day(row.cells[4], "organizations.tsv", row.line);
    add(row.cells[0], sense);
  }
  std::unordered_map<std::string, uint32_t> numbers;
  for (const tables::Row& row : tables::rows(texts.offices, "offices.tsv", 6)) {
    const auto spellings = tables::parts(row.cells[0]);
    if (spellings.empty()) tables::fail("offices.tsv", row.line, "no name");
    const auto number =
        numbers.emplace(tables::name_key(spellings.front()), static_cast<uint32_t>(numbers.size())).first->second;
    Sense sense;
    sense.kind = Kind::person;
    sense.country = row.cells[1];
    sense.role = row.cells[2];
    sense.sector = row.cells[3];
    sense.from = tables::first_day(row.cells[4], "offices.tsv", row.line);
    sense.to = tables::last_day(row.cells[5], "offices.tsv", row.line);
    sense.person = number;
    const auto at = static_cast<uint32_t>(senses.size());
    people[number].push_back(at);
    for (const std::string_view spelling : spellings) {
      names.add(spelling, at);
      const auto words = tables::name_words(spelling);
      const std::string& family = family_name_first(sense.country) ? words.front().key : words.back().key;
      auto& holders = surnames[family];
      if (holders.empty() || holders.back() != at) holders.push_back(at);
    }
    senses.push_back(sense);
  }
  for (const tables::Row& row : tables::rows(texts.roles, "roles.tsv", 4)) {
    Sense sense;
    sense.kind = Kind::role;
    sense.role = row.cells[0];
    sense.sector = row.cells[1];
    sense.strength = strength_of(row.cells[2], row.line);
    sense.country = row.cells[3];
    add(row.cells[0], sense);
  }
  if (texts.places.empty()) return;
  for (const tables::Row& row : tables::rows(texts.places, "places.tsv", 8)) {
    Sense sense;
    sense.kind = row.cells[2] == "ADM1" ? Kind::country : Kind::city;
    sense.country = row.cells[1];
    if (row.cells[2] != "PPLC") add(row.cells[0], sense);
  }
}

std::optional<Actor> Directory::Tables::on_day(uint32_t person, const std::string& day, bool latest) const {
  const auto rows = people.find(person);
  if (rows == people.end() || rows->second.empty()) return std::nullopt;
  const Sense* held = nullptr;
  const Sense* last = nullptr;  // of those that ended before the day
  for (const uint32_t at : rows->second) {
    const Sense& sense = senses[at];
    if (day.empty()) {
      if (sense.to.empty() || latest) held = &sense;
      last = &sense;
    } else if ((sense.from.empty() || sense.from <= day) && (sense.to.empty() || day <= sense.to)) {
      held = &sense;
    } else if (!sense.to.empty() && sense.to < day && (!last || last->to < sense.to)) {
      last = &sense;
    }
  }
  if (held) return Actor{held->country, held->sector, held->role};
  if (last) {
    // Rebels, clerics and activists hold no office that they could leave.
    const bool office = last->sector == "GOV" || last->sector == "LEG" || last->sector == "MIL" || last->sector == "JUD" ||
                        last->sector == "COP" || last->sector == "SPY" || last->sector.empty();
    return office ? Actor{last->country, "ELI", "former " + last->role} : Actor{last->country, last->sector, last->role};
  }
  return Actor{senses[rows->second.front()].country, "", ""};
}

std::optional<uint32_t> Directory::Tables::by_surname(const std::string& key, const std::string& day, bool latest) const {
  const auto found = surnames.find(key);
  if (found == surnames.end() || (day.empty() && !latest)) return std::nullopt;
  std::set<uint32_t> holders;
  for (const uint32_t at : found->second) {
    const Sense& sense = senses[at];
    if (day.empty() || ((sense.from.empty() || sense.from <= day) && (sense.to.empty() || day <= sense.to)))
      holders.insert(sense.person);
  }
  if (holders.size() != 1) return std::nullopt;
  return *holders.begin();
}

}  // namespace dateline::actors
