// What stands nearest to a trigger in the tree of its sentence.
#pragma once

#include "syntax/items.h"
#include "syntax/reading.h"

#include <dateline/record.h>

#include <vector>

namespace dateline::events {

// Steps in the tree between two words of a sentence, by way of their lowest common head; 1000 when they have none.
uint32_t tree_distance(const syntax::Reading& reading, uint32_t one, uint32_t two);

// The item (a time, a place) of a trigger's sentence that is nearest to it in the tree, at most `reach` steps away, and whose
// head word is accepted; -1 for none.
template <typename Item, typename Accept>
Index nearest(const syntax::Reading& reading, const std::vector<Item>& items, uint32_t trigger, uint32_t reach, Accept accept) {
  Index best = -1;
  uint32_t least = reach + 1;
  syntax::for_each_item(reading, reading.sentences[reading.words[trigger].sentence], items, [&](Index item, uint32_t head) {
    const uint32_t distance = tree_distance(reading, trigger, head);
    if (distance < least && accept(head)) {
      least = distance;
      best = item;
    }
    return true;
  });
  return best;
}

}  // namespace dateline::events
