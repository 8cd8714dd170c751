// Times that come again: "daily", "every Friday".
#pragma once

#include "times/parts.h"

#include <string>

namespace dateline::times {

// "every Friday": XXXX-WXX-5; "" when the words do not say how often.
std::string set_value_of(const Tokens& tokens, const Parts& parts);

}  // namespace dateline::times
