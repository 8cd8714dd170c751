#include "text/pieces.h"

#include "text/code_points.h"
#include "text/letters.h"

#include <dateline/reader.h>

#include <algorithm>

namespace dateline::text {

namespace {

constexpr std::string_view curly = "’";

// The bytes of an apostrophe at the start of a word, or 0.
size_t apostrophe(std::string_view word) { return word.starts_with('\'') ? 1 : word.starts_with(curly) ? curly.size() : 0; }

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

}  // namespace

Shape shape(std::string_view atom) {
  uint32_t size = 0, upper = 0, lower = 0;
  Category first;
  bool mark = false;
  for (size_t at = 0; at < atom.size(); ++size) {
    const char32_t c = next_code_point(atom, at);
    const Category found = category(c);
    if (size == 0) {
      first = found;
      mark = kind(c) == Kind::mark;
    }
    if (found == Category{'L', 'u'} || found == Category{'L', 't'}) ++upper;
    if (found == Category{'L', 'l'}) ++lower;
  }
  if (size == 1 && mark) return Shape::mark;
  if (first.major == 'N') return Shape::digits;
  if (upper == 0) return lower == 0 ? Shape::other : Shape::lower;
  if (size == 1) return Shape::capital;
  if (lower == 0) return Shape::upper;
  return upper == 1 && (first == Category{'L', 'u'} || first == Category{'L', 't'}) ? Shape::title : Shape::mixed;
}

Pieces::Pieces(const std::vector<std::string>& vocabulary) {
  initial_.reserve(vocabulary.size());
  continued_.reserve(vocabulary.size() / 4);
  for (uint32_t row = 0; row < vocabulary.size(); ++row) {
    std::string_view piece = vocabulary[row];
    longest_ = std::max(longest_, piece.size());
    if (piece.size() > 2 && piece.starts_with("##")) {
      continued_[piece.substr(2)] = row;
    } else {
      initial_[piece] = row;
    }
  }
  const auto special = [this](std::string_view piece) {
    const auto found = initial_.find(piece);
    if (found == initial_.end())
      throw Error("weights: the vocabulary has no piece " + std::string(piece) + "; use a weights file that is whole");
    return found->second;
  };
  begin_ = special("[CLS]");
  end_ = special("[SEP]");
  unknown_ = special("[UNK]");
}

void Pieces::append(std::string_view atom, std::vector<uint32_t>& rows) const {
  constexpr size_t room = 4 * max_atom;
  if (atom.size() <= room && is_ascii(atom)) {
    char word[room];
    std::transform(atom.begin(), atom.end(), word, lower_ascii);
    append_plain({word, atom.size()}, rows);
  } else {
    append_plain(without_marks(lower(atom)), rows);
  }
}

void Pieces::append_plain(std::string_view word, std::vector<uint32_t>& rows) const {
  const auto single = [this](std::string_view piece) {
    const auto found = initial_.find(piece);
    return found == initial_.end() ? unknown_ : found->second;
  };
  // A clitic's mark is a piece of its own.
  if (const size_t mark = apostrophe(word); mark > 0 && word.size() > mark) {
    rows.push_back(single(word.substr(0, mark)));
    append_longest(word.substr(mark), rows);
    return;
  }
  if (word == "n't" || word == "n’t") {
    rows.push_back(single("n"));
    rows.push_back(single(word.substr(1, word.size() - 2)));
    rows.push_back(single("t"));
    return;
  }
  append_longest(word, rows);
}

void Pieces::append_longest(std::string_view word, std::vector<uint32_t>& rows) const {
  const size_t before = rows.size();
  for (size_t at = 0; at < word.size();) {
    const Rows& pieces = at == 0 ? initial_ : continued_;
    size_t end = at + std::min(word.size() - at, longest_);
    auto found = pieces.end();
    for (; end > at; --end) {
      if (end < word.size() && continues(word[end])) continue;
      found = pieces.find(word.substr(at, end - at));
      if (found != pieces.end()) break;
    }
    if (found == pieces.end()) {
      rows.resize(before);
      break;
    }
    rows.push_back(found->second);
    at = end;
  }
  if (rows.size() == before || rows.size() - before > max_atom) {
    rows.resize(before);
    rows.push_back(unknown_);
  }
}

}  // namespace dateline::text
