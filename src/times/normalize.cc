// TimeML values (TIMEX3; T. Saurí and others, TimeML Annotation Guidelines 1.2.1). A value is read in four steps: fixed words
// ("now"), sets, durations, and points, which are put together from the parts that the words name: year, month, day, weekday,
// clock.
#include "times/normalize.h"

#include "times/english.h"

#include <algorithm>
#include <cstdlib>

namespace dateline::times {
namespace {

using english::Unit;
using Tokens = std::vector<std::string>;

struct Parts {
  std::optional<int64_t> year, month, day, weekday, quarter, half, decade, century, ordinal;
  std::string season, part;  // SU; MO
  std::optional<int64_t> hour, minute, second;
  bool zulu = false;
  Unit unit = Unit::none;
  bool plural = false;
  std::optional<int64_t> count;
  bool fraction = false;  // "two and a half"
  bool vague = false;     // "several"
  bool last = false, next = false, now = false, same = false, following = false, previous = false, ago = false, later = false,
       earlier = false, every = false, to_come = false, fiscal = false, span = false;
  std::optional<int64_t> shift;       // of days: today 0, yesterday -1
  std::optional<int64_t> year_shift;  // "of last year": -1
  std::string mod;
};

bool has(const Tokens& tokens, std::string_view word) { return std::find(tokens.begin(), tokens.end(), word) != tokens.end(); }

std::optional<int64_t> number(std::string_view word) {
  if (word.empty() || word.size() > 9 || word.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  return std::strtoll(std::string(word).c_str(), nullptr, 10);
}

bool is_digits(std::string_view word, std::size_t size) {
  return word.size() == size && word.find_first_not_of("0123456789") == std::string_view::npos;
}

// "nineteen ninety-six", "two thousand": as broadcasts spell years.
std::optional<int64_t> spelled_year(const Tokens& tokens, std::size_t at, std::size_t& used) {
  if (at + 2 < tokens.size() && english::unit(tokens[at + 2]).unit != Unit::none) return std::nullopt;  // "two thousand years"
  const auto word = [&](std::size_t i) { return at + i < tokens.size() ? english::cardinal(tokens[at + i]) : std::nullopt; };
  if (tokens[at] == "two" && at + 1 < tokens.size() && tokens[at + 1] == "thousand") {
    used = 2;
    int64_t year = 2000;
    std::size_t next = 2;
    if (at + next < tokens.size() && tokens[at + next] == "and") ++next;
    if (const auto rest = word(next); rest && *rest > 1 && *rest < 100) {
      year += *rest;
      used = next + 1;
    }
    return year;
  }
  const auto first = word(0);
  const auto second = word(1);
  if (!first || !second || tokens[at].size() < 6 || *first < 16 || *first > 20 || *second < 10 || *second > 90)
    return std::nullopt;
  used = 2;
  int64_t year = *first * 100 + *second;
  if (const auto third = word(2);
      third && *second % 10 == 0 && *second >= 20 && *third >= 1 && *third < 10 && tokens[at + 2] != "a") {
    year += *third;
    used = 3;
  }
  return year;
}

Parts read_parts(const Tokens& tokens) {
  Parts parts;
  const auto at = [&](std::size_t i) -> std::string_view {
    return i < tokens.size() ? std::string_view(tokens[i]) : std::string_view();
  };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::string_view word = tokens[i];
    std::size_t used = 0;
    // Clock: "10:35", "10 p.m.", "18:00 UTC".
    if (const auto hour = number(word); hour && *hour <= 24 && word.size() <= 2) {
      const bool colon = at(i + 1) == ":" && number(at(i + 2));
      const std::size_t after = colon ? i + 3 : i + 1;
      const bool am = at(after) == "am", pm = at(after) == "pm";
      if (colon || am || pm) {
        parts.hour = *hour;
        if (colon) parts.minute = *number(at(i + 2));
        std::size_t end = after + (am || pm ? 1 : 0);
        if (colon && at(after) == ":" && number(at(after + 1))) {
          parts.second = *number(at(after + 1));
          end = after + 2;
        }
        if (pm && *hour < 12) parts.hour = *hour + 12;
        if (am && *hour == 12) parts.hour = 0;
        i = end - 1;
        continue;
      }
    }
    if (word.size() == 4 && number(word) &&
        (at(i + 1) == "gmt" || at(i + 1) == "utc" || at(i + 1) == "hours" || at(i + 1) == "hrs") && *number(word) < 2400) {
      parts.hour = *number(word) / 100;
      parts.minute = *number(word) % 100;
      continue;
    }
    if (word == "gmt" || word == "utc" || word == "z") {
      parts.zulu = true;
      continue;
    }
    if (word == "noon") {
      parts.hour = 12;
      parts.minute = 0;
      continue;
    }
    if (word == "midnight") {
      parts.hour = 24;
      parts.minute = 0;
      continue;
    }
    if (word == "o" && at(i + 1) == "clock") continue;
    // "10/14/2031"
    if (number(word) && at(i + 1) == "/" && number(at(i + 2)) && *number(word) <= 12 && *number(word) >= 1 &&
        at(i + 3) == "/" && number(at(i + 4))) {
      parts.month = *number(word);
      parts.day = *number(at(i + 2));
      const int64_t year = *number(at(i + 4));
      parts.year = year < 100 ? (year < 50 ? 2000 + year : 1900 + year) : year;
      i += 4;
      continue;
    }
    if (const auto year = spelled_year(tokens, i, used)) {
      parts.year = *year;
      i += used - 1;
      continue;
    }
    if (is_digits(word, 4) && *number(word) >= 1000 && *number(word) <= 2200 && english::unit(at(i + 1)).unit == Unit::none) {
      parts.year = *number(word);
      continue;
    }
    if (is_digits(word, 4) && english::unit(at(i + 1)).unit != Unit::none && !english::unit(at(i + 1)).plural &&
        *number(word) >= 1900) {
      parts.year = *number(word);  // "the 1988 quarter"
      continue;
    }
    if (word.size() == 5 && word.back() == 's' && is_digits(word.substr(0, 4), 4)) {
      parts.decade = *number(word.substr(0, 4)) / 10;
      continue;
    }
    if ((word.size() == 4 && word.front() == '\'' && word.back() == 's' && is_digits(word.substr(1, 2), 2)) ||
        (word.size() == 3 && word.back() == 's' && is_digits(word.substr(0, 2), 2))) {
      parts.decade = 190 + *number(word.substr(word.size() - 3, 1));
      continue;
    }
    if (word.size() == 3 && word.front() == '\'') {
      const int64_t year = *number(word.substr(1));
      parts.year = year < 30 ? 2000 + year : 1900 + year;
      continue;
    }
    if (const auto decade = english::decade_name(word)) {
      parts.decade = 190 + *decade;
      continue;
    }
    if (const auto month = english::month(word); month && !(word == "may" && tokens.size() > 3 && i == 0 && !number(at(1)))) {
      parts.month = *month;
      // "March 3", "March 3rd", "March third"
      if (const auto day = number(at(i + 1)); day && *day >= 1 && *day <= 31 && at(i + 1).size() <= 2 && at(i + 2) != ":" &&
                                              at(i + 2) != "am" && at(i + 2) != "pm") {
        parts.day = *day;
        ++i;
      } else if (const auto nth = english::ordinal(at(i + 1));
                 nth && *nth <= 31 && english::unit(at(i + 2)).unit == Unit::none) {
        parts.day = *nth;
        ++i;
        if (*nth % 10 == 0 && *nth >= 20) {
          if (const auto rest = english::ordinal(at(i + 1)); rest && *rest < 10) parts.day = *nth + *rest, ++i;
        }
      }
      continue;
    }
    // "3 March", "3rd of March"
    if (!parts.day) {
      const auto day = number(word) ? number(word) : english::ordinal(word);
      const std::size_t next = at(i + 1) == "of" ? i + 2 : i + 1;
      if (day && *day >= 1 && *day <= 31 && word.size() <= 12 && english::month(at(next))) {
        parts.day = *day;
        continue;
      }
    }
    if (const auto weekday = english::weekday(word); weekday && (word.size() > 3 || tokens.size() == 1 || word != "sun")) {
      parts.weekday = *weekday;
      parts.plural = parts.plural || word.ends_with("days");
      continue;
    }
    if (const auto season = english::season(word); !season.empty()) {
      parts.season = season;
      parts.plural = parts.plural || word.back() == 's';
      continue;
    }
    if (const auto part = english::day_part(word); !part.empty()) {
      parts.part = part;
      if (word == "tonight") parts.shift = 0;
      continue;
    }
    if (word == "today") {
      parts.shift = 0;
      continue;
    }
    if (word == "yesterday") {
      parts.shift = -1;
      continue;
    }
    if (word == "tomorrow") {
      parts.shift = 1;
      continue;
    }
    if (word == "last") {
      parts.last = true;
      continue;
    }
    if (word == "past") {
      parts.last = parts.span = true;
      continue;
    }
    if (word == "previous" || word == "preceding" || word == "prior") {
      parts.previous = true;
      continue;
    }
    if (word == "next") {
      parts.next = true;
      continue;
    }
    if (word == "coming" || word == "upcoming") {
      parts.next = parts.to_come = true;
      continue;
    }
    if (word == "following" || word == "subsequent") {
      parts.following = true;
      continue;
    }
    if (word == "this" || word == "current" || word == "latest") {
      parts.now = true;
      continue;
    }
    if (word == "same" || word == "that" || word == "those") {
      parts.same = true;
      continue;
    }
    if (word == "ago") {
      parts.ago = true;
      continue;
    }
    if (word == "later" || word == "after" || word == "hence") {
      parts.later = true;
      continue;
    }
    if (word == "earlier" || word == "before") {
      parts.earlier = true;
      continue;
    }
    if (word == "every" || word == "each" || word == "per") {
      parts.every = true;
      continue;
    }
    if (word == "fiscal" || word == "financial") {
      parts.fiscal = true;
      continue;
    }
    if (word == "half") {
      if (parts.ordinal) {
        parts.half = parts.ordinal;
        parts.ordinal.reset();
      } else {
        parts.fraction = true;
      }
      continue;
    }
    if (word == "1" && at(i + 1) == "/" && at(i + 2) == "2") {
      parts.fraction = true;
      i += 2;
      continue;
    }
    if (word == "couple" || word == "pair") {
      parts.count = 2;
      continue;
    }
    if (word == "fortnight") {
      parts.unit = Unit::week;
      parts.count = 2;
      continue;
    }
    if (english::vague_count(word)) {
      parts.vague = word != "more" && word != "most" ? true : parts.vague;
      continue;
    }
    const english::UnitWord unit = english::unit(word);
    if (unit.unit != Unit::none && !(word == "second" && english::unit(at(i + 1)).unit != Unit::none) &&
        !(word == "second" && (at(i + 1) == "half" || at(i + 1) == "weekend"))) {
      if (parts.unit == Unit::none) {
        parts.unit = unit.unit;
        parts.plural = unit.plural;
      }
      if (unit.unit == Unit::quarter && parts.ordinal) {
        parts.quarter = parts.ordinal;
        parts.ordinal.reset();
      }
      if (unit.unit == Unit::century && parts.ordinal) {
        parts.century = parts.ordinal;
        parts.ordinal.reset();
      }
      continue;
    }
    if (word == "final" && (at(i + 1) == "quarter")) {
      parts.quarter = 4;
      continue;
    }
    if (const auto nth = english::ordinal(word); nth && word != "second") {
      parts.ordinal = *nth;
      continue;
    }
    if (word == "second") {
      parts.ordinal = 2;
      continue;
    }
    if (word == "a" || word == "an") {
      if (!parts.count) parts.count = 1;
      continue;
    }
    if (word == "hundred" || word == "thousand") {
      parts.count = parts.count.value_or(1) * (word == "hundred" ? 100 : 1000);
      continue;
    }
    if (const auto count = english::cardinal(word)) {
      const bool tens = parts.count && *parts.count % 10 == 0 && *parts.count >= 20 && *count < 10;
      parts.count = tens ? *parts.count + *count : *count;
      continue;
    }
    if (word == "early" || word == "beginning" || word == "start") parts.mod = "START";
    if (word == "late" || word == "end") parts.mod = "END";
    if (word == "mid" || word == "middle") parts.mod = "MID";
    if (word == "about" || word == "around" || word == "approximately" || word == "roughly" || word == "so")
      parts.mod = "APPROX";
    if (word == "over" && tokens.size() > 1) parts.mod = "MORE_THAN";
    if (word == "nearly" || word == "almost" || word == "under") parts.mod = "LESS_THAN";
    if (word == "than") parts.mod = has(tokens, "less") || has(tokens, "fewer") ? "LESS_THAN" : "MORE_THAN";
    if (word == "least") parts.mod = "EQUAL_OR_MORE";
    if (word == "up" || word == "maximum") parts.mod = "EQUAL_OR_LESS";
  }
  // "the first quarter of last year", "the same month a year ago": the year is said apart from the rest.
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (at(i + 1) != "year") continue;
    const std::string_view word = tokens[i], behind = at(i + 2);
    if (word == "last" || word == "previous") parts.year_shift = -1;
    if (word == "next" || word == "following" || word == "coming") parts.year_shift = 1;
    if (word == "this" || word == "current") parts.year_shift = 0;
    if (behind == "ago" || behind == "earlier") parts.year_shift = parts.year_shift.value_or(-1);
    if ((word == "a" || word == "one") && (behind == "ago" || behind == "earlier")) parts.year_shift = -1;
  }
  if (has(tokens, "no") && has(tokens, "than")) parts.mod = has(tokens, "less") ? "EQUAL_OR_MORE" : "EQUAL_OR_LESS";
  return parts;
}

std::string duration_value(Unit unit, std::optional<int64_t> count, bool fraction) {
  std::string n = count ? std::to_string(*count) : "X";
  const auto of = [&](const char* before, const char* letter, int64_t times, const char* half) {
    std::string value = before;
    if (count && !(fraction && *count == 0)) value += std::to_string(*count * times) + letter;
    if (!count) value += "X" + std::string(letter);
    if (fraction) value += half;
    return value;
  };
  switch (unit) {
    case Unit::second:
      return of("PT", "S", 1, "");
    case Unit::minute:
      return of("PT", "M", 1, "30S");
    case Unit::hour:
      return of("PT", "H", 1, "30M");
    case Unit::day:
      return fraction && count && *count > 0 ? "P" + n + "DT12H" : fraction ? "PT12H" : "P" + n + "D";
    case Unit::week:
      return "P" + n + "W";
    case Unit::weekend:
      return count ? "P" + std::to_string(*count * 2) + "D" : "PXD";
    case Unit::month:
      return of("P", "M", 1, "15D");
    case Unit::quarter:
      return "P" + n + "Q";
    case Unit::year:
      return of("P", "Y", 1, "6M");
    case Unit::decade:
      return count ? "P" + std::to_string(*count * 10) + "Y" : "PXY";
    case Unit::century:
      return count ? "P" + std::to_string(*count * 100) + "Y" : "PXC";
    default:
      return "";
  }
}

int64_t unit_days(Unit unit) {
  switch (unit) {
    case Unit::day:
      return 1;
    case Unit::week:
      return 7;
    case Unit::weekend:
      return 7;
    case Unit::month:
      return 30;
    case Unit::quarter:
      return 91;
    case Unit::year:
      return 365;
    case Unit::decade:
      return 3652;
    default:
      return 0;
  }
}

int64_t unit_months(Unit unit) {
  switch (unit) {
    case Unit::month:
      return 1;
    case Unit::quarter:
      return 3;
    case Unit::year:
      return 12;
    case Unit::decade:
      return 120;
    case Unit::century:
      return 1200;
    default:
      return 0;
  }
}

// The stretch of the calendar that a value names.
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

std::string clock_value(const Parts& parts) {
  if (parts.hour) {
    char text[16];
    const int hour = static_cast<int>(*parts.hour), minute = static_cast<int>(parts.minute.value_or(0));
    if (parts.second) {
      std::snprintf(text, sizeof text, "T%02d:%02d:%02d", hour, minute, static_cast<int>(*parts.second));
    } else {
      std::snprintf(text, sizeof text, "T%02d:%02d", hour, minute);
    }
    return std::string(text) + (parts.zulu ? "Z" : "");
  }
  return parts.part.empty() ? "" : "T" + parts.part;
}

std::string set_value_of(const Tokens& tokens, const Parts& parts) {
  for (const std::string& token : tokens) {
    if (const auto value = english::set_value(token); !value.empty()) return std::string(value);
  }
  if (parts.month) return "XXXX-" + iso_month(0, *parts.month).substr(5);
  if (parts.weekday) return "XXXX-WXX-" + std::to_string(*parts.weekday) + (parts.part.empty() ? "" : "T" + parts.part);
  if (!parts.season.empty()) return "XXXX-" + parts.season;
  if (!parts.part.empty()) return "XXXX-XX-XXT" + parts.part;
  if (parts.unit != Unit::none) {
    const bool other = has(tokens, "other");
    std::optional<int64_t> count = other ? 2 : parts.every || !parts.plural ? parts.count.value_or(1) : parts.count;
    // "three times a week": the week
    if (has(tokens, "times") || has(tokens, "once") || has(tokens, "twice")) count = 1;
    return duration_value(parts.unit, count, false);
  }
  return "";
}

std::string point_value(const Tokens& tokens, const Parts& parts, const Anchor& anchor) {
  const auto published = anchor.published;
  const auto base = anchor.told ? anchor.told : anchor.published;
  const std::string clock = clock_value(parts);
  const Tense tense = parts.next || parts.to_come ? Tense::future : parts.last || parts.ago ? Tense::past : anchor.tense;
  const auto with_clock = [&](const std::string& day) { return day + clock; };
  const int64_t turn = parts.last || parts.previous ? -1 : parts.next || parts.following ? 1 : 0;

  std::optional<int64_t> year = parts.year;
  const bool year_before = parts.unit == Unit::year && parts.count.value_or(1) == 1 && (parts.ago || parts.earlier) &&
                           !parts.plural && !parts.vague && !parts.month && parts.season.empty() && !parts.weekday;
  if (year_before && !anchor.told_quarter.empty()) {
    return iso_year(*number(anchor.told_quarter.substr(0, 4)) - 1) + "-Q" +
           (parts.quarter && *parts.quarter <= 4 ? std::to_string(*parts.quarter) : anchor.told_quarter.substr(6));
  }
  if (!year && anchor.told_year && !parts.last && !parts.next && !parts.now) {
    if (parts.month || !parts.season.empty() || parts.quarter) year = anchor.told_year;
  }
  if (!year && parts.year_shift && (parts.month || parts.quarter || parts.half || !parts.season.empty()) && published) {
    year = date_of(*published).year + *parts.year_shift;
  }

  if (const auto feast = english::feast(tokens); feast.month && !parts.month) {
    const auto on = [&](int64_t y) {
      if (feast.day > 0) return day_number({y, feast.month, feast.day});
      const int64_t first = day_number({y, feast.month, 1});
      return first + (4 - weekday(first) + 7) % 7 + 21;
    };
    if (!year && published) {
      year = choose_year(date_of(*published).year, tense, [&](int64_t y) { return on(y) - *published; });
    }
    return with_clock(year ? iso_day(on(*year)) : "XXXX" + iso_day(on(1)).substr(4));
  }
  if (parts.month && parts.day) {
    const bool possible = *parts.day >= 1 && *parts.day <= days_in_month(year.value_or(2000), *parts.month);
    if (possible) {
      if (!year && published) {
        year = choose_year(date_of(*published).year, tense, [&](int64_t y) {
          return day_number({y, *parts.month, std::min(*parts.day, days_in_month(y, *parts.month))}) - *published;
        });
      }
      const std::string text =
          iso_month(0, *parts.month).substr(4) + "-" + (*parts.day < 10 ? "0" : "") + std::to_string(*parts.day);
      return with_clock((year ? iso_year(*year) : "XXXX") + text);
    }
  }
  if (parts.month) {
    if (!year && published) {
      const Date today = date_of(*published);
      if (parts.last) {
        // "last May": of the past twelve months
        year = *parts.month < today.month ? today.year : today.year - 1;
      } else if (parts.now) {
        year = today.year;
      } else if (parts.next) {
        year = *parts.month > today.month ? today.year : today.year + 1;
      } else {
        year = choose_year(today.year, tense,
                           [&](int64_t y) { return ((y - today.year) * 12 + *parts.month - today.month) * 30; });
      }
    }
    return (year ? iso_year(*year) : "XXXX") + iso_month(0, *parts.month).substr(4);
  }
  if (parts.weekday) {
    if (!published) return with_clock("XXXX-WXX-" + std::to_string(*parts.weekday));
    const int64_t today = weekday(*published);
    int64_t back = (today - *parts.weekday + 7) % 7;  // days since the last one, 0 today
    const int64_t ahead = (*parts.weekday - today + 7) % 7;
    if (parts.previous || parts.following || parts.same) {
      const int64_t told = base.value_or(*published);
      const int64_t since = (weekday(told) - *parts.weekday + 7) % 7;
      if (parts.previous) return with_clock(iso_day(told - (since == 0 ? 7 : since)));
      if (parts.following) return with_clock(iso_day(told - since + 7));
      return with_clock(iso_day(told - since));
    }
    if (parts.unit == Unit::week && (parts.last || parts.next)) {
      return with_clock(iso_day(*published - today + *parts.weekday + 7 * turn));  // "Friday of last week"
    }
    if (parts.last) return with_clock(iso_day(*published - (back == 0 ? 7 : back)));
    if (parts.next) return with_clock(iso_day(*published + (ahead == 0 ? 7 : ahead)));
    if (tense == Tense::future) return with_clock(iso_day(*published + ahead));
    return with_clock(iso_day(*published - back));
  }
  if (parts.shift) {
    if (!published) return with_clock("XXXX-XX-XX");
    return with_clock(iso_day(*published + *parts.shift));
  }
  if (parts.quarter && *parts.quarter >= 1 && *parts.quarter <= 4) {
    if (!year && published) {
      const Date today = date_of(*published);
      const int64_t current = (today.month - 1) / 3 + 1;
      year = today.year + (tense == Tense::future ? (*parts.quarter < current ? 1 : 0) : (*parts.quarter > current ? -1 : 0));
    }
    return (year ? iso_year(*year) : "XXXX") + "-Q" + std::to_string(*parts.quarter);
  }
  if (parts.half && *parts.half >= 1 && *parts.half <= 2) {
    if (!year && published) year = date_of(*published).year;
    return (year ? iso_year(*year) : "XXXX") + "-H" + std::to_string(*parts.half);
  }
  if (!parts.season.empty()) {
    if (!year && published) {
      const Date today = date_of(*published);
      const int64_t middle = parts.season == "SP" ? 4 : parts.season == "SU" ? 7 : parts.season == "FA" ? 10 : 13;
      if (parts.now) {
        year = today.year;
      } else {
        year = choose_year(today.year, tense, [&](int64_t y) {
          const int64_t days = ((y - today.year) * 12 + middle - today.month) * 30;
          return parts.last && days > -60 ? days + 100000 : days;
        });
      }
    }
    return (year ? iso_year(*year) : "XXXX") + "-" + parts.season;
  }
  if (year && parts.unit != Unit::decade) return parts.fiscal && has(tokens, "fy") ? "FY" + iso_year(*year) : iso_year(*year);
  if (parts.decade) return std::to_string(*parts.decade);
  if (parts.century) return std::to_string(*parts.century - 1);

  // Units: "last week", "three days ago", "the next day".
  const bool clock_only = parts.unit == Unit::none && !clock.empty();
  if (clock_only) {
    std::optional<int64_t> day = parts.same ? base : anchor.clock_day ? anchor.clock_day : published;
    // "last night" is the night before the report's day; "this morning" its own.
    if (parts.last && published) day = *published - 1;
    if (parts.now && published) day = published;
    if ((parts.next || parts.following) && base) day = *base + 1;
    if (parts.previous && base) day = *base - 1;
    return with_clock(day ? iso_day(*day) : "XXXX-XX-XX");
  }
  if (parts.unit == Unit::none) {
    if (parts.last && tokens.size() == 1) return "PAST_REF";
    return "";
  }
  const bool counted = parts.ago || parts.later || parts.earlier || has(tokens, "now");
  const bool has_count = parts.count || parts.vague || parts.plural || parts.ago || (parts.earlier && parts.unit == Unit::year);
  if (counted && has_count && !parts.now) {
    const bool unknown = parts.vague || (!parts.count && parts.plural);
    if (unknown) return parts.ago || parts.earlier ? "PAST_REF" : "FUTURE_REF";
    const int64_t count = parts.count.value_or(1);  // "year-ago"
    const bool back = parts.ago || (parts.earlier && !parts.later);
    const auto from = parts.ago || has(tokens, "now") ? published : base;
    const int64_t sign = back ? -1 : 1;
    switch (parts.unit) {
      case Unit::day:
      case Unit::week:
      case Unit::weekend:
        return with_clock(from ? iso_day(*from + sign * count * unit_days(parts.unit)) : "XXXX-XX-XX");
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
  // A stretch that the corpora call a date: "over a decade", "a day".
  if (!parts.mod.empty() && parts.mod.size() > 5 && parts.mod != "APPROX" && parts.count && turn == 0) {
    return duration_value(parts.unit, parts.count, parts.fraction);
  }
  if (parts.count && *parts.count > 1 && (turn != 0 || parts.plural))
    return duration_value(parts.unit, parts.count, parts.fraction);
  if (parts.plural && parts.unit != Unit::none) {
    if (parts.next || parts.to_come) return "FUTURE_REF";
    return parts.vague || parts.last ? "PAST_REF" : duration_value(parts.unit, parts.count, false);
  }
  const bool of_story =
      parts.same || parts.following || parts.previous || ((parts.next || parts.later) && parts.unit == Unit::day);
  const auto from = of_story ? base : published;
  const int64_t steps =
      parts.later && turn == 0 ? (has(tokens, "year") || has(tokens, "month") || has(tokens, "week") ? 0 : 1) : turn;
  switch (parts.unit) {
    case Unit::day: {
      if (parts.ordinal && !parts.same) return base ? with_clock(iso_day(*base)) : "XXXX-XX-XX";
      const auto day = steps == 0 && !parts.now ? base : from;
      return with_clock(day ? iso_day(*day + steps) : "XXXX-XX-XX");
    }
    case Unit::week: {
      if (!from) return "XXXX-WXX";
      return iso_week(week_of(*from + 7 * steps));
    }
    case Unit::weekend: {
      if (!from) return "XXXX-WXX-WE";
      // Said on a weekday, "the weekend" is the one before; with "this" or in the future the one to come.
      const int64_t day = weekday(*from);
      const bool ahead = parts.now || parts.next || tense == Tense::future || day >= 6;
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
      const int64_t back = steps == 0 && !(parts.now && !has(tokens, "latest")) ? -1 : steps;
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

Meaning normalize(std::string_view surface, std::string_view type, const Anchor& anchor) {
  Meaning meaning;
  // An ISO day is what it says.
  for (std::size_t i = 0; i + 10 <= surface.size(); ++i) {
    if (parse_day(surface.substr(i, 10))) {
      meaning.value = surface.substr(i, 10);
      if (type == "TIME") meaning.value += clock_value(read_parts(english::tokens(surface.substr(i + 10))));
      set_interval(meaning);
      return meaning;
    }
  }
  const Tokens tokens = english::tokens(surface);
  if (tokens.empty()) return meaning;
  if (const auto reference = english::reference(tokens); !reference.empty() && type != "SET") {
    meaning.value = reference;
    return meaning;
  }
  const Parts parts = read_parts(tokens);
  meaning.mod = parts.mod;
  if (type == "SET") {
    meaning.value = set_value_of(tokens, parts);
    return meaning;
  }
  if (type == "DURATION") {
    const bool point = parts.quarter || (parts.next && !parts.count && !parts.plural && parts.unit != Unit::none) ||
                       (parts.unit == Unit::none &&
                        (parts.month || parts.year || parts.decade || parts.weekday || parts.shift || !parts.season.empty()));
    if (!point) {
      std::optional<int64_t> count = parts.count;
      if (parts.vague && !parts.count)
        count.reset();
      else if (!parts.count && !parts.plural)
        count = parts.fraction ? 0 : 1;
      if (has(tokens, "few") || has(tokens, "several")) count.reset();
      // "half an hour", "half a day"
      if (parts.fraction && tokens.front() == "half" && count == 1) count = 0;
      if (parts.fraction && count == 0 && parts.unit == Unit::year) {
        meaning.value = "P6M";
      } else if (parts.unit == Unit::none) {
        for (const std::string& token : tokens) {
          if (const auto value = english::set_value(token); !value.empty()) meaning.value = value;
        }
        if (meaning.value.empty()) meaning.value = "PXX";
      } else {
        meaning.value = duration_value(parts.unit, count, parts.fraction);
      }
      // "the past two weeks", "the next two weeks"
      if (anchor.published && count && *count > 0 && unit_days(parts.unit) > 0) {
        const int64_t months = unit_months(parts.unit) * *count;
        const int64_t day = *anchor.published;
        const auto moved = [&](int64_t sign) {
          return months > 0 ? day_number(add_months(date_of(day), sign * months)) : day + sign * *count * unit_days(parts.unit);
        };
        if (parts.last && *count < 3000 && months < 12000) {
          meaning.from = iso_day(moved(-1));
          meaning.to = iso_day(day + 1);
        } else if (parts.next && *count < 3000 && months < 12000) {
          meaning.from = iso_day(day);
          meaning.to = iso_day(moved(1));
        }
      }
      return meaning;
    }
  }
  meaning.value = point_value(tokens, parts, anchor);
  set_interval(meaning);
  return meaning;
}

}  // namespace dateline::times
