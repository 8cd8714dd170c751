#include "times/clock.h"

#include "times/read_words.h"

#include <cstdio>

namespace dateline::times {

std::size_t read_clock(const Tokens& tokens, std::size_t i, Parts& parts) {
  const std::string_view word = tokens[i];
  const auto at = [&](std::size_t j) { return word_at(tokens, j); };
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
      return end - i;
    }
  }
  if (word.size() == 4 && number(word) &&
      (at(i + 1) == "gmt" || at(i + 1) == "utc" || at(i + 1) == "hours" || at(i + 1) == "hrs") && *number(word) < 2400) {
    parts.hour = *number(word) / 100;
    parts.minute = *number(word) % 100;
    return 1;
  }
  if (word == "gmt" || word == "utc" || word == "z") {
    parts.zulu = true;
    return 1;
  }
  if (word == "noon") {
    parts.hour = 12;
    parts.minute = 0;
    return 1;
  }
  if (word == "midnight") {
    parts.hour = 24;
    parts.minute = 0;
    return 1;
  }
  if (word == "o" && at(i + 1) == "clock") return 1;
  return 0;
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

}  // namespace dateline::times
