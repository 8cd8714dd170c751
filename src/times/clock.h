// Clock times and the parts of a day.
#pragma once

#include "times/parts.h"

#include <string>

namespace dateline::times {

// What stands behind the day in a value: "T10:35", "T18:00Z", "TMO"; "" when the parts name no clock time.
std::string clock_value(const Parts& parts);

}  // namespace dateline::times
