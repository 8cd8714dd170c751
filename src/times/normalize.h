// From the words of a time expression to its TimeML value.
#pragma once

#include "times/calendar.h"

#include <optional>
#include <string>
#include <string_view>

namespace dateline::times {

enum class Tense { unknown, past, future };

// What an expression's meaning hangs on.
struct Anchor {
  std::optional<int64_t> published;  // day
  std::optional<int64_t> told;       // the day that the report was last at ("the next day" counts from it)
  std::optional<int64_t> told_year;  // the year that the report named last, when it tells of years long past
  std::string told_quarter;          // "2031-Q3" of a report on results: "a year earlier" is that quarter of the year before
  std::optional<int64_t> clock_day;  // the day of a clock time that names none
  Tense tense = Tense::unknown;      // of the verb that the expression hangs on
};

struct Meaning {
  std::string value, mod;
  std::optional<std::string> from, to;  // half-open; absent when the value is no stretch of the calendar
  std::optional<int64_t> day;           // when it is one day: what later expressions count from
};

// `type` is DATE, TIME, DURATION or SET. A part that is not known is written XX; nothing is invented.
Meaning normalize(std::string_view surface, std::string_view type, const Anchor& anchor);

}  // namespace dateline::times
