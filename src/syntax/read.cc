#include "syntax/read.h"

#include <dateline/reader.h>

#include <algorithm>
#include <string>

namespace dateline::syntax {

namespace {

// Windows that are run at once; their scores are read and dropped before the next, so memory does not grow with the report.
constexpr size_t batch = 8;

}  // namespace

SyntaxReader::SyntaxReader(const neural::Model& model, std::string_view fused, std::string_view abbreviations,
                           Thresholds thresholds)
    : model_(model),
      heads_(model.labels(), model.links()),
      fused_(fused),
      abbreviations_(abbreviations),
      pieces_(model.vocabulary()),
      thresholds_(thresholds) {
  heads_.pieces = &pieces_;
  const std::vector<std::string>& relations = model.relations();
  const auto root = std::find(relations.begin(), relations.end(), "root");
  if (root == relations.end() || relations.size() < 2) throw Error("weights: no relation \"root\"; use weights that are whole");
  root_ = static_cast<uint32_t>(root - relations.begin());
  if (model.max_pieces() < text::max_atom + 2) {
    throw Error("weights: windows of " + std::to_string(model.max_pieces()) +
                " pieces have no room for a long word; use at least " + std::to_string(text::max_atom + 2));
  }
}

Reading SyntaxReader::read(std::string_view utf8, const Needs& needs, Scratch& scratch) const {
  Reading reading;
  reading.text = utf8;
  const text::PiecedText text(utf8, fused_, pieces_);
  const std::vector<text::AtomRange> ranges = text.windows(model_.max_pieces() - 2, abbreviations_);
  reading.words.reserve(text.atoms().size());

  for (size_t start = 0; start < ranges.size(); start += batch) {
    const size_t count = std::min(batch, ranges.size() - start);
    scratch.windows.resize(count);
    for (size_t i = 0; i < count; ++i) prepare(text, ranges[start + i], scratch.windows[i]);
    model_.run(scratch.windows, scratch.scores, scratch.neural);
    for (size_t i = 0; i < count; ++i) {
      const ScoreView scores(scratch.scores[i], model_.label_width(), model_.link_width());
      WindowReader window(heads_, thresholds_, text, ranges[start + i], scores, reading);
      window.words();
      if (needs.tags) window.tags();
      if (needs.trees) {
        window.trees();
        relations(window, scratch.scores[i], reading, scratch);
      }
      if (needs.names) window.names();
      if (needs.times) window.times();
      if (needs.mentions) window.mentions(needs.coreference);
      if (needs.statements) window.statements(needs.positions);
      if (needs.events) window.events(needs.positions);
    }
  }
  return reading;
}

// [CLS], the pieces of the atoms, [SEP]; the two have shape 0 and gap 0.
void SyntaxReader::prepare(const text::PiecedText& text, text::AtomRange range, neural::Window& out) const {
  out.pieces.assign(1, pieces_.begin());
  out.shapes.assign(1, 0);
  out.gaps.assign(1, 0);
  out.firsts.clear();
  for (uint32_t atom = range.begin; atom < range.end; ++atom) {
    out.firsts.push_back(static_cast<uint32_t>(out.pieces.size()));
    const uint32_t* rows = text.rows(atom);
    const uint32_t count = text.pieces(atom);
    out.pieces.insert(out.pieces.end(), rows, rows + count);
    out.shapes.insert(out.shapes.end(), count, static_cast<uint8_t>(text.shape(atom)));
    out.gaps.push_back(static_cast<uint8_t>(text.atoms()[atom].gap));
    out.gaps.insert(out.gaps.end(), count - 1, static_cast<uint8_t>(text::Gap::inside));
  }
  out.pieces.push_back(pieces_.end());
  out.shapes.push_back(0);
  out.gaps.push_back(0);
}

// The relation of each word to its head; "root" is the root's and nobody else's.
void SyntaxReader::relations(const WindowReader& window, const neural::WindowScores& scores, Reading& reading,
                             Scratch& scratch) const {
  const std::vector<std::string>& labels = model_.relations();
  scratch.pairs.clear();
  for (uint32_t word = window.begin(); word < window.end(); ++word) {
    if (const int32_t head = reading.words[word].head; head >= 0) {
      scratch.pairs.emplace_back(window.first_atom(word), window.first_atom(static_cast<uint32_t>(head)));
    }
  }
  model_.relate(scores, scratch.pairs, scratch.relations, scratch.neural);
  float* row = scratch.relations.data();
  for (uint32_t index = window.begin(); index < window.end(); ++index) {
    Word& word = reading.words[index];
    if (word.head < 0) {
      word.deprel = labels[root_];
      continue;
    }
    row[root_] = -1e30f;
    word.deprel = labels[static_cast<size_t>(std::max_element(row, row + labels.size()) - row)];
    row += labels.size();
  }
}

}  // namespace dateline::syntax
