#include "times/points.h"

#include "times/clock.h"

namespace dateline::times {

std::string point_value(const Tokens& tokens, const Parts& parts, const Anchor& anchor) {
  Point point{.tokens = tokens,
              .parts = parts,
              .anchor = anchor,
              .published = anchor.published,
              .base = anchor.told ? anchor.told : anchor.published,
              .clock = clock_value(parts),
              .tense = anchor.tense,
              .turn = 0};
  if (parts.next || parts.to_come) {
    point.tense = Tense::future;
  } else if (parts.last || parts.ago) {
    point.tense = Tense::past;
  }
  point.turn = parts.last || parts.previous ? -1 : parts.next || parts.following ? 1 : 0;
  const auto named = named_point(point);
  return named ? *named : relative_point(point);
}

}  // namespace dateline::times
