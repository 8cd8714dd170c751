// Points on the calendar: those that are named ("March 3", "the third quarter") and those that are counted from another day
// ("last week", "three days ago").
#pragma once

#include "times/normalize.h"
#include "times/parts.h"

#include <cstdint>
#include <optional>
#include <string>

namespace dateline::times {

// An expression for a point, with the days that it may be counted from.
struct Point {
  const Tokens& tokens;
  const Parts& parts;
  const Anchor& anchor;
  std::optional<int64_t> published, base;  // base: the day last told of, else the report's
  std::string clock;                       // as clock_value gives it
  Tense tense;                             // the expression's own words come before the verb's tense
  int64_t turn;                            // "last" -1, "next" 1, else 0

  std::string with_clock(const std::string& day) const { return day + clock; }
};

// The value, with XX for what is not known; "" when the parts name no point.
std::string point_value(const Tokens& tokens, const Parts& parts, const Anchor& anchor);

// The two steps of point_value. The first gives nothing when the parts name no place on the calendar.
std::optional<std::string> named_point(const Point& at);
std::string relative_point(const Point& at);

}  // namespace dateline::times
