// The parts that the words of a time expression name: year, month, day, weekday, clock, amounts, relations.
#pragma once

#include "times/english.h"
#include "times/tokens.h"

#include <cstdint>
#include <optional>
#include <string>

namespace dateline::times {

// Most members bear the name of the word that sets them. `part` is the part of the day.
struct Parts {
  std::optional<int64_t> year, month, day, weekday, quarter, half, decade, century, ordinal;
  std::string season, part;  // SU; MO
  std::optional<int64_t> hour, minute, second;
  bool zulu = false;
  english::Unit unit = english::Unit::none;
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

// What each word says by itself; whether the parts make sense together is not asked here.
Parts read_parts(const Tokens& tokens);

}  // namespace dateline::times
