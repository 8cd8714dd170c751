// What the encoder read in a report: words, sentences, trees, and what the heads say of them. Every later room takes a Reading
// by const reference and adds its own layer. Positions in a Reading are indices of words; a room turns them into spans at its
// end.
#pragma once

#include "text/atoms.h"

#include <dateline/record.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline::syntax {

// A syntactic word (UD). Words of a multiword token ("do" + "n't") have spans of their own here.
struct Word {
  Span span;                                   // code points of the text
  uint32_t start_byte = 0, end_byte = 0;       // bytes of the text
  uint32_t sentence = 0;                       // index into Reading::sentences
  int32_t head = -1;                           // index of the head word in Reading::words, -1 for the root of a sentence
  std::string_view upos, xpos, feats, deprel;  // point into the model's label lists
  std::string lemma;
  bool joined = false;              // a later word of a multiword token
  text::Gap gap = text::Gap::none;  // before the word
};

// Half-open range of words, with the label that a head gave it and its calibrated probability.
struct Tagged {
  uint32_t begin = 0, end = 0;
  std::string_view label;
  float confidence = 0;
};

// One label of a word with its probability.
struct Choice {
  std::string_view label;
  float probability = 0;
};

// A word linked to an anchor (a cue's source, a trigger's actor) with the probability of the link.
struct Linked {
  uint32_t word = 0;
  float probability = 0;
};

// The head word of a noun phrase, pronoun or name that is a mention of something.
struct MentionHead {
  uint32_t word = 0;
  uint32_t begin = 0, end = 0;  // words of the whole phrase
  std::string_view kind;        // GUM's types: person organization place ...
  float confidence = 0;
  std::vector<float> anaphor, antecedent;  // vectors of the coreference link; empty when coreference was not asked for
  float fresh = 0;                         // score of "begins a new entity"
};

// A cue with its statement's parts: probabilities for the words of its window.
struct Cue {
  uint32_t begin = 0, end = 0;
  float confidence = 0;
  Choice force;
  std::vector<Linked> source, content;  // words with a probability of 0.05 or more, in text order
  Choice issue, stance;  // of the position that the statement shows, if it shows one: the probability of the issue tells
};

// A word that carries an act.
struct Trigger {
  uint32_t word = 0;
  Choice type;  // PLOVER category, the most probable
  Choice mode;  // label "none" for none
  Choice modality;
  float negative = 0;                              // probability that the report says it did not happen
  float required = 0;                              // probability that a careful reader would list it
  float also = 0;                                  // probability that it names an event that has a better mention elsewhere
  std::vector<Linked> actors, recipients, places;  // words with a probability of 0.05 or more, in text order
  Choice issue, stance;
};

struct Sentence {
  uint32_t begin = 0, end = 0;  // words
  uint32_t window = 0;          // sentences of one window were read together
};

struct Reading {
  std::string_view text;  // UTF-8
  std::vector<Word> words;
  std::vector<Sentence> sentences;
  std::vector<Tagged> names;              // PER ORG LOC MISC, in text order, never overlapping; so are the next four
  std::vector<Tagged> sources, contents;  // labels "source", "content"
  std::vector<Tagged> times;              // DATE TIME DURATION SET
  std::vector<Cue> cues;                  // in text order
  std::vector<MentionHead> mentions;      // in order of their head words
  std::vector<Trigger> triggers;          // in text order

  std::string_view form(uint32_t word) const {
    return text.substr(words[word].start_byte, words[word].end_byte - words[word].start_byte);
  }
  // Code points from the first word to the last of the half-open range.
  Span span(uint32_t begin, uint32_t end) const { return {words[begin].span.start, words[end - 1].span.end}; }
  // The words that begin in a range of code points.
  std::pair<uint32_t, uint32_t> words_in(Span range) const {
    auto first = [&](uint32_t at) {
      auto found = std::lower_bound(words.begin(), words.end(), at, [](const Word& w, uint32_t x) { return w.span.start < x; });
      return static_cast<uint32_t>(found - words.begin());
    };
    return {first(range.start), first(range.end)};
  }
  // The word of a non-empty range whose head lies outside of it.
  uint32_t head_of(uint32_t begin, uint32_t end) const {
    for (uint32_t w = begin; w < end; ++w)
      if (words[w].head < static_cast<int32_t>(begin) || words[w].head >= static_cast<int32_t>(end)) return w;
    return end - 1;
  }
  // The bytes of a half-open range of words.
  std::string_view surface(uint32_t begin, uint32_t end) const {
    return text.substr(words[begin].start_byte, words[end - 1].end_byte - words[begin].start_byte);
  }
};

}  // namespace dateline::syntax
