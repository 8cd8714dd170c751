#include "places/places.h"

#include "plain_reading.h"
#include "tables/table.h"

#include <dateline/reader.h>

#include <doctest/doctest.h>

using namespace dateline;

TEST_CASE("Places_CasesOfTheTable_AreResolved") {
  const std::string countries = test::file_text("data/countries.tsv"), cities = test::file_text("data/places.tsv");
  const places::Gazetteer gazetteer(countries, cities);
  const std::string table = test::file_text("tests/cases/places.tsv");
  for (const tables::Row& row : tables::rows(table, "places.tsv", 6)) {
    CAPTURE(row.cells[0]);
    const std::size_t open = row.cells[0].find('['), close = row.cells[0].find(']');
    const std::string piece(row.cells[0].substr(open + 1, close - open - 1));
    const std::string text = std::string(row.cells[0].substr(0, open)) + piece + std::string(row.cells[0].substr(close + 1));
    syntax::Reading reading = test::plain_reading(text);
    reading.names.push_back(test::tagged(reading, piece, row.cells[1]));
    const auto places = gazetteer.read_places(reading);
    if (row.cells[2] == "-") {
      CHECK(places.empty());
      continue;
    }
    REQUIRE(places.size() == 1);
    CHECK(places[0].name == row.cells[2]);
    CHECK(places[0].country == row.cells[3]);
    CHECK((places[0].geonameid ? std::to_string(*places[0].geonameid) : "") == row.cells[4]);
    CHECK(places[0].lat.has_value() == !row.cells[4].empty());
  }
}

TEST_CASE("Places_DamagedTable_NamesTableAndLine") {
  CHECK_THROWS_WITH_AS(places::Gazetteer("# comment\nXXX\tstate\n", ""), "data/countries.tsv, line 2: 2 columns, 11 expected",
                       Error);
}
