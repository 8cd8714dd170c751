// The entities that a trigger's links point at.
#pragma once

#include "mentions/mentions.h"
#include "syntax/reading.h"

#include <vector>

namespace dateline::events {

// How sure a link must be: for the surest one, and for further ones beside it.
struct Enough {
  float first = 0.5f, further = 0.5f;
};

// Entities whose mentions' heads are linked surely enough, in text order, each once. A mention inside another one that is
// linked as a whole
// ("Ukraine" in "forces of Ukraine") is no party of its own, unless the two are coordinated.
std::vector<Index> parties(const syntax::Reading& reading, const mentions::Mentions& mentions,
                           const std::vector<syntax::Linked>& linked, Enough enough);

// The subject of a verb by the tree, for an act whose links name no actor: its own ("Norway rejected the demand"), else that of
// the verb that it is coordinated with or depends on without a subject of its own ("Soldiers shelled the town and stormed it").
// Empty for a passive, which has no such subject, and for a subject that cannot act.
std::vector<Index> subject_parties(const syntax::Reading& reading, const mentions::Mentions& mentions, uint32_t verb);

}  // namespace dateline::events
