#include "times/tokens.h"

#include <algorithm>
#include <cstdlib>

namespace dateline::times {

bool has(const Tokens& tokens, std::string_view word) { return std::find(tokens.begin(), tokens.end(), word) != tokens.end(); }

std::string_view word_at(const Tokens& tokens, std::size_t i) {
  return i < tokens.size() ? std::string_view(tokens[i]) : std::string_view();
}

std::optional<int64_t> number(std::string_view word) {
  if (word.empty() || word.size() > 9 || word.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  return std::strtoll(std::string(word).c_str(), nullptr, 10);
}

bool is_digits(std::string_view word, std::size_t size) {
  return word.size() == size && word.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace dateline::times
