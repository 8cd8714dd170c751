// Windows: the stretches of a text that the encoder reads together. training/windows.py is the twin.
#pragma once

#include "text/atoms.h"
#include "text/pieces.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace dateline::text {

// Half-open range of atoms.
struct AtomRange {
  uint32_t begin = 0, end = 0;
};

// Words before a full stop that does not end a sentence, in lower case: data/english/abbreviations.tsv.
class Abbreviations {
 public:
  Abbreviations() = default;
  explicit Abbreviations(std::string_view tsv);
  bool has(std::string_view word) const { return words_.contains(std::string(word)); }

 private:
  std::unordered_set<std::string> words_;
};

// A text cut into atoms, with their pieces. The text must outlive it.
class PiecedText {
 public:
  PiecedText(std::string_view utf8, const FusedWords& fused, const Pieces& pieces);

  std::string_view text() const { return text_; }
  const std::vector<Atom>& atoms() const { return atoms_; }
  std::string_view form(uint32_t atom) const {
    return text_.substr(atoms_[atom].start_byte, atoms_[atom].end_byte - atoms_[atom].start_byte);
  }
  Shape shape(uint32_t atom) const { return shapes_[atom]; }
  // Vocabulary rows of an atom's pieces.
  const uint32_t* rows(uint32_t atom) const { return rows_.data() + first_row_[atom]; }
  uint32_t pieces(uint32_t atom) const { return first_row_[atom + 1] - first_row_[atom]; }

  // Cuts where a sentence is likely to begin; each window has at most `capacity` pieces (at least max_atom).
  std::vector<AtomRange> windows(uint32_t capacity, const Abbreviations& abbreviations) const;

 private:
  int strength(uint32_t atom, const Abbreviations& abbreviations) const;
  uint32_t cut(uint32_t begin, uint32_t end, uint32_t capacity, const Abbreviations& abbreviations) const;

  std::string_view text_;
  std::vector<Atom> atoms_;
  std::vector<Shape> shapes_;
  std::vector<uint32_t> rows_, first_row_;
};

}  // namespace dateline::text
