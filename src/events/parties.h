// The entities that a trigger's links point at.
#pragma once

#include "mentions/mentions.h"
#include "syntax/reading.h"

#include <vector>

namespace dateline::events {

// Entities whose mentions' heads are linked with `threshold` or more, in text order, each once. A mention inside another one that is
// linked as a whole ("Ukraine" in "forces of Ukraine") is no party of its own, unless the two are coordinated.
std::vector<Index> parties(const syntax::Reading& reading, const mentions::Mentions& mentions, const std::vector<syntax::Linked>& linked,
                           float threshold);

}  // namespace dateline::events
