#include "text/windows.h"

#include "text/code_points.h"
#include "text/letters.h"
#include "text/table.h"

#include <algorithm>
#include <iterator>

namespace dateline::text {

namespace {

bool one_of(std::string_view form, std::initializer_list<std::string_view> forms) {
  return std::find(forms.begin(), forms.end(), form) != forms.end();
}

bool closer(std::string_view form) { return one_of(form, {"\"", "'", "”", "’", "»", ")", "]", "}"}); }

bool terminal(std::string_view form) { return one_of(form, {".", "!", "?", "…"}); }

// An initial: "J." in a name.
bool letter(std::string_view form) {
  size_t at = 0;
  return category(next_code_point(form, at)).major == 'L' && at == form.size();
}

}  // namespace

Abbreviations::Abbreviations(std::string_view tsv) {
  for_each_row(tsv, [this](const std::vector<std::string_view>& row) { words_.emplace(row[0]); });
}

PiecedText::PiecedText(std::string_view utf8, const FusedWords& fused, const Pieces& pieces)
    : text_(utf8), atoms_(text::atoms(utf8, fused)) {
  shapes_.reserve(atoms_.size());
  first_row_.reserve(atoms_.size() + 1);
  rows_.reserve(atoms_.size() + atoms_.size() / 4);
  for (uint32_t atom = 0; atom < atoms_.size(); ++atom) {
    first_row_.push_back(static_cast<uint32_t>(rows_.size()));
    pieces.append(form(atom), rows_);
    shapes_.push_back(text::shape(form(atom)));
  }
  first_row_.push_back(static_cast<uint32_t>(rows_.size()));
}

std::vector<AtomRange> PiecedText::windows(uint32_t capacity, const Abbreviations& abbreviations) const {
  std::vector<AtomRange> found;
  const auto total = static_cast<uint32_t>(atoms_.size());
  for (uint32_t begin = 0; begin < total;) {
    uint32_t end = begin;
    while (end < total && first_row_[end + 1] - first_row_[begin] <= capacity) ++end;
    if (end < total) end = cut(begin, std::max(end, begin + 1), capacity, abbreviations);
    found.push_back({begin, end});
    begin = end;
  }
  return found;
}

// How sure it is that a sentence begins at an atom: 3 a paragraph, 2 a sentence by its marks, 1 a line, 0 none.
int PiecedText::strength(uint32_t atom, const Abbreviations& abbreviations) const {
  const Gap gap = atoms_[atom].gap;
  if (gap == Gap::blank_line) return 3;
  if (gap == Gap::none) return 0;
  const bool lower_case = shapes_[atom] == Shape::lower;
  uint32_t back = atom - 1;
  while (back + 4 > atom && back > 0 && closer(form(back))) --back;
  const std::string_view mark = form(back);
  const bool ends = terminal(mark);
  if (gap == Gap::newline) return ends ? 3 : lower_case ? 0 : 1;
  if (!ends || lower_case) return 0;
  if (mark == "." && back > 0 && back == atom - 1) {
    const std::string_view before = form(back - 1);
    if (letter(before) || abbreviations.has(lower(before))) return 0;
  }
  return 2;
}

// Where a window that can reach `end` is cut: the last paragraph past half of it, else the last sentence past 3 tenths, else
// the last line there, else any of these, else the last gap, else `end`.
uint32_t PiecedText::cut(uint32_t begin, uint32_t end, uint32_t capacity, const Abbreviations& abbreviations) const {
  struct Choice {
    int least;
    double share;
  };
  for (const auto& [least, share] : {Choice{3, 0.5}, Choice{2, 0.3}, Choice{1, 0.3}, Choice{1, 0.0}}) {
    for (uint32_t at = end; at > begin; --at) {
      if (first_row_[at] - first_row_[begin] < share * capacity) break;
      if (strength(at, abbreviations) >= least) return at;
    }
  }
  for (uint32_t at = end; at > begin; --at) {
    if (atoms_[at].gap != Gap::none) return at;
  }
  return end;
}

}  // namespace dateline::text
