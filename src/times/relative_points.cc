// Points that are counted from another day: "last week", "three days ago", "the next day", "this morning".
#include "times/calendar.h"
#include "times/durations.h"
#include "times/english.h"
#include "times/points.h"

namespace dateline::times {
namespace {

using english::Unit;

// "10:35", "last night"
std::string clock_of_some_day(const Point& at) {
  const Parts& parts = at.parts;
  std::optional<int64_t> day = parts.same ? at.base : at.anchor.clock_day ? at.anchor.clock_day : at.published;
  // "last night" is the night before the report's day; "this morning" its own.
  if (parts.last && at.published) day = *at.published - 1;
  if (parts.now && at.published) day = at.published;
  if ((parts.next || parts.following) && at.base) day = *at.base + 1;
  if (parts.previous && at.base) day = *at.base - 1;
  return at.with_clock(day ? iso_day(*day) : "XXXX-XX-XX");
}

// "three days ago", "two weeks later", "a year earlier"
bool is_counted(const Point& at) {
  const Parts& parts = at.parts;
  const bool counted = parts.ago || parts.later || parts.earlier || has(at.tokens, "now");
  const bool has_count = parts.count || parts.vague || parts.plural || parts.ago || (parts.earlier && parts.unit == Unit::year);
  return counted && has_count && !parts.now;
}

// The day, month or year that many units away; PAST_REF or FUTURE_REF when the count is not known.
std::string counted_point(const Point& at) {
  const Parts& parts = at.parts;
  const bool unknown = parts.vague || (!parts.count && parts.plural);
  if (unknown) return parts.ago || parts.earlier ? "PAST_REF" : "FUTURE_REF";
  const int64_t count = parts.count.value_or(1);  // "year-ago"
  const bool back = parts.ago || (parts.earlier && !parts.later);
  const auto from = parts.ago || has(at.tokens, "now") ? at.published : at.base;
  const int64_t sign = back ? -1 : 1;
  switch (parts.unit) {
    case Unit::day:
    case Unit::week:
    case Unit::weekend:
      return at.with_clock(from ? iso_day(*from + sign * count * unit_days(parts.unit)) : "XXXX-XX-XX");
    case Unit::month:
    case Unit::quarter: {
      if (!from) return "XXXX-XX";
      const Date date = add_months(date_of(*from), sign * count * unit_months(parts.unit));
      return iso_month(date.year, date.month);
    }
    case Unit::year:
    case Unit::decade:
    case Unit::century: {
      if (!from) return "XXXX";
      return iso_year(date_of(*from).year + sign * count * unit_months(parts.unit) / 12);
    }
    default:
      // Hours and minutes ago: the report's day, since it has no clock.
      if (!from) return "XXXX-XX-XX";
      return parts.ago && parts.unit != Unit::second ? iso_day(*from) : "";
  }
}

// "last week", "the next day", "this quarter"
std::string turned_point(const Point& at) {
  const Parts& parts = at.parts;
  const bool of_story =
      parts.same || parts.following || parts.previous || ((parts.next || parts.later) && parts.unit == Unit::day);
  const auto from = of_story ? at.base : at.published;
  const int64_t steps = parts.later && at.turn == 0
                            ? (has(at.tokens, "year") || has(at.tokens, "month") || has(at.tokens, "week") ? 0 : 1)
                            : at.turn;
  switch (parts.unit) {
    case Unit::day: {
      if (parts.ordinal && !parts.same) return at.base ? at.with_clock(iso_day(*at.base)) : "XXXX-XX-XX";
      const auto day = steps == 0 && !parts.now ? at.base : from;
      return at.with_clock(day ? iso_day(*day + steps) : "XXXX-XX-XX");
    }
    case Unit::week: {
      if (!from) return "XXXX-WXX";
      return iso_week(week_of(*from + 7 * steps));
    }
    case Unit::weekend: {
      if (!from) return "XXXX-WXX-WE";
      // Said on a weekday, "the weekend" is the one before; with "this" or in the future the one to come.
      const int64_t day = weekday(*from);
      const bool ahead = parts.now || parts.next || at.tense == Tense::future || day >= 6;
      const int64_t shift = parts.last ? -7 : ahead ? (parts.next && day >= 6 ? 7 : 0) : -7;
      return iso_week(week_of(*from + shift)) + "-WE";
    }
    case Unit::month: {
      if (!from) return "XXXX-XX";
      const Date date = add_months(date_of(*from), steps);
      return iso_month(date.year, date.month);
    }
    case Unit::quarter: {
      if (!from) return "XXXX-QX";
      // "the quarter" of a report is the one that has ended.
      const int64_t back = steps == 0 && !(parts.now && !has(at.tokens, "latest")) ? -1 : steps;
      const Date date = add_months(date_of(*from), 3 * back);
      return iso_year(date.year) + "-Q" + std::to_string((date.month - 1) / 3 + 1);
    }
    case Unit::year: {
      if (!from) return "XXXX";
      return iso_year(date_of(*from).year + steps);
    }
    case Unit::decade:
      return from ? std::to_string(date_of(*from).year / 10 + steps) : "XXX";
    case Unit::century:
      return from ? std::to_string(date_of(*from).year / 100 + steps) : "XX";
    default:
      return "";
  }
}

}  // namespace

std::string relative_point(const Point& at) {
  const Parts& parts = at.parts;
  if (parts.unit == Unit::none && !at.clock.empty()) return clock_of_some_day(at);
  if (parts.unit == Unit::none) {
    if (parts.last && at.tokens.size() == 1) return "PAST_REF";
    return "";
  }
  if (is_counted(at)) return counted_point(at);
  // A stretch that the corpora call a date: "over a decade", "a day".
  if (!parts.mod.empty() && parts.mod.size() > 5 && parts.mod != "APPROX" && parts.count && at.turn == 0) {
    return duration_value(parts.unit, parts.count, parts.fraction);
  }
  if (parts.count && *parts.count > 1 && (at.turn != 0 || parts.plural))
    return duration_value(parts.unit, parts.count, parts.fraction);
  if (parts.plural && parts.unit != Unit::none) {
    if (parts.next || parts.to_come) return "FUTURE_REF";
    return parts.vague || parts.last ? "PAST_REF" : duration_value(parts.unit, parts.count, false);
  }
  return turned_point(at);
}

}  // namespace dateline::times
