// The readers that read_parts tries at each word, in this order. Each takes the words from tokens[i] on that it knows, notes
// in `parts` what they say, and returns how many they are: 0 when the word is not its own.
#pragma once

#include "times/parts.h"

namespace dateline::times {

std::size_t read_clock(const Tokens& tokens, std::size_t i, Parts& parts);  // "10:35", "10 p.m.", "18:00 UTC", "noon"
std::size_t read_date(const Tokens& tokens, std::size_t i, Parts& parts);   // "10/14/2031", "the 1990s", "March 3rd", "Friday"
std::size_t read_relation(const Tokens& tokens, std::size_t i, Parts& parts);  // "yesterday", "last", "ago", "every"
std::size_t read_amount(const Tokens& tokens, std::size_t i, Parts& parts);    // "two and a half years", "the first quarter"

}  // namespace dateline::times
