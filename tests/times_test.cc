#include "times/times.h"
#include "times/calendar.h"

#include "plain_reading.h"
#include "tables/table.h"

#include <doctest/doctest.h>

using namespace dateline;

namespace {

std::optional<std::string> some(std::string_view cell) {
  return cell.empty() ? std::nullopt : std::optional<std::string>(cell);
}

}  // namespace

TEST_CASE("Times_CasesOfTheTable_GetTheirValue") {
  const std::string table = test::file_text("tests/cases/times.tsv");
  for (const tables::Row& row : tables::rows(table, "times.tsv", 7)) {
    CAPTURE(row.cells[0]);
    CAPTURE(row.cells[6]);
    const std::size_t open = row.cells[0].find('['), close = row.cells[0].find(']');
    const std::string piece(row.cells[0].substr(open + 1, close - open - 1));
    const std::string text = std::string(row.cells[0].substr(0, open)) + piece + std::string(row.cells[0].substr(close + 1));
    syntax::Reading reading = test::plain_reading(text);
    reading.times.push_back(test::tagged(reading, piece, row.cells[1]));
    const auto times = times::read_times(reading, some(row.cells[2]));
    REQUIRE(times.size() == 1);
    CHECK(times[0].type == row.cells[1]);
    CHECK(times[0].value == row.cells[3]);
    CHECK(times[0].from == some(row.cells[4]));
    CHECK(times[0].to == some(row.cells[5]));
  }
}

TEST_CASE("Times_NextDay_CountsFromTheDayThatWasToldLast") {
  const std::string text = "Rebels took the town on March 3, 2031 and left the next day.";
  syntax::Reading reading = test::plain_reading(text);
  reading.times.push_back(test::tagged(reading, "March 3, 2031", "DATE"));
  reading.times.push_back(test::tagged(reading, "the next day", "DATE"));
  const auto times = times::read_times(reading, "2031-05-14");
  REQUIRE(times.size() == 2);
  CHECK(times[1].value == "2031-03-04");
}

TEST_CASE("Times_PublishedInText_NeedsDayMonthAndYear") {
  CHECK(times::published_in_text(test::plain_reading("GENEVA, March 3, 2031 (Agency) - Talks began.")) == "2031-03-03");
  CHECK(times::published_in_text(test::plain_reading("Published 3 March 2031\n\nTalks began.")) == "2031-03-03");
  CHECK(times::published_in_text(test::plain_reading("GENEVA, March 3 (Agency) - Talks began.")) == std::nullopt);
  CHECK(times::published_in_text(test::plain_reading("Talks began.\nThey may end.")) == std::nullopt);
}

TEST_CASE("Calendar_DaysAndWeeks_GoThereAndBack") {
  for (int64_t day = -800000; day < 800000; day += 97) CHECK(times::day_number(times::date_of(day)) == day);
  CHECK(times::iso_week(times::week_of(*times::parse_day("2027-01-01"))) == "2026-W53");
  CHECK(times::weekday(*times::parse_day("1970-01-01")) == 4);
  CHECK_FALSE(times::parse_day("2031-02-29"));
}
