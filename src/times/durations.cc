#include "times/durations.h"

#include "times/calendar.h"
#include "times/english.h"

namespace dateline::times {

using english::Unit;

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

bool is_point(const Parts& parts) {
  return parts.quarter || (parts.next && !parts.count && !parts.plural && parts.unit != Unit::none) ||
         (parts.unit == Unit::none &&
          (parts.month || parts.year || parts.decade || parts.weekday || parts.shift || !parts.season.empty()));
}

void set_duration(const Tokens& tokens, const Parts& parts, std::optional<int64_t> published, Meaning& meaning) {
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
  if (published && count && *count > 0 && unit_days(parts.unit) > 0) {
    const int64_t months = unit_months(parts.unit) * *count;
    const int64_t day = *published;
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
}

}  // namespace dateline::times
