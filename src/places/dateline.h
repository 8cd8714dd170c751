// The place name that opens a wire report ("GENEVA, March 3 (Agency) -").
#pragma once

#include "syntax/reading.h"

#include <dateline/record.h>

#include <optional>
#include <vector>

namespace dateline::places {

// `places` is the record's layer; the result indexes it, and has place -1 when the opening name is not in it.
std::optional<Dateline> find_dateline(const syntax::Reading& reading, const std::vector<Place>& places);

}  // namespace dateline::places
