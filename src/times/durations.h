// Lengths of time: "three days", "the past two weeks".
#pragma once

#include "times/normalize.h"
#include "times/parts.h"

#include <cstdint>
#include <optional>
#include <string>

namespace dateline::times {

// "P3D", "P1Y6M"; "X" stands for a count that is not known. "" for a unit that has no length of its own.
std::string duration_value(english::Unit unit, std::optional<int64_t> count, bool fraction);
int64_t unit_days(english::Unit unit);    // about as many; 0 below the day and for centuries
int64_t unit_months(english::Unit unit);  // 0 below the month

// Whether an expression labelled a duration is rather a point on the calendar: "the next quarter", "1996".
bool is_point(const Parts& parts);
// Sets the value, and the stretch when it reaches from the report's day back or ahead ("the past two weeks").
void set_duration(const Tokens& tokens, const Parts& parts, std::optional<int64_t> published, Meaning& meaning);

}  // namespace dateline::times
