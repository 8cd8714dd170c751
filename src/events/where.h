// The place where an event happened, as far as the report names one.
#pragma once

#include "events/events.h"

namespace dateline::events {

// Index into Before::places, or -1: the place that the trigger is linked to; else the nearest one in its sentence that stands
// behind a preposition of place ("troops fired on the town", not "Russia fired"); else, for an act of speaking by an actor of
// the dateline's country, the dateline.
Index place_of(const Before& before, const syntax::Trigger& trigger, const Event& event);

}  // namespace dateline::events
