// Questions asked of the words of a time expression.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::times {

using Tokens = std::vector<std::string>;  // as english::tokens gives them

bool has(const Tokens& tokens, std::string_view word);
// "" past the end.
std::string_view word_at(const Tokens& tokens, std::size_t i);
// Of a word of one to nine digits and nothing else.
std::optional<int64_t> number(std::string_view word);
bool is_digits(std::string_view word, std::size_t size);

}  // namespace dateline::times
