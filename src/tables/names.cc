#include "tables/names.h"

#include <utf8proc.h>

#include <algorithm>

namespace dateline::tables {
namespace {

struct Letter {
  int32_t code = 0;
  uint32_t bytes = 0;
};

Letter letter_at(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return {byte, 1};
  int32_t code = 0;
  const auto bytes = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
                                      static_cast<utf8proc_ssize_t>(text.size() - at), &code);
  return bytes > 0 ? Letter{code, static_cast<uint32_t>(bytes)} : Letter{0xfffd, 1};
}

bool is_apostrophe(int32_t code) { return code == '\'' || code == 0x2019 || code == 0x2bb || code == 0x2018; }

bool is_word(int32_t code) {
  if (code < 0x80) {
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') || (code >= '0' && code <= '9') || code == '&';
  }
  const auto category = utf8proc_category(code);
  return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
         (category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_NO);
}

bool is_upper(int32_t code) {
  return code < 0x80 ? code >= 'A' && code <= 'Z' : utf8proc_category(code) == UTF8PROC_CATEGORY_LU;
}

// Lower case without accents.
void append_folded(std::string& key, int32_t code) {
  if (code < 0x80) {
    key += static_cast<char>(code >= 'A' && code <= 'Z' ? code + 32 : code);
    return;
  }
  if (code == 0x131) code = 'i';         // Turkish dotless i
  if (code == 0x111 || code == 0x110) {  // Serbian d with stroke is written dj
    key += "dj";
    return;
  }
  if (code == 0x142 || code == 0x141) code = 'l';
  if (code == 0xf8 || code == 0xd8) code = 'o';
  int32_t parts[8];
  int boundary = 0;
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD);
  const auto count = utf8proc_decompose_char(code, parts, 8, options, &boundary);
  for (utf8proc_ssize_t i = 0; i < std::min<utf8proc_ssize_t>(count, 8); ++i) {
    utf8proc_uint8_t bytes[4];
    key.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(utf8proc_encode_char(parts[i], bytes)));
  }
}

// How the letters of an abbreviation must stand in the text: only short ones could be taken for a word ("US", "WHO").
constexpr uint32_t longest_strict = 4;

}  // namespace

std::vector<NameWord> name_words(std::string_view text) {
  std::vector<NameWord> words;
  bool hyphen = false;
  for (std::size_t at = 0; at < text.size();) {
    const Letter letter = letter_at(text, at);
    if (is_apostrophe(letter.code) && !words.empty() && words.back().end == at) {
      // "Iraq's", "Netanyahu's": a word of its own. "workers'" has no letters to keep.
      const std::size_t next = at + letter.bytes;
      const bool s = next < text.size() && (text[next] == 's' || text[next] == 'S') &&
                     (next + 1 == text.size() || !is_word(letter_at(text, next + 1).code));
      NameWord word{"'s", Case::lower, static_cast<uint32_t>(at), static_cast<uint32_t>(s ? next + 1 : next), false};
      at = word.end;
      words.push_back(std::move(word));
      hyphen = false;
      continue;
    }
    if (!is_word(letter.code)) {
      if (letter.code == ',' || letter.code == ';' || letter.code == '(') {
        words.push_back({",", Case::lower, static_cast<uint32_t>(at), static_cast<uint32_t>(at + 1), false});
      }
      hyphen =
          (letter.code == '-' || letter.code == 0x2010 || letter.code == 0x2011) && !words.empty() && words.back().end == at;
      at += letter.bytes;
      continue;
    }
    NameWord word;
    word.begin = static_cast<uint32_t>(at);
    word.hyphen = hyphen;
    hyphen = false;
    uint32_t letters = 0, upper = 0;
    if (is_upper(letter.code)) word.letters = Case::capital;
    while (at < text.size()) {
      const Letter next = letter_at(text, at);
      if (is_word(next.code)) {
        append_folded(word.key, next.code);
        ++letters;
        upper += is_upper(next.code);
      } else {
        // A dot or apostrophe inside a word ("U.S", "N'Djamena"), but not before a possessive "s".
        const std::size_t behind = at + next.bytes;
        const bool inner = behind < text.size() && is_word(letter_at(text, behind).code);
        const bool initial = next.code == '.' && at >= 1 && letters >= 1 &&
                             is_upper(static_cast<unsigned char>(text[at - 1])) &&
                             (at < 2 || word.begin == at - 1 || text[at - 2] == '.');
        if (next.code == '.' && (initial || inner)) {
          // taken, without a letter for the key
        } else if (is_apostrophe(next.code) && inner) {
          const std::size_t last = behind + 1;
          const bool possessive =
              (text[behind] == 's' || text[behind] == 'S') && (last >= text.size() || !is_word(letter_at(text, last).code));
          if (possessive) break;
        } else {
          break;
        }
      }
      at += next.bytes;
    }
    word.end = static_cast<uint32_t>(at);
    if (letters > 1 && upper == letters) word.letters = Case::capitals;
    words.push_back(std::move(word));
  }
  return words;
}

std::string name_key(std::string_view utf8) {
  std::string key;
  for (const NameWord& word : name_words(utf8)) {
    if (!key.empty()) key += ' ';
    key += word.key;
  }
  return key;
}

void NameIndex::add(std::string_view name, uint32_t value) {
  const auto words = name_words(name);
  if (words.empty()) return;
  std::string key;
  Entry entry{{}, value};
  for (const NameWord& word : words) {
    if (!key.empty()) key += ' ';
    key += word.key;
    const bool strict = word.letters == Case::capitals && word.key.size() <= longest_strict;
    entry.letters.push_back(word.letters == Case::lower ? Case::lower : strict ? Case::capitals : Case::capital);
  }
  names_[key].push_back(std::move(entry));
  auto& longest = longest_[words.front().key];
  longest = std::max(longest, static_cast<uint32_t>(words.size()));
}

NameIndex::Match NameIndex::longest(const std::vector<NameWord>& words, uint32_t begin, uint32_t limit) const {
  Match match{begin, {}};
  const auto first = longest_.find(words[begin].key);
  if (first == longest_.end()) return match;
  std::string key;
  std::vector<std::size_t> ends;  // of the key, by number of words
  for (uint32_t word = begin; word < std::min(limit, begin + first->second); ++word) {
    if (!key.empty()) key += ' ';
    key += words[word].key;
    ends.push_back(key.size());
  }
  for (std::size_t count = ends.size(); count > 0; --count) {
    key.resize(ends[count - 1]);
    const auto found = names_.find(key);
    if (found == names_.end()) continue;
    for (const Entry& entry : found->second) {
      bool fits = true;
      for (std::size_t i = 0; i < count && fits; ++i) fits = words[begin + i].letters >= entry.letters[i];
      if (fits) match.values.push_back(entry.value);
    }
    if (!match.values.empty()) {
      match.end = begin + static_cast<uint32_t>(count);
      return match;
    }
  }
  return match;
}

}  // namespace dateline::tables
