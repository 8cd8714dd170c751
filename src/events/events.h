// Who does what to whom: acts with their parties, where and when, whether they happened, and on whose word the report has them.
#pragma once

#include "events/codes.h"
#include "mentions/mentions.h"
#include "statements/statements.h"
#include "syntax/reading.h"

#include <dateline/record.h>

#include <optional>
#include <string>
#include <vector>

namespace dateline::events {

struct Events {
  std::vector<Event> events;                     // in the order of their triggers
  std::vector<const syntax::Trigger*> triggers;  // what the heads say of each
};

// The layers before this one; times and places may be empty.
struct Before {
  const syntax::Reading& reading;
  const mentions::Mentions& mentions;
  const std::vector<Time>& times;
  const std::vector<Place>& places;
  const statements::Statements& statements;
  const std::vector<Entity>& entities;  // with their actors
  const std::optional<Dateline>& dateline;
};

class Negations;

struct Tables {
  const Codes& codes;
  const Negations& negations;
};

Events find_events(const Before& before, const Tables& tables, const std::optional<std::string>& published);

}  // namespace dateline::events
