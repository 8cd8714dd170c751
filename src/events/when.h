// The days on which an event happened, as far as the report supports them.
#pragma once

#include "events/events.h"

namespace dateline::events {

// The day that leads the report: the first date in its opening sentences that is at most a week before publication, else the
// day of publication; nothing when the report has no day at all. Half-open.
std::optional<std::pair<std::string, std::string>> leading_day(const Before& before,
                                                               const std::optional<std::string>& published);

// Sets `time`, `from` and `to` of an event. First the time that hangs on its trigger, inside the words that tell it; for an act
// of speaking the time at which it was said. Else the leading day, for an act of speaking and for what is told in the simple
// past or in the opening
// ("shelled the town"); or any day until publication in the perfect ("has shelled the town").
void set_when(const Before& before, const syntax::Trigger& trigger,
              const std::optional<std::pair<std::string, std::string>>& leading, const std::optional<std::string>& published,
              Event& event);

}  // namespace dateline::events
