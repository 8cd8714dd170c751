// Atoms: the smallest pieces of a text that a word can begin or end at. training/atoms.py is the twin that trains on them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dateline::text {

// What stands between an atom (or piece) and the one before it.
enum class Gap : uint8_t { none = 0, space = 1, newline = 2, blank_line = 3, inside = 4 };  // inside: later pieces of an atom

// A run of letters, marks and digits, or one mark of punctuation or symbol; half-open ranges in code points and in bytes.
struct Atom {
  uint32_t start = 0, end = 0;            // code points
  uint32_t start_byte = 0, end_byte = 0;  // bytes
  Gap gap = Gap::none;                    // blank_line for the first of a text
};

// Longer runs are cut (code points), so that a window of the encoder always has room for an atom.
inline constexpr uint32_t max_atom = 64;

// Words that are written as one and read as two or more ("cannot"): data/english/fused.tsv.
class FusedWords {
 public:
  FusedWords() = default;
  explicit FusedWords(std::string_view tsv);  // a word a line, its parts separated by tabs; all in ASCII lower case

  // Lengths of the parts of a word in lower case, or null when it is no fused word.
  const std::vector<uint32_t>* parts(const std::string& word) const;
  size_t longest() const { return longest_; }  // bytes

 private:
  std::unordered_map<std::string, std::vector<uint32_t>> parts_;
  size_t longest_ = 0;
};

// The atoms of a UTF-8 text, in order. White space, controls and format characters belong to no atom.
std::vector<Atom> atoms(std::string_view utf8, const FusedWords& fused);

}  // namespace dateline::text
