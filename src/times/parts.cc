#include "times/parts.h"

#include "times/read_words.h"

namespace dateline::times {
namespace {

// "early", "about", "more than": TimeML's mod.
void read_modifier(const Tokens& tokens, std::size_t i, Parts& parts) {
  const std::string_view word = tokens[i];
  if (word == "early" || word == "beginning" || word == "start") parts.mod = "START";
  if (word == "late" || word == "end") parts.mod = "END";
  if (word == "mid" || word == "middle") parts.mod = "MID";
  if (word == "about" || word == "around" || word == "approximately" || word == "roughly" || word == "so") parts.mod = "APPROX";
  if (word == "over" && tokens.size() > 1) parts.mod = "MORE_THAN";
  if (word == "nearly" || word == "almost" || word == "under") parts.mod = "LESS_THAN";
  if (word == "than") parts.mod = has(tokens, "less") || has(tokens, "fewer") ? "LESS_THAN" : "MORE_THAN";
  if (word == "least") parts.mod = "EQUAL_OR_MORE";
  if (word == "up" || word == "maximum") parts.mod = "EQUAL_OR_LESS";
}

// "the first quarter of last year", "the same month a year ago": the year is said apart from the rest.
void read_year_shift(const Tokens& tokens, Parts& parts) {
  const auto at = [&](std::size_t j) { return word_at(tokens, j); };
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (at(i + 1) != "year") continue;
    const std::string_view word = tokens[i], behind = at(i + 2);
    if (word == "last" || word == "previous") parts.year_shift = -1;
    if (word == "next" || word == "following" || word == "coming") parts.year_shift = 1;
    if (word == "this" || word == "current") parts.year_shift = 0;
    if (behind == "ago" || behind == "earlier") parts.year_shift = parts.year_shift.value_or(-1);
    if ((word == "a" || word == "one") && (behind == "ago" || behind == "earlier")) parts.year_shift = -1;
  }
}

}  // namespace

Parts read_parts(const Tokens& tokens) {
  Parts parts;
  for (std::size_t i = 0; i < tokens.size();) {
    std::size_t used = read_clock(tokens, i, parts);
    if (used == 0) used = read_date(tokens, i, parts);
    if (used == 0) used = read_relation(tokens, i, parts);
    if (used == 0) used = read_amount(tokens, i, parts);
    if (used == 0) {
      read_modifier(tokens, i, parts);
      used = 1;
    }
    i += used;
  }
  read_year_shift(tokens, parts);
  if (has(tokens, "no") && has(tokens, "than")) parts.mod = has(tokens, "less") ? "EQUAL_OR_MORE" : "EQUAL_OR_LESS";
  return parts;
}

}  // namespace dateline::times
