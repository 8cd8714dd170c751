// Days, months, years and decades, by number or by name.
#include "times/english.h"
#include "times/read_words.h"

namespace dateline::times {
namespace {

using english::Unit;

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

// "10/14/2031"
std::size_t read_numeral_date(const Tokens& tokens, std::size_t i, Parts& parts) {
  const std::string_view word = tokens[i];
  const auto at = [&](std::size_t j) { return word_at(tokens, j); };
  if (number(word) && at(i + 1) == "/" && number(at(i + 2)) && *number(word) <= 12 && *number(word) >= 1 && at(i + 3) == "/" &&
      number(at(i + 4))) {
    parts.month = *number(word);
    parts.day = *number(at(i + 2));
    const int64_t year = *number(at(i + 4));
    parts.year = year < 100 ? (year < 50 ? 2000 + year : 1900 + year) : year;
    return 5;
  }
  return 0;
}

// "1996", "nineteen ninety-six", "'96", "the 1990s", "the nineties"
std::size_t read_year(const Tokens& tokens, std::size_t i, Parts& parts) {
  const std::string_view word = tokens[i];
  const auto at = [&](std::size_t j) { return word_at(tokens, j); };
  std::size_t used = 0;
  if (const auto year = spelled_year(tokens, i, used)) {
    parts.year = *year;
    return used;
  }
  if (is_digits(word, 4) && *number(word) >= 1000 && *number(word) <= 2200 && english::unit(at(i + 1)).unit == Unit::none) {
    parts.year = *number(word);
    return 1;
  }
  if (is_digits(word, 4) && english::unit(at(i + 1)).unit != Unit::none && !english::unit(at(i + 1)).plural &&
      *number(word) >= 1900) {
    parts.year = *number(word);  // "the 1988 quarter"
    return 1;
  }
  if (word.size() == 5 && word.back() == 's' && is_digits(word.substr(0, 4), 4)) {
    parts.decade = *number(word.substr(0, 4)) / 10;
    return 1;
  }
  if ((word.size() == 4 && word.front() == '\'' && word.back() == 's' && is_digits(word.substr(1, 2), 2)) ||
      (word.size() == 3 && word.back() == 's' && is_digits(word.substr(0, 2), 2))) {
    parts.decade = 190 + *number(word.substr(word.size() - 3, 1));
    return 1;
  }
  if (word.size() == 3 && word.front() == '\'' && is_digits(word.substr(1), 2)) {
    const int64_t year = *number(word.substr(1));
    parts.year = year < 30 ? 2000 + year : 1900 + year;
    return 1;
  }
  if (const auto decade = english::decade_name(word)) {
    parts.decade = 190 + *decade;
    return 1;
  }
  return 0;
}

// "March", "March 3rd"; of "3 March" the day, since the month comes next
std::size_t read_month_and_day(const Tokens& tokens, std::size_t i, Parts& parts) {
  const std::string_view word = tokens[i];
  const auto at = [&](std::size_t j) { return word_at(tokens, j); };
  if (const auto month = english::month(word); month && !(word == "may" && tokens.size() > 3 && i == 0 && !number(at(1)))) {
    const std::size_t first = i;
    parts.month = *month;
    // "March 3", "March 3rd", "March third"
    if (const auto day = number(at(i + 1));
        day && *day >= 1 && *day <= 31 && at(i + 1).size() <= 2 && at(i + 2) != ":" && at(i + 2) != "am" && at(i + 2) != "pm") {
      parts.day = *day;
      ++i;
    } else if (const auto nth = english::ordinal(at(i + 1)); nth && *nth <= 31 && english::unit(at(i + 2)).unit == Unit::none) {
      parts.day = *nth;
      ++i;
      if (*nth % 10 == 0 && *nth >= 20) {
        if (const auto rest = english::ordinal(at(i + 1)); rest && *rest < 10) parts.day = *nth + *rest, ++i;
      }
    }
    return i + 1 - first;
  }
  // "3 March", "3rd of March"
  if (!parts.day) {
    const auto day = number(word) ? number(word) : english::ordinal(word);
    const std::size_t next = at(i + 1) == "of" ? i + 2 : i + 1;
    if (day && *day >= 1 && *day <= 31 && word.size() <= 12 && english::month(at(next))) {
      parts.day = *day;
      return 1;
    }
  }
  return 0;
}

// "Friday", "summer", "morning"
std::size_t read_named_day(const Tokens& tokens, std::size_t i, Parts& parts) {
  const std::string_view word = tokens[i];
  if (const auto weekday = english::weekday(word); weekday && (word.size() > 3 || tokens.size() == 1 || word != "sun")) {
    parts.weekday = *weekday;
    parts.plural = parts.plural || word.ends_with("days");
    return 1;
  }
  if (const auto season = english::season(word); !season.empty()) {
    parts.season = season;
    parts.plural = parts.plural || word.back() == 's';
    return 1;
  }
  if (const auto part = english::day_part(word); !part.empty()) {
    parts.part = part;
    if (word == "tonight") parts.shift = 0;
    return 1;
  }
  return 0;
}

}  // namespace

std::size_t read_date(const Tokens& tokens, std::size_t i, Parts& parts) {
  std::size_t used = read_numeral_date(tokens, i, parts);
  if (used == 0) used = read_year(tokens, i, parts);
  if (used == 0) used = read_month_and_day(tokens, i, parts);
  if (used == 0) used = read_named_day(tokens, i, parts);
  return used;
}

}  // namespace dateline::times
