// A Reading made by hand, for tests of the rooms behind syntax: words with a tree in a compact notation, then what the heads
// would say of them.
//
//   ReadingMaker made(R"(
//     Novak Novak PROPN 2 nsubj
//     left  leave VERB  0 root  VBD
//     _.    .     PUNCT 2 punct
//   )");
//   made.name("Novak", "PER");
//
// A line is: form lemma upos head deprel [xpos]. Head counts from 1 in the sentence, 0 is the root; an empty line ends a
// sentence. Before a form, `_` means no space, `+` no space and a later word of a multiword token, `|` a new line, `||` an
// empty line.
#pragma once

#include "mentions/mentions.h"
#include "neural/model.h"
#include "syntax/reading.h"
#include "weights_writer.h"

#include <cstring>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline::test {

using WordRange = std::pair<uint32_t, uint32_t>;

class ReadingMaker {
 public:
  explicit ReadingMaker(std::string_view notation) : own_(std::make_unique<Own>()) {
    std::istringstream lines{std::string(notation)};
    uint32_t code_points = 0;
    bool new_sentence = true;
    for (std::string line; std::getline(lines, line);) {
      std::istringstream columns(line);
      std::string form, lemma, upos, deprel, xpos = "_";
      int32_t head = 0;
      if (!(columns >> form)) {
        new_sentence = true;
        continue;
      }
      if (!(columns >> lemma >> upos >> head >> deprel)) throw std::runtime_error("not a word: " + line);
      columns >> xpos;
      syntax::Word word;
      word.gap = reading.words.empty() ? text::Gap::blank_line : text::Gap::space;
      word.joined = form[0] == '+';
      if (form[0] == '+' || form[0] == '_') word.gap = text::Gap::none;
      if (form[0] == '|') word.gap = form[1] == '|' ? text::Gap::blank_line : text::Gap::newline;
      if (form[0] == '+' || form[0] == '_' || form[0] == '|') form.erase(0, form.starts_with("||") ? 2 : 1);
      const std::string gap = reading.words.empty()               ? ""
                              : word.gap == text::Gap::space      ? " "
                              : word.gap == text::Gap::newline    ? "\n"
                              : word.gap == text::Gap::blank_line ? "\n\n"
                                                                  : "";
      own_->text += gap;
      code_points += static_cast<uint32_t>(gap.size());
      word.start_byte = static_cast<uint32_t>(own_->text.size());
      word.span.start = code_points;
      own_->text += form;
      for (char c : form) code_points += (c & 0xc0) != 0x80;
      word.end_byte = static_cast<uint32_t>(own_->text.size());
      word.span.end = code_points;
      const auto at = static_cast<uint32_t>(reading.words.size());
      if (new_sentence) reading.sentences.push_back({at, at, 0});
      new_sentence = false;
      word.sentence = static_cast<uint32_t>(reading.sentences.size()) - 1;
      word.head = head == 0 ? -1 : static_cast<int32_t>(reading.sentences.back().begin) + head - 1;
      word.lemma = lemma;
      word.upos = kept(upos);
      word.deprel = kept(deprel);
      word.xpos = kept(xpos);
      word.feats = "_";
      reading.words.push_back(word);
      reading.sentences.back().end = at + 1;
    }
    reading.text = own_->text;
  }

  syntax::Reading reading;

  // The words of a piece of the text; `nth` counts its occurrences from 0.
  WordRange words(std::string_view piece, int nth = 0) const {
    size_t start = 0;
    for (;; ++start) {
      start = reading.text.find(piece, start);
      if (start == std::string_view::npos) throw std::runtime_error("the text has no \"" + std::string(piece) + "\"");
      WordRange range{0, 0};
      for (uint32_t w = 0; w < reading.words.size(); ++w) {
        if (reading.words[w].start_byte == start) range.first = w;
        if (reading.words[w].end_byte == start + piece.size()) range.second = w + 1;
      }
      const bool whole = range.second > range.first && reading.words[range.first].start_byte == start;
      if (whole && nth-- == 0) return range;
    }
  }
  uint32_t word(std::string_view form, int nth = 0) const { return words(form, nth).first; }
  std::string_view text(Span span) const {
    const auto [begin, end] = reading.words_in(span);
    return reading.surface(begin, end);
  }

  void name(std::string_view piece, std::string_view type, int nth = 0) {
    const auto [begin, end] = words(piece, nth);
    reading.names.push_back({begin, end, type, 0.9f});
  }
  // Mentions are to be given in the order of their head words. Returns the index.
  uint32_t mention(std::string_view piece, std::string_view kind, int nth = 0) {
    const auto [begin, end] = words(piece, nth);
    syntax::MentionHead made;
    made.begin = begin;
    made.end = end;
    made.word = reading.head_of(begin, end);
    made.kind = kind;
    made.confidence = 0.9f;
    made.fresh = 0.5f;  // the margin by which an antecedent need not beat a new entity (src/mentions/coreference.cc)
    const auto at = static_cast<uint32_t>(reading.mentions.size());
    made.anaphor.assign(most_mentions, 0.0f);
    made.antecedent.assign(most_mentions, 0.0f);
    made.antecedent.at(at) = 1.0f;
    reading.mentions.push_back(made);
    return at;
  }
  // The coreference link from a mention to an earlier one; above 0 it is better than a new entity.
  void corefer(uint32_t later, uint32_t earlier, float score = 1.0f) {
    reading.mentions[later].anaphor.at(earlier) = score * root_of_most_mentions;
  }
  syntax::Cue& cue(std::string_view piece, std::string_view force, const std::vector<std::string_view>& source,
                   const std::vector<std::string_view>& content) {
    const auto [begin, end] = words(piece);
    syntax::Cue made;
    made.begin = begin;
    made.end = end;
    made.confidence = 0.9f;
    made.force = {force, 0.9f};
    made.issue = {"other", 0.0f};
    made.stance = {"neutral", 1.0f};
    for (std::string_view one : source) link(made.source, words(one), 0.9f);
    for (std::string_view one : content) link(made.content, words(one), 0.8f);
    reading.cues.push_back(made);
    return reading.cues.back();
  }
  syntax::Trigger& trigger(std::string_view piece, std::string_view type, const std::vector<std::string_view>& actors,
                           const std::vector<std::string_view>& recipients = {}, int nth = 0) {
    syntax::Trigger made;
    made.word = word(piece, nth);
    made.type = {type, 0.9f};
    made.mode = {"none", 0.9f};
    made.modality = {"actual", 0.9f};
    made.required = 0.9f;
    made.issue = {"other", 0.0f};
    made.stance = {"neutral", 1.0f};
    for (std::string_view one : actors) link(made.actors, words(one), 0.9f);
    for (std::string_view one : recipients) link(made.recipients, words(one), 0.9f);
    reading.triggers.push_back(made);
    return reading.triggers.back();
  }
  static void link(std::vector<syntax::Linked>& linked, WordRange range, float probability) {
    for (uint32_t w = range.first; w < range.second; ++w) linked.push_back({w, probability});
  }

  // An item of a layer before, in text order.
  Time time(std::string_view piece, std::string_view from, std::string_view to) const {
    Time made;
    const auto [begin, end] = words(piece);
    made.span = reading.span(begin, end);
    made.type = "DATE";
    made.value = from;
    made.from = from;
    made.to = to;
    return made;
  }
  Place place(std::string_view piece) const {
    Place made;
    const auto [begin, end] = words(piece);
    made.span = reading.span(begin, end);
    made.name = piece;
    return made;
  }

 private:
  static constexpr size_t most_mentions = 16;
  static constexpr float root_of_most_mentions = 4.0f;  // scores are divided by the root of the vectors' length

  // Moves with the maker, so that views into it stay valid.
  struct Own {
    std::string text;
    std::vector<std::unique_ptr<std::string>> labels;
  };
  std::string_view kept(const std::string& label) {
    own_->labels.push_back(std::make_unique<std::string>(label));
    return *own_->labels.back();
  }
  std::unique_ptr<Own> own_;
};

// A small model whose coreference tables are zero but for the entries given: the links that a test sets decide alone.
class CoreferenceModel {
 public:
  struct Entry {
    std::string table;
    size_t at = 0;
    float value = 0;
  };
  explicit CoreferenceModel(const std::vector<Entry>& entries = {}) {
    neural::WeightsWriter writer = neural::random_model({}, 1);
    const std::vector<std::pair<std::string, std::vector<uint32_t>>> tables = {{"class", {14, 14}},   {"match", {14, 4}},
                                                                               {"kind", {11, 11}},    {"distance", {14, 8}},
                                                                               {"sentence", {14, 6}}, {"nested", {14, 2}}};
    for (const auto& [name, shape] : tables) {
      writer.floats("table.coref." + name, shape, 0.0f, 0.0f);
      for (const Entry& entry : entries)
        if (entry.table == name)
          std::memcpy(writer.tensors.back().bytes.data() + entry.at * sizeof(float), &entry.value, sizeof(float));
    }
    bytes_ = writer.file();
    model_ = std::make_unique<neural::Model>(std::span<const std::byte>(bytes_), "test");
  }
  operator const neural::Model&() const { return *model_; }

 private:
  std::vector<std::byte> bytes_;
  std::unique_ptr<neural::Model> model_;
};

}  // namespace dateline::test
