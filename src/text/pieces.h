// Word pieces of atoms, for the encoder: WordPiece as uncased BERT does it, and what upper case tells. training/windows.py is
// the twin.
#pragma once

#include "text/atoms.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dateline::text {

// What the letter case of an atom tells, since the vocabulary has none; the rows of the weights' embed.shape.
enum class Shape : uint8_t { other = 0, lower = 1, title = 2, upper = 3, capital = 4, mixed = 5, digits = 6, mark = 7 };

Shape shape(std::string_view atom);

// A vocabulary of word pieces; "##" begins a piece that continues a word. Keeps views of the strings, which must outlive it.
class Pieces {
 public:
  // Throws Error when a piece that the encoder cannot do without is missing.
  explicit Pieces(const std::vector<std::string>& vocabulary);

  // Appends the rows of an atom's pieces, longest first; one [UNK] when it has no segmentation or more than max_atom pieces.
  void append(std::string_view atom, std::vector<uint32_t>& rows) const;

  // Whether a word in lower case is a piece of its own.
  bool is_word(std::string_view word) const { return initial_.contains(word); }

  uint32_t begin() const { return begin_; }  // [CLS]
  uint32_t end() const { return end_; }      // [SEP]

 private:
  using Rows = std::unordered_map<std::string_view, uint32_t>;
  void append_plain(std::string_view word, std::vector<uint32_t>& rows) const;
  void append_longest(std::string_view word, std::vector<uint32_t>& rows) const;

  Rows initial_, continued_;  // without "##"
  size_t longest_ = 0;        // bytes of the longest piece
  uint32_t begin_ = 0, end_ = 0, unknown_ = 0;
};

}  // namespace dateline::text
