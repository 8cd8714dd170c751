// Who stands where: an actor for or against an issue of record.md's list, shown by a statement or an act.
#pragma once

#include "events/events.h"

#include <optional>
#include <string>
#include <vector>

namespace dateline::positions {

// Positions in the order of their evidence. `published` is the day on which a stance without a time of its own was shown.
std::vector<Position> find_positions(const events::Before& before, const events::Events& events,
                                     const std::optional<std::string>& published);

}  // namespace dateline::positions
