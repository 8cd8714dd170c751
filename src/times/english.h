// The English words of time expressions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::times::english {

// Lower-case words, numbers and the marks ":" "/" of an expression. Hyphens part words; dots inside "a.m." and behind
// abbreviations go.
std::vector<std::string> tokens(std::string_view surface);

enum class Unit { none, second, minute, hour, day, week, weekend, month, quarter, year, decade, century, season };

std::optional<int64_t> month(std::string_view word);        // 1 to 12
std::optional<int64_t> weekday(std::string_view word);      // 1 Monday to 7 Sunday
std::string_view season(std::string_view word);             // SP SU FA WI, or ""
std::string_view day_part(std::string_view word);           // MO MI AF EV NI DT, or ""
std::optional<int64_t> cardinal(std::string_view word);     // "four", "17"
std::optional<int64_t> ordinal(std::string_view word);      // "fourth", "17th"
std::optional<int64_t> decade_name(std::string_view word);  // "eighties": 8
bool vague_count(std::string_view word);                    // "several"
struct UnitWord {
  Unit unit = Unit::none;
  bool plural = false;
};
UnitWord unit(std::string_view word);
std::string_view set_value(std::string_view word);  // "daily": P1D, or ""
// PAST_REF, PRESENT_REF or FUTURE_REF for an expression as a whole, or "".
std::string_view reference(const std::vector<std::string>& tokens);
// A feast on a fixed day ("christmas": 12-25); {0, 0} for none. {11, 0} is Thanksgiving Day, the fourth Thursday of November
// (United States).
struct Feast {
  int64_t month = 0, day = 0;
};
Feast feast(const std::vector<std::string>& tokens);
// Words by which what is told lies ahead ("will", "scheduled").
bool future_cue(std::string_view word);

}  // namespace dateline::times::english
