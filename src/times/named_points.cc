// Points that are named: feasts, months and their days, weekdays, quarters, seasons, years.
#include "times/calendar.h"
#include "times/english.h"
#include "times/points.h"

#include <algorithm>
#include <cmath>

namespace dateline::times {
namespace {

using english::Unit;

// Of the years in which a day or month may fall, the one that the tense and the nearness of the report speak for. `distance`
// gives days from the report to it in a year. A report of an unknown tense tells the past more often than what is to come.
template <typename Distance>
int64_t choose_year(int64_t published_year, Tense tense, Distance distance) {
  int64_t best = published_year;
  double least = 1e9;
  for (int64_t year = published_year - 1; year <= published_year + 1; ++year) {
    const auto days = static_cast<double>(distance(year));
    double cost = std::abs(days);
    if (days > 0 && tense == Tense::past) cost += 250;
    if (days < 0 && tense == Tense::future) cost += 250;
    if (days > 0 && tense == Tense::unknown) cost += 60;
    if (cost < least) {
      least = cost;
      best = year;
    }
  }
  return best;
}

// "a year earlier" in a report on results: that quarter of the year before.
std::optional<std::string> quarter_a_year_before(const Point& at) {
  const Parts& parts = at.parts;
  const bool year_before = parts.unit == Unit::year && parts.count.value_or(1) == 1 && (parts.ago || parts.earlier) &&
                           !parts.plural && !parts.vague && !parts.month && parts.season.empty() && !parts.weekday;
  if (year_before && !at.anchor.told_quarter.empty()) {
    return iso_year(*number(at.anchor.told_quarter.substr(0, 4)) - 1) + "-Q" +
           (parts.quarter && *parts.quarter <= 4 ? std::to_string(*parts.quarter) : at.anchor.told_quarter.substr(6));
  }
  return std::nullopt;
}

// The year that the words or the report name outright.
std::optional<int64_t> named_year(const Point& at) {
  const Parts& parts = at.parts;
  std::optional<int64_t> year = parts.year;
  if (!year && at.anchor.told_year && !parts.last && !parts.next && !parts.now) {
    if (parts.month || !parts.season.empty() || parts.quarter) year = at.anchor.told_year;
  }
  if (!year && parts.year_shift && (parts.month || parts.quarter || parts.half || !parts.season.empty()) && at.published) {
    year = date_of(*at.published).year + *parts.year_shift;
  }
  return year;
}

std::optional<std::string> feast_day(const Point& at, std::optional<int64_t> year) {
  const Parts& parts = at.parts;
  if (const auto feast = english::feast(at.tokens); feast.month && !parts.month) {
    const auto on = [&](int64_t y) {
      if (feast.day > 0) return day_number({y, feast.month, feast.day});
      const int64_t first = day_number({y, feast.month, 1});
      return first + (4 - weekday(first) + 7) % 7 + 21;
    };
    if (!year && at.published) {
      year = choose_year(date_of(*at.published).year, at.tense, [&](int64_t y) { return on(y) - *at.published; });
    }
    return at.with_clock(year ? iso_day(on(*year)) : "XXXX" + iso_day(on(1)).substr(4));
  }
  return std::nullopt;
}

std::optional<std::string> month_or_day(const Point& at, std::optional<int64_t> year) {
  const Parts& parts = at.parts;
  if (parts.month && parts.day) {
    const bool possible = *parts.day >= 1 && *parts.day <= days_in_month(year.value_or(2000), *parts.month);
    if (possible) {
      if (!year && at.published) {
        year = choose_year(date_of(*at.published).year, at.tense, [&](int64_t y) {
          return day_number({y, *parts.month, std::min(*parts.day, days_in_month(y, *parts.month))}) - *at.published;
        });
      }
      const std::string text =
          iso_month(0, *parts.month).substr(4) + "-" + (*parts.day < 10 ? "0" : "") + std::to_string(*parts.day);
      return at.with_clock((year ? iso_year(*year) : "XXXX") + text);
    }
  }
  if (parts.month) {
    if (!year && at.published) {
      const Date today = date_of(*at.published);
      if (parts.last) {
        // "last May": of the past twelve months
        year = *parts.month < today.month ? today.year : today.year - 1;
      } else if (parts.now) {
        year = today.year;
      } else if (parts.next) {
        year = *parts.month > today.month ? today.year : today.year + 1;
      } else {
        year = choose_year(today.year, at.tense,
                           [&](int64_t y) { return ((y - today.year) * 12 + *parts.month - today.month) * 30; });
      }
    }
    return (year ? iso_year(*year) : "XXXX") + iso_month(0, *parts.month).substr(4);
  }
  return std::nullopt;
}

std::optional<std::string> day_of_week(const Point& at) {
  const Parts& parts = at.parts;
  if (parts.weekday) {
    if (!at.published) return at.with_clock("XXXX-WXX-" + std::to_string(*parts.weekday));
    const int64_t today = weekday(*at.published);
    int64_t back = (today - *parts.weekday + 7) % 7;  // days since the last one, 0 today
    const int64_t ahead = (*parts.weekday - today + 7) % 7;
    if (parts.previous || parts.following || parts.same) {
      const int64_t told = at.base.value_or(*at.published);
      const int64_t since = (weekday(told) - *parts.weekday + 7) % 7;
      if (parts.previous) return at.with_clock(iso_day(told - (since == 0 ? 7 : since)));
      if (parts.following) return at.with_clock(iso_day(told - since + 7));
      return at.with_clock(iso_day(told - since));
    }
    if (parts.unit == Unit::week && (parts.last || parts.next)) {
      return at.with_clock(iso_day(*at.published - today + *parts.weekday + 7 * at.turn));  // "Friday of last week"
    }
    if (parts.last) return at.with_clock(iso_day(*at.published - (back == 0 ? 7 : back)));
    if (parts.next) return at.with_clock(iso_day(*at.published + (ahead == 0 ? 7 : ahead)));
    if (at.tense == Tense::future) return at.with_clock(iso_day(*at.published + ahead));
    return at.with_clock(iso_day(*at.published - back));
  }
  return std::nullopt;
}

// Quarters, halves and seasons.
std::optional<std::string> part_of_year(const Point& at, std::optional<int64_t> year) {
  const Parts& parts = at.parts;
  if (parts.quarter && *parts.quarter >= 1 && *parts.quarter <= 4) {
    if (!year && at.published) {
      const Date today = date_of(*at.published);
      const int64_t current = (today.month - 1) / 3 + 1;
      year =
          today.year + (at.tense == Tense::future ? (*parts.quarter < current ? 1 : 0) : (*parts.quarter > current ? -1 : 0));
    }
    return (year ? iso_year(*year) : "XXXX") + "-Q" + std::to_string(*parts.quarter);
  }
  if (parts.half && *parts.half >= 1 && *parts.half <= 2) {
    if (!year && at.published) year = date_of(*at.published).year;
    return (year ? iso_year(*year) : "XXXX") + "-H" + std::to_string(*parts.half);
  }
  if (!parts.season.empty()) {
    if (!year && at.published) {
      const Date today = date_of(*at.published);
      const int64_t middle = parts.season == "SP" ? 4 : parts.season == "SU" ? 7 : parts.season == "FA" ? 10 : 13;
      if (parts.now) {
        year = today.year;
      } else {
        year = choose_year(today.year, at.tense, [&](int64_t y) {
          const int64_t days = ((y - today.year) * 12 + middle - today.month) * 30;
          return parts.last && days > -60 ? days + 100000 : days;
        });
      }
    }
    return (year ? iso_year(*year) : "XXXX") + "-" + parts.season;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> named_point(const Point& at) {
  const Parts& parts = at.parts;
  if (auto value = quarter_a_year_before(at)) return value;
  const std::optional<int64_t> year = named_year(at);
  if (auto value = feast_day(at, year)) return value;
  if (auto value = month_or_day(at, year)) return value;
  if (auto value = day_of_week(at)) return value;
  if (parts.shift) {
    if (!at.published) return at.with_clock("XXXX-XX-XX");
    return at.with_clock(iso_day(*at.published + *parts.shift));
  }
  if (auto value = part_of_year(at, year)) return value;
  if (year && parts.unit != Unit::decade)
    return parts.fiscal && has(at.tokens, "fy") ? "FY" + iso_year(*year) : iso_year(*year);
  if (parts.decade) return std::to_string(*parts.decade);
  if (parts.century) return std::to_string(*parts.century - 1);
  return std::nullopt;
}

}  // namespace dateline::times
