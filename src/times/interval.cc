#include "times/interval.h"

#include "times/tokens.h"

#include <cstdio>

namespace dateline::times {

void set_interval(Meaning& meaning) {
  const std::string_view value = meaning.value;
  const auto num = [&](std::size_t from, std::size_t size) { return number(value.substr(from, size)); };
  const auto months = [&](int64_t year, int64_t month, int64_t count) {
    meaning.from = iso_day(day_number({year, month, 1}));
    meaning.to = iso_day(day_number(add_months({year, month, 1}, count)));
  };
  if (value.size() < 3 || !is_digits(value.substr(0, 3), 3)) return;
  if (value.size() == 3) {
    meaning.from = iso_day(day_number({*num(0, 3) * 10, 1, 1}));
    meaning.to = iso_day(day_number({*num(0, 3) * 10 + 10, 1, 1}));
    return;
  }
  const auto year = num(0, 4);
  if (!year || *year < 1 || *year > 9998) return;
  if (value.size() == 4) return months(*year, 1, 12);
  const std::string_view rest = value.substr(5);
  if (rest.size() >= 5 && is_digits(rest.substr(0, 2), 2) && is_digits(rest.substr(3, 2), 2)) {
    const auto day = parse_day(value.substr(0, 10));
    if (!day) return;
    meaning.day = *day;
    if (value.size() == 16 && value[10] == 'T' && value[13] == ':') {
      const auto hour = num(11, 2), minute = num(14, 2);
      if (hour && minute && *hour < 24) {
        meaning.from = std::string(value);
        const int64_t next = *hour * 60 + *minute + 1;
        char text[16];
        std::snprintf(text, sizeof text, "T%02d:%02d", static_cast<int>(next % 1440 / 60), static_cast<int>(next % 60));
        meaning.to = iso_day(*day + next / 1440) + text;
        return;
      }
    }
    meaning.from = iso_day(*day);
    meaning.to = iso_day(*day + 1);
  } else if (rest.size() == 2 && is_digits(rest, 2)) {
    if (*number(rest) >= 1 && *number(rest) <= 12) months(*year, *number(rest), 1);
  } else if (rest.size() >= 3 && rest[0] == 'W' && is_digits(rest.substr(1, 2), 2)) {
    const int64_t monday = monday_of({*year, *number(rest.substr(1, 2))});
    meaning.from = iso_day(rest.size() == 3 ? monday : monday + 5);
    meaning.to = iso_day(monday + 7);
  } else if (rest.size() == 2 && rest[0] == 'Q') {
    months(*year, (rest[1] - '1') * 3 + 1, 3);
  } else if (rest.size() == 2 && rest[0] == 'H') {
    months(*year, (rest[1] - '1') * 6 + 1, 6);
  } else if (rest == "SP") {
    months(*year, 3, 3);
  } else if (rest == "SU") {
    months(*year, 6, 3);
  } else if (rest == "FA") {
    months(*year, 9, 3);
  } else if (rest == "WI") {
    months(*year, 12, 3);
  }
}

}  // namespace dateline::times
