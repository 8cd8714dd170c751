#include "mentions/pronouns.h"

#include <array>
#include <utility>

namespace dateline::mentions {
namespace {

constexpr std::array<std::pair<std::string_view, Class>, 38> pronouns = {{
    {"i", first_singular},
    {"me", first_singular},
    {"my", first_singular},
    {"mine", first_singular},
    {"myself", first_singular},
    {"we", first_plural},
    {"us", first_plural},
    {"our", first_plural},
    {"ours", first_plural},
    {"ourselves", first_plural},
    {"you", second},
    {"your", second},
    {"yours", second},
    {"yourself", second},
    {"he", he},
    {"him", he},
    {"his", he},
    {"himself", he},
    {"she", she},
    {"her", she},
    {"hers", she},
    {"herself", she},
    {"it", it},
    {"its", it},
    {"itself", it},
    {"they", they},
    {"them", they},
    {"their", they},
    {"theirs", they},
    {"themselves", they},
    {"this", demonstrative},
    {"that", demonstrative},
    {"these", demonstrative},
    {"those", demonstrative},
    {"who", relative},
    {"which", relative},
    {"whom", relative},
    {"whose", relative},
}};

constexpr std::array<std::string_view, 12> definites = {"the", "this", "that",  "these", "those", "his",
                                                        "her", "its",  "their", "our",   "my",    "your"};

}  // namespace

Class pronoun_class(std::string_view lower) {
  for (const auto& [form, found] : pronouns)
    if (form == lower) return found;
  return other_pronoun;
}

bool is_definite(std::string_view lower) {
  for (std::string_view word : definites)
    if (word == lower) return true;
  return false;
}

bool is_article(std::string_view lower) { return lower == "a" || lower == "an"; }

}  // namespace dateline::mentions
