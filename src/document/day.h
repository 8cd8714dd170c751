#pragma once

#include <string_view>

namespace dateline::document {

// Whether `text` is a day of the proleptic Gregorian calendar as ISO 8601 writes it: "2031-05-14". Years 0001 to 9999.
bool is_day(std::string_view text);

}  // namespace dateline::document
