// Days on the calendar: the time expressions of a report, and what they mean.
#pragma once

#include "syntax/reading.h"

#include <dateline/record.h>

#include <optional>
#include <string>
#include <vector>

namespace dateline::times {

// The day that a report's text gives for its own publication ("GENEVA, March 3 (Agency) -", "Published 3 March 2031"), as an
// ISO day. Only when day, month and year are there. Reads the first and last lines alone.
std::optional<std::string> published_in_text(const syntax::Reading& reading);

// Time expressions in text order. `published` is the ISO day that relative expressions count from, or nothing: then they stay
// relative ("XXXX-WXX-4" for "Thursday").
std::vector<Time> read_times(const syntax::Reading& reading, const std::optional<std::string>& published);

}  // namespace dateline::times
