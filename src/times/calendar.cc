#include "times/calendar.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace dateline::times {
namespace {

int64_t floor_div(int64_t a, int64_t b) { return a / b - (a % b != 0 && (a % b < 0) != (b < 0)); }

bool leap(int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

std::string digits(int64_t number, int width) {
  char text[24];
  std::snprintf(text, sizeof text, "%0*lld", width, static_cast<long long>(number));
  return text;
}

// Days before the year, counted from year 1.
int64_t before_year(int64_t year) {
  const int64_t y = year - 1;
  return 365 * y + floor_div(y, 4) - floor_div(y, 100) + floor_div(y, 400);
}

constexpr int64_t epoch = 719162;  // days before 1970-01-01

}  // namespace

int64_t days_in_month(int64_t year, int64_t month) {
  constexpr std::array<int64_t, 12> lengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && leap(year) ? 29 : lengths[static_cast<std::size_t>(month - 1)];
}

int64_t day_number(const Date& date) {
  int64_t day = before_year(date.year) - epoch + date.day - 1;
  for (int64_t month = 1; month < date.month; ++month) day += days_in_month(date.year, month);
  return day;
}

Date date_of(int64_t day) {
  Date date;
  date.year = floor_div((day + epoch) * 400, 146097) + 1;
  while (before_year(date.year) - epoch > day) --date.year;
  while (before_year(date.year + 1) - epoch <= day) ++date.year;
  int64_t rest = day - (before_year(date.year) - epoch);
  while (rest >= days_in_month(date.year, date.month)) rest -= days_in_month(date.year, date.month++);
  date.day = rest + 1;
  return date;
}

int64_t weekday(int64_t day) { return day + 3 - 7 * floor_div(day + 3, 7) + 1; }

Week week_of(int64_t day) {
  const int64_t thursday = day - weekday(day) + 4;
  const Date date = date_of(thursday);
  return {date.year, (thursday - day_number({date.year, 1, 1})) / 7 + 1};
}

int64_t monday_of(const Week& week) {
  const int64_t fourth = day_number({week.year, 1, 4});
  return fourth - weekday(fourth) + 1 + 7 * (week.week - 1);
}

Date add_months(const Date& date, int64_t months) {
  const int64_t count = date.year * 12 + date.month - 1 + months;
  Date moved{floor_div(count, 12), 1, 1};
  moved.month = count - moved.year * 12 + 1;
  moved.day = std::min(date.day, days_in_month(moved.year, moved.month));
  return moved;
}

std::optional<int64_t> parse_day(std::string_view iso) {
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t size) -> int64_t {
    int64_t value = 0;
    for (std::size_t i = at; i < at + size; ++i) {
      if (iso[i] < '0' || iso[i] > '9') return -1;
      value = value * 10 + (iso[i] - '0');
    }
    return value;
  };
  const Date date{number(0, 4), number(5, 2), number(8, 2)};
  if (date.year < 1 || date.month < 1 || date.month > 12 || date.day < 1 || date.day > days_in_month(date.year, date.month)) {
    return std::nullopt;
  }
  return day_number(date);
}

std::string iso_year(int64_t year) { return digits(year, 4); }
std::string iso_month(int64_t year, int64_t month) { return iso_year(year) + "-" + digits(month, 2); }
std::string iso_day(int64_t day) {
  const Date date = date_of(day);
  return iso_month(date.year, date.month) + "-" + digits(date.day, 2);
}
std::string iso_week(const Week& week) { return iso_year(week.year) + "-W" + digits(week.week, 2); }

}  // namespace dateline::times
