// A Reading of a text without model: atoms as words, a sentence a line, no trees. For tests of rooms that read tables and
// words.
#pragma once

#include "syntax/reading.h"
#include "text/atoms.h"

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace dateline::test {

// The text must outlive the reading.
inline syntax::Reading plain_reading(std::string_view text) {
  syntax::Reading reading;
  reading.text = text;
  for (const text::Atom& atom : text::atoms(text, text::FusedWords())) {
    const bool breaks = atom.gap == text::Gap::newline || atom.gap == text::Gap::blank_line;
    const auto at = static_cast<uint32_t>(reading.words.size());
    if (reading.sentences.empty() || breaks) reading.sentences.push_back({at, at, 0});
    syntax::Word word;
    word.span = {atom.start, atom.end};
    word.start_byte = atom.start_byte;
    word.end_byte = atom.end_byte;
    word.sentence = static_cast<uint32_t>(reading.sentences.size()) - 1;
    word.gap = atom.gap;
    reading.words.push_back(word);
    reading.sentences.back().end = at + 1;
  }
  return reading;
}

// The words that cover a piece of the text.
inline syntax::Tagged tagged(const syntax::Reading& reading, std::string_view piece, std::string_view label) {
  const std::size_t start = reading.text.find(piece);
  if (start == std::string_view::npos) throw std::runtime_error("the text has no \"" + std::string(piece) + "\"");
  syntax::Tagged range{0, 0, label, 1.0f};
  for (uint32_t word = 0; word < reading.words.size(); ++word) {
    if (reading.words[word].end_byte <= start || reading.words[word].start_byte >= start + piece.size()) continue;
    if (range.end == 0) range.begin = word;
    range.end = word + 1;
  }
  return range;
}

inline std::string file_text(const std::string& path) {
  std::ifstream file(std::string(DATELINE_SOURCE_DIR) + "/" + path, std::ios::binary);
  if (!file) throw std::runtime_error("no file " + path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace dateline::test
