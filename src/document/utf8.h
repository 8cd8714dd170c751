#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace dateline::document {

// Offset of the first byte that begins no well-formed UTF-8 sequence (Unicode 15, table 3-7: no surrogates, nothing overlong,
// nothing above U+10FFFF), or nothing when all of it is well-formed.
std::optional<size_t> first_invalid_byte(std::string_view bytes);

}  // namespace dateline::document
