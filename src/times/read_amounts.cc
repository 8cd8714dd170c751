// Counts, units, halves and ordinals.
#include "times/english.h"
#include "times/read_words.h"

namespace dateline::times {

using english::Unit;

std::size_t read_amount(const Tokens& tokens, std::size_t i, Parts& parts) {
  const std::string_view word = tokens[i];
  const auto at = [&](std::size_t j) { return word_at(tokens, j); };
  if (word == "half") {
    if (parts.ordinal) {
      parts.half = parts.ordinal;
      parts.ordinal.reset();
    } else {
      parts.fraction = true;
    }
    return 1;
  }
  if (word == "1" && at(i + 1) == "/" && at(i + 2) == "2") {
    parts.fraction = true;
    return 3;
  }
  if (word == "couple" || word == "pair") {
    parts.count = 2;
    return 1;
  }
  if (word == "fortnight") {
    parts.unit = Unit::week;
    parts.count = 2;
    return 1;
  }
  if (english::vague_count(word)) {
    parts.vague = word != "more" && word != "most" ? true : parts.vague;
    return 1;
  }
  const english::UnitWord unit = english::unit(word);
  if (unit.unit != Unit::none && !(word == "second" && english::unit(at(i + 1)).unit != Unit::none) &&
      !(word == "second" && (at(i + 1) == "half" || at(i + 1) == "weekend"))) {
    if (parts.unit == Unit::none) {
      parts.unit = unit.unit;
      parts.plural = unit.plural;
    }
    if (unit.unit == Unit::quarter && parts.ordinal) {
      parts.quarter = parts.ordinal;
      parts.ordinal.reset();
    }
    if (unit.unit == Unit::century && parts.ordinal) {
      parts.century = parts.ordinal;
      parts.ordinal.reset();
    }
    return 1;
  }
  if (word == "final" && (at(i + 1) == "quarter")) {
    parts.quarter = 4;
    return 1;
  }
  if (const auto nth = english::ordinal(word); nth && word != "second") {
    parts.ordinal = *nth;
    return 1;
  }
  if (word == "second") {
    parts.ordinal = 2;
    return 1;
  }
  if (word == "a" || word == "an") {
    if (!parts.count) parts.count = 1;
    return 1;
  }
  if (word == "hundred" || word == "thousand") {
    parts.count = parts.count.value_or(1) * (word == "hundred" ? 100 : 1000);
    return 1;
  }
  if (const auto count = english::cardinal(word)) {
    const bool tens = parts.count && *parts.count % 10 == 0 && *parts.count >= 20 && *count < 10;
    parts.count = tens ? *parts.count + *count : *count;
    return 1;
  }
  return 0;
}

}  // namespace dateline::times
