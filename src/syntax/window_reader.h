// From the scores of one window to its part of the Reading.
#pragma once

#include "neural/model.h"
#include "syntax/bio.h"
#include "syntax/lemma.h"
#include "syntax/reading.h"
#include "syntax/scores.h"
#include "text/pieces.h"
#include "text/windows.h"

#include <span>
#include <utility>
#include <vector>

namespace dateline::syntax {

// The heads by what they are read for, looked up once. Keeps references into the lists it is made from.
struct Heads {
  // Throws Error when a head or a label is missing.
  Heads(std::span<const neural::LabelHead> labels, std::span<const neural::LinkHead> links);

  const neural::LabelHead &boundary, &upos, &xpos, &feats, &lemma, &root;
  const neural::LabelHead &mention, &fresh, &force, &event, &mode, &modality, &polarity, &required, &status, &issue, &stance;
  const neural::LinkHead &arc, &mention_start, &mention_end, &coref, &source_link, &content_link, &actor, &recipient, &place;
  BioHead names, source, cue, content, times;
  std::vector<LemmaScript> lemma_scripts;  // by label
  const text::Pieces* pieces = nullptr;    // knows which lemmas are words; null: none is asked
  uint32_t inside, word, token, sentence;  // labels of `boundary`
  uint32_t no_mention, no_event, no_issue, negative, is_required, also;
};

// How much of what the heads say is believed.
struct Thresholds {
  // Added to the logit of "sentence": a sentence's end that is missed spoils two trees, one that is invented less. (Development
  // data, EWT and GUM: sentences +0.8 and +0.2, LAS +0.4 and +0.2; 0.5 and 1.5 gain less.)
  float sentence = 1.0f;
  // Added to the logits of a cue's labels: the corpora of statements differ in how many words they mark, and training lies
  // between them. (Development data: at 0, 0.5 and 1 PolNeAR's statement F1 66.0, 65.1, 64.1 and cue F1 66.1, 68.9, 70.2;
  // records' statements 85.1, 83.1, 81.5.)
  float cue = 0.5f;
  float no_event = 0.65f;  // a word is a trigger when its probability of "none" is below this
  float link = 0.05f;      // a word is linked when the probability is at least this
};

// Reads one window; a method a layer. words() comes first, the others in any order.
class WindowReader {
 public:
  // Atoms `range` of `text` are the window's. All arguments must outlive the reader, which appends to `out`.
  WindowReader(const Heads& heads, const Thresholds& thresholds, const text::PiecedText& text, text::AtomRange range,
               const ScoreView& scores, Reading& out);

  void words();  // sentences and words without tags
  void tags();   // UPOS, XPOS, features, lemmas
  void trees();  // heads; not the relations
  void names();
  void times();
  void mentions(bool coreference);
  void statements(bool positions);
  void events(bool positions);

  // Words of the window, half-open, and the window's atom that a word begins with.
  uint32_t begin() const { return begin_; }
  uint32_t end() const { return begin_ + static_cast<uint32_t>(firsts_.size()); }
  uint32_t first_atom(uint32_t word) const { return firsts_[word - begin_]; }

 private:
  std::string lemma(uint32_t word, uint32_t atom) const;
  std::pair<uint32_t, uint32_t> words_of(uint32_t begin_atom, uint32_t end_atom) const;
  void tagged(const BioHead& head, std::string_view label, std::vector<Tagged>& out) const;
  std::vector<Linked> linked(const neural::LinkHead& head, uint32_t atom) const;
  uint32_t best_word(const neural::LinkHead& head, uint32_t atom, uint32_t begin, uint32_t end) const;

  const Heads& heads_;
  const Thresholds& thresholds_;
  const text::PiecedText& text_;
  text::AtomRange range_;
  const ScoreView& scores_;
  Reading& out_;
  uint32_t begin_ = 0, first_sentence_ = 0;
  std::vector<uint32_t> firsts_;   // of each word, the first atom (from 0 in the window)
  std::vector<uint32_t> word_of_;  // of each atom, the word it belongs to
};

}  // namespace dateline::syntax
