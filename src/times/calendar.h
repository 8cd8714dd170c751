// Proleptic Gregorian days and ISO weeks. A day is a number: days since 1970-01-01.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dateline::times {

struct Date {
  int64_t year = 0;
  int64_t month = 1, day = 1;
};

struct Week {
  int64_t year = 0, week = 1;  // ISO 8601
};

int64_t day_number(const Date& date);
Date date_of(int64_t day);
int64_t days_in_month(int64_t year, int64_t month);
int64_t weekday(int64_t day);  // 1 Monday to 7 Sunday
Week week_of(int64_t day);
int64_t monday_of(const Week& week);
// The date moved by months; the day of the month is cut to the new month's length.
Date add_months(const Date& date, int64_t months);

// "2031-05-14"; nothing when it is no day of the calendar.
std::optional<int64_t> parse_day(std::string_view iso);
std::string iso_day(int64_t day);
std::string iso_month(int64_t year, int64_t month);
std::string iso_year(int64_t year);
std::string iso_week(const Week& week);

}  // namespace dateline::times
