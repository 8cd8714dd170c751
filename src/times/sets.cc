#include "times/sets.h"

#include "times/calendar.h"
#include "times/durations.h"
#include "times/english.h"

namespace dateline::times {

using english::Unit;

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

}  // namespace dateline::times
