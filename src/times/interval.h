// From a TimeML value to the stretch of the calendar that it names.
#pragma once

#include "times/normalize.h"

namespace dateline::times {

// Sets from, to and day by the value; leaves them when the value is no stretch of the calendar.
void set_interval(Meaning& meaning);

}  // namespace dateline::times
