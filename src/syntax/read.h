// From the text of a report to its Reading: windows through the encoder, heads to words, trees and spans.
#pragma once

#include "neural/model.h"
#include "syntax/reading.h"
#include "syntax/window_reader.h"
#include "text/pieces.h"
#include "text/windows.h"

#include <string_view>
#include <utility>
#include <vector>

namespace dateline::syntax {

// What the rooms behind ask for. Sentences and words are always read; what is false stays empty and costs nothing.
struct Needs {
  bool tags = true;   // UPOS, XPOS, features, lemmas
  bool trees = true;  // heads and relations
  bool names = true;
  bool times = true;
  bool mentions = true;     // mention heads and their bounds
  bool coreference = true;  // with the mentions, the vectors that tell which corefer
  bool statements = true;   // sources, cues, contents
  bool events = true;       // triggers
  bool positions = true;    // with statements and events, issue and stance
};

// Buffers of one thread, reused from report to report.
struct Scratch {
  neural::Scratch neural;
  std::vector<neural::Window> windows;
  std::vector<neural::WindowScores> scores;
  std::vector<std::pair<uint32_t, uint32_t>> pairs;  // dependent, head
  std::vector<float> relations;
};

// Immutable once made; may be used by many threads at once, each with its own Scratch.
class SyntaxReader {
 public:
  // The model must outlive the reader. The tables are the contents of data/english/fused.tsv and abbreviations.tsv. Throws
  // Error when the model lacks a head, a label or a piece.
  SyntaxReader(const neural::Model& model, std::string_view fused, std::string_view abbreviations, Thresholds thresholds = {});

  SyntaxReader(const SyntaxReader&) = delete;  // its heads point at its pieces
  SyntaxReader& operator=(const SyntaxReader&) = delete;

  // `utf8` must outlive the Reading.
  Reading read(std::string_view utf8, const Needs& needs, Scratch& scratch) const;

 private:
  void prepare(const text::PiecedText& text, text::AtomRange range, neural::Window& out) const;
  void relations(const WindowReader& window, const neural::WindowScores& scores, Reading& reading, Scratch& scratch) const;

  const neural::Model& model_;
  Heads heads_;
  text::FusedWords fused_;
  text::Abbreviations abbreviations_;
  text::Pieces pieces_;
  Thresholds thresholds_;
  uint32_t root_ = 0;  // the relation "root"
};

}  // namespace dateline::syntax
