#include "events/nearest.h"

#include <utility>

namespace dateline::events {

uint32_t tree_distance(const syntax::Reading& reading, uint32_t one, uint32_t two) {
  std::vector<std::pair<uint32_t, uint32_t>> above;  // word, steps from `one`
  uint32_t steps = 0;
  for (int32_t at = static_cast<int32_t>(one); at >= 0; at = reading.words[static_cast<size_t>(at)].head)
    above.emplace_back(static_cast<uint32_t>(at), steps++);
  steps = 0;
  for (int32_t at = static_cast<int32_t>(two); at >= 0; at = reading.words[static_cast<size_t>(at)].head, ++steps)
    for (const auto& [word, distance] : above)
      if (word == static_cast<uint32_t>(at)) return distance + steps;
  return 1000;
}

}  // namespace dateline::events
