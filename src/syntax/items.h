// Items of a layer (times, places) by the sentence that they stand in.
#pragma once

#include "syntax/reading.h"

#include <dateline/record.h>

#include <algorithm>
#include <vector>

namespace dateline::syntax {

// Calls `take(index, head word)` for each item of the sentence, in text order, until it returns false. `items` are in text
// order.
template <typename Item, typename Take>
void for_each_item(const Reading& reading, const Sentence& sentence, const std::vector<Item>& items, Take take) {
  const uint32_t from = reading.words[sentence.begin].span.start, to = reading.words[sentence.end - 1].span.end;
  auto at =
      std::lower_bound(items.begin(), items.end(), from, [](const Item& item, uint32_t x) { return item.span.start < x; });
  for (; at != items.end() && at->span.start < to; ++at) {
    const auto [begin, end] = reading.words_in(at->span);
    if (begin < end && !take(static_cast<Index>(at - items.begin()), reading.head_of(begin, end))) return;
  }
}

}  // namespace dateline::syntax
