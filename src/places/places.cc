// Toponyms by table: a name that the entity head calls a place, or that a table knows as one. A name that no table knows keeps
// its span and has no coordinates.
#include "places/places.h"

#include "tables/names.h"
#include "tables/table.h"

#include <algorithm>
#include <charconv>

namespace dateline::places {
namespace {

struct Entry {
  std::string name, country, admin1, feature;
  std::optional<int64_t> geonameid;
  std::optional<double> lat, lon;
  int64_t population = 0;
};

std::optional<double> degrees(std::string_view cell, double limit, std::string_view table, uint32_t line) {
  if (cell.empty()) return std::nullopt;
  double value = 0;
  const auto result = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (result.ec != std::errc() || result.ptr != cell.data() + cell.size() || value < -limit || value > limit) {
    tables::fail(table, line, "\"" + std::string(cell) + "\" is no number of degrees");
  }
  return value;
}

std::optional<int64_t> whole(std::string_view cell, std::string_view table, uint32_t line) {
  if (cell.empty()) return std::nullopt;
  int64_t value = 0;
  const auto result = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (result.ec != std::errc() || result.ptr != cell.data() + cell.size()) {
    tables::fail(table, line, "\"" + std::string(cell) + "\" is no whole number");
  }
  return value;
}

}  // namespace

struct Gazetteer::Tables {
  std::vector<Entry> entries;
  tables::NameIndex names;

  void add(std::string_view cell, const Entry& entry) {
    for (const std::string_view name : tables::parts(cell)) names.add(name, static_cast<uint32_t>(entries.size()));
    entries.push_back(entry);
  }

  // The entry for the whole of the words: states before capitals and cities, then the most people.
  const Entry* find(const std::vector<tables::NameWord>& words) const {
    if (words.empty()) return nullptr;
    const auto size = static_cast<uint32_t>(words.size());
    const auto match = names.longest(words, 0, size);
    if (match.end != size) return nullptr;
    const Entry* best = nullptr;
    const auto rank = [](const Entry& entry) {
      return entry.feature == "PCLI" ? 3 : entry.feature == "PPLC" ? 2 : entry.feature == "ADM1" ? 0 : 1;
    };
    for (const uint32_t value : match.values) {
      const Entry& entry = entries[value];
      if (!best || rank(entry) > rank(*best) || (rank(entry) == rank(*best) && entry.population > best->population))
        best = &entry;
    }
    return best;
  }
};

Gazetteer::Gazetteer(std::string_view countries, std::string_view places) : tables_(std::make_unique<Tables>()) {
  for (const tables::Row& row : tables::rows(countries, "countries.tsv", 11)) {
    const auto names = tables::parts(row.cells[4]);
    if (names.empty()) continue;  // a people without a land of its own
    Entry entry;
    entry.name = names.front();
    entry.country = row.cells[0];
    entry.feature = row.cells[1] == "state" ? "PCLI" : row.cells[1] == "former" ? "PCLH" : "RGN";
    entry.geonameid = whole(row.cells[8], "countries.tsv", row.line);
    entry.lat = degrees(row.cells[9], 90, "countries.tsv", row.line);
    entry.lon = degrees(row.cells[10], 180, "countries.tsv", row.line);
    tables_->add(row.cells[4], entry);
  }
  for (const tables::Row& row : tables::rows(places, "places.tsv", 8)) {
    Entry entry;
    entry.name = tables::parts(row.cells[0]).empty() ? "" : tables::parts(row.cells[0]).front();
    entry.country = row.cells[1];
    entry.feature = row.cells[2];
    entry.admin1 = row.cells[3];
    entry.geonameid = whole(row.cells[4], "places.tsv", row.line);
    entry.lat = degrees(row.cells[5], 90, "places.tsv", row.line);
    entry.lon = degrees(row.cells[6], 180, "places.tsv", row.line);
    entry.population = whole(row.cells[7], "places.tsv", row.line).value_or(0);
    tables_->add(row.cells[0], entry);
  }
}

Gazetteer::~Gazetteer() = default;

std::vector<Place> Gazetteer::read_places(const syntax::Reading& reading) const {
  std::vector<Place> found;
  for (const syntax::Tagged& name : reading.names) {
    if (name.label == "PER") continue;
    uint32_t begin = name.begin;
    auto words = tables::name_words(reading.surface(begin, name.end));
    const Entry* entry = tables_->find(words);
    if (!entry && words.size() > 1 && words.front().key == "the") {
      words.erase(words.begin());
      entry = tables_->find(words);
    }
    // Organisations that bear a place's name are places only as states ("Iraq" tagged ORG), other names likewise.
    if (name.label != "LOC" && !(entry && (entry->feature == "PCLI" || entry->feature == "PCLH"))) continue;
    Place place;
    place.span = reading.span(begin, name.end);
    place.name = reading.surface(begin, name.end);
    if (entry) {
      place.name = entry->name;
      place.geonameid = entry->geonameid;
      place.lat = entry->lat;
      place.lon = entry->lon;
      place.country = entry->country;
      place.admin1 = entry->admin1;
      place.feature = entry->feature;
    }
    found.push_back(std::move(place));
  }
  return found;
}

}  // namespace dateline::places
