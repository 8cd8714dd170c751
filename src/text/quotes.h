// What stands between quotation marks.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline::text {

// Byte ranges between double quotation marks (" “ ” `` '' « »), the marks left out, in order. A quotation that is open at the
// end of a paragraph (a new line) ends there; a mark that opens the next paragraph opens a range of its own, as the press
// prints long quotations.
std::vector<std::pair<uint32_t, uint32_t>> quoted(std::string_view utf8);

}  // namespace dateline::text
