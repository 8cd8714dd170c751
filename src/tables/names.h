// Names as tables and reports write them: words without case, accents and dots, and an index that finds the longest name.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dateline::tables {

enum class Case : uint8_t { lower, capital, capitals };  // "force", "Force", "UN"

// A word of a name. Hyphens part words; a possessive ending is a word of its own ("'s"), and so is a comma (",").
struct NameWord {
  std::string key;  // lower case, no accents, no dots: "U.S." is "us", "Côte" is "cote"
  Case letters = Case::lower;
  uint32_t begin = 0, end = 0;  // bytes
  bool hyphen = false;          // a hyphen joins it to the word before
};

std::vector<NameWord> name_words(std::string_view utf8);

// The keys of the words, joined by spaces.
std::string name_key(std::string_view utf8);

// Finds names in the words of a text. A word that the table writes with a capital needs one in the text, and one of up to four
// capitals
// ("US", "WHO") needs capitals in the text; words that the table writes in lower case match all.
class NameIndex {
 public:
  void add(std::string_view name, uint32_t value);

  struct Match {
    uint32_t end = 0;              // word behind the match
    std::vector<uint32_t> values;  // in the order in which they were added
  };
  // The longest name that begins at word `begin` and ends at or before word `limit`; end == begin when there is none.
  Match longest(const std::vector<NameWord>& words, uint32_t begin, uint32_t limit) const;

 private:
  struct Entry {
    std::vector<Case> letters;
    uint32_t value = 0;
  };
  std::unordered_map<std::string, std::vector<Entry>> names_;
  std::unordered_map<std::string, uint32_t> longest_;  // by first word: words of the longest name
};

}  // namespace dateline::tables
