// TimeML values (TIMEX3; T. Saurí and others, TimeML Annotation Guidelines 1.2.1). A value is read in four steps: fixed words
// ("now"), sets, durations, and points, which are put together from the parts that the words name: year, month, day, weekday,
// clock.
#include "times/normalize.h"

#include "times/clock.h"
#include "times/durations.h"
#include "times/english.h"
#include "times/interval.h"
#include "times/parts.h"
#include "times/points.h"
#include "times/sets.h"

namespace dateline::times {

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
  if (type == "DURATION" && !is_point(parts)) {
    set_duration(tokens, parts, anchor.published, meaning);
    return meaning;
  }
  meaning.value = point_value(tokens, parts, anchor);
  set_interval(meaning);
  return meaning;
}

}  // namespace dateline::times
