// What the formats for people say of the items of a record, in words.
#pragma once

#include "record/span_text.h"

#include <dateline/record.h>

#include <string>
#include <string_view>

namespace dateline {

class Phrases {
 public:
  explicit Phrases(const Record& record) : record_(record), text_(record.text) {}

  std::string surface(Span span) const;                         // on one line
  std::string surfaces(const std::vector<Span>& spans) const;   // joined by an ellipsis
  std::string name(Index entity) const;                         // "" when there is none
  std::string names(const std::vector<Index>& entities) const;  // "A, B and C"
  std::string actor(const Entity& entity) const;                // "prime minister, SVN GOV", "" when unknown
  std::string speaker(const Statement& statement) const;
  std::string day_range(const std::optional<std::string>& from, const std::optional<std::string>& to) const;
  std::string count(const Count& count) const;  // "12 killed, 3 wounded"
  // The sentence of a span, cut to about `width` columns around it.
  std::string around(Span span, unsigned width) const;

 private:
  const Record& record_;
  SpanText text_;
};

// "says", "denies", ... for a statement's force.
std::string_view verb(std::string_view force);

std::string percent(double confidence);

}  // namespace dateline
