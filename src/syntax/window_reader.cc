#include "syntax/window_reader.h"

#include "syntax/tree.h"

#include <algorithm>
#include <tuple>

namespace dateline::syntax {

Heads::Heads(std::span<const neural::LabelHead> labels, std::span<const neural::LinkHead> links)
    : boundary(find_head(labels, "boundary")),
      upos(find_head(labels, "upos")),
      xpos(find_head(labels, "xpos")),
      feats(find_head(labels, "feats")),
      lemma(find_head(labels, "lemma")),
      root(find_head(labels, "root")),
      mention(find_head(labels, "mention")),
      fresh(find_head(labels, "coref.new")),
      force(find_head(labels, "force")),
      event(find_head(labels, "event")),
      mode(find_head(labels, "event.mode")),
      modality(find_head(labels, "event.modality")),
      polarity(find_head(labels, "event.polarity")),
      required(find_head(labels, "event.required")),
      status(find_head(labels, "event.status")),
      issue(find_head(labels, "position.issue")),
      stance(find_head(labels, "position.stance")),
      arc(find_head(links, "arc")),
      mention_start(find_head(links, "mention.start")),
      mention_end(find_head(links, "mention.end")),
      coref(find_head(links, "coref")),
      source_link(find_head(links, "statement.source")),
      content_link(find_head(links, "statement.content")),
      actor(find_head(links, "event.actor")),
      recipient(find_head(links, "event.recipient")),
      place(find_head(links, "event.place")),
      names(find_head(labels, "names")),
      source(find_head(labels, "source")),
      cue(find_head(labels, "cue")),
      content(find_head(labels, "content")),
      times(find_head(labels, "times")),
      lemma_scripts(lemma.labels.begin(), lemma.labels.end()),
      inside(label_index(boundary, "inside")),
      word(label_index(boundary, "word")),
      token(label_index(boundary, "token")),
      sentence(label_index(boundary, "sentence")),
      no_mention(label_index(mention, "none")),
      no_event(label_index(event, "none")),
      no_issue(label_index(issue, "none")),
      negative(label_index(polarity, "negative")),
      is_required(label_index(required, "required")),
      also(label_index(status, "also")) {}

WindowReader::WindowReader(const Heads& heads, const Thresholds& thresholds, const text::PiecedText& text,
                           text::AtomRange range, const ScoreView& scores, Reading& out)
    : heads_(heads),
      thresholds_(thresholds),
      text_(text),
      range_(range),
      scores_(scores),
      out_(out),
      begin_(static_cast<uint32_t>(out.words.size())),
      first_sentence_(static_cast<uint32_t>(out.sentences.size())) {}

void WindowReader::words() {
  const uint32_t window = out_.sentences.empty() ? 0 : out_.sentences.back().window + 1;
  for (uint32_t atom = 0; atom < scores_.atoms(); ++atom) {
    const text::Atom& here = text_.atoms()[range_.begin + atom];
    uint32_t label = scores_.best(heads_.boundary, atom);
    const float* logits = scores_.logits(heads_.boundary, atom);
    if (logits[heads_.sentence] + thresholds_.sentence > logits[label]) label = heads_.sentence;
    // No word goes on over white space, and no sentence over a blank line, whatever the head says.
    if (atom == 0 || here.gap == text::Gap::blank_line) {
      label = heads_.sentence;
    } else if (here.gap != text::Gap::none && (label == heads_.inside || label == heads_.word)) {
      label = heads_.token;
    }
    if (label == heads_.inside) {
      Word& word = out_.words.back();
      word.span.end = here.end;
      word.end_byte = here.end_byte;
    } else {
      const auto index = static_cast<uint32_t>(out_.words.size());
      if (label == heads_.sentence) out_.sentences.push_back({index, index, window});
      Word word;
      word.span = {here.start, here.end};
      word.start_byte = here.start_byte;
      word.end_byte = here.end_byte;
      word.sentence = static_cast<uint32_t>(out_.sentences.size() - 1);
      word.joined = label == heads_.word;
      word.gap = here.gap;
      out_.words.push_back(std::move(word));
      out_.sentences.back().end = index + 1;
      firsts_.push_back(atom);
    }
    word_of_.push_back(static_cast<uint32_t>(out_.words.size() - 1));
  }
}

// What the most probable edit gives; but when that is no word ("companie"), the most probable one that gives a word. The
// encoder reads word pieces and does not see how a word is spelt. Names are left alone.
std::string WindowReader::lemma(uint32_t word, uint32_t atom) const {
  constexpr float likely = 0.002f;
  const std::string_view form = out_.form(word);
  const uint32_t best = scores_.best(heads_.lemma, atom);
  std::string found = heads_.lemma_scripts[best].apply(form);
  const std::string_view upos = out_.words[word].upos;
  const bool inflects = upos == "NOUN" || upos == "VERB" || upos == "AUX" || upos == "ADJ" || upos == "ADV";
  if (!inflects || !heads_.pieces || heads_.pieces->is_word(found)) return found;
  std::vector<float> probability;
  scores_.probabilities(heads_.lemma, atom, probability);
  float most = likely;
  for (uint32_t label = 0; label < probability.size(); ++label) {
    if (label == best || probability[label] < most) continue;
    std::string other = heads_.lemma_scripts[label].apply(form);
    if (!heads_.pieces->is_word(other)) continue;
    most = probability[label];
    found = std::move(other);
  }
  return found;
}

void WindowReader::tags() {
  for (uint32_t index = begin(); index < end(); ++index) {
    Word& word = out_.words[index];
    const uint32_t atom = first_atom(index);
    word.upos = heads_.upos.labels[scores_.best(heads_.upos, atom)];
    word.xpos = heads_.xpos.labels[scores_.best(heads_.xpos, atom)];
    word.feats = heads_.feats.labels[scores_.best(heads_.feats, atom)];
    word.lemma = lemma(index, atom);
  }
}

void WindowReader::trees() {
  std::vector<float> scores;
  for (size_t number = first_sentence_; number < out_.sentences.size(); ++number) {
    const Sentence& sentence = out_.sentences[number];
    const uint32_t size = sentence.end - sentence.begin;
    scores.assign(size_t{size} * (size + 1), 0.0f);
    for (uint32_t word = 0; word < size; ++word) {
      const uint32_t from = first_atom(sentence.begin + word);
      float* row = scores.data() + size_t{word} * (size + 1);
      for (uint32_t head = 0; head < size; ++head) {
        if (head != word) row[head] = scores_.link(heads_.arc, from, first_atom(sentence.begin + head));
      }
      row[size] = scores_.score(heads_.root, from);
    }
    const std::vector<int32_t> heads = best_tree(scores, size);
    for (uint32_t word = 0; word < size; ++word) {
      out_.words[sentence.begin + word].head = heads[word] < 0 ? -1 : heads[word] + static_cast<int32_t>(sentence.begin);
    }
  }
}

// The words whose first atom is in a range of atoms; when there are none, the word that the range lies in.
std::pair<uint32_t, uint32_t> WindowReader::words_of(uint32_t begin_atom, uint32_t end_atom) const {
  uint32_t first = word_of_[begin_atom];
  const uint32_t last = word_of_[end_atom - 1] + 1;
  if (first_atom(first) < begin_atom && first + 1 < last) ++first;
  return {first, last};
}

void WindowReader::tagged(const BioHead& head, std::string_view label, std::vector<Tagged>& out) const {
  uint32_t taken = begin();  // words before this one are in a span already
  for (const BioSpan& span : head.decode(scores_)) {
    auto [first, last] = words_of(span.begin, span.end);
    first = std::max(first, taken);
    if (first >= last) continue;
    out.push_back({first, last, label.empty() ? span.type : label, span.confidence});
    taken = last;
  }
}

void WindowReader::names() { tagged(heads_.names, "", out_.names); }

void WindowReader::times() { tagged(heads_.times, "", out_.times); }

// The word of [begin, end) that the link from an atom leads to.
uint32_t WindowReader::best_word(const neural::LinkHead& head, uint32_t atom, uint32_t begin, uint32_t end) const {
  uint32_t best = begin;
  float most = scores_.link(head, atom, first_atom(begin));
  for (uint32_t word = begin + 1; word < end; ++word) {
    const float score = scores_.link(head, atom, first_atom(word));
    if (score > most) {
      most = score;
      best = word;
    }
  }
  return best;
}

void WindowReader::mentions(bool coreference) {
  std::vector<float> probability;
  for (uint32_t word = begin(); word < end(); ++word) {
    const uint32_t atom = first_atom(word);
    const uint32_t label = scores_.best(heads_.mention, atom);
    if (label == heads_.no_mention) continue;
    scores_.probabilities(heads_.mention, atom, probability);
    const Sentence& sentence = out_.sentences[out_.words[word].sentence];
    MentionHead mention;
    mention.word = word;
    mention.begin = best_word(heads_.mention_start, atom, sentence.begin, word + 1);
    mention.end = best_word(heads_.mention_end, atom, word, sentence.end) + 1;
    mention.kind = heads_.mention.labels[label];
    mention.confidence = 1.0f - probability[heads_.no_mention];
    if (coreference) {
      const std::span<const float> from = scores_.from(heads_.coref, atom), to = scores_.to(heads_.coref, atom);
      mention.anaphor.assign(from.begin(), from.end());
      mention.antecedent.assign(to.begin(), to.end());
      mention.fresh = scores_.score(heads_.fresh, atom);
    }
    out_.mentions.push_back(std::move(mention));
  }
}

std::vector<Linked> WindowReader::linked(const neural::LinkHead& head, uint32_t atom) const {
  std::vector<Linked> found;
  for (uint32_t word = begin(); word < end(); ++word) {
    const float probability = sigmoid(scores_.link(head, atom, first_atom(word)));
    if (probability >= thresholds_.link) found.push_back({word, probability});
  }
  return found;
}

void WindowReader::statements(bool positions) {
  tagged(heads_.source, "source", out_.sources);
  tagged(heads_.content, "content", out_.contents);
  std::vector<float> probability;
  uint32_t taken = begin();
  for (const BioSpan& span : heads_.cue.decode(scores_, thresholds_.cue)) {
    Cue cue;
    std::tie(cue.begin, cue.end) = words_of(span.begin, span.end);
    cue.begin = std::max(cue.begin, taken);
    if (cue.begin >= cue.end) continue;
    taken = cue.end;
    cue.confidence = span.confidence;
    // The force is asked of the atom that is surest to be in the cue.
    uint32_t surest = span.begin;
    float least = 2.0f;
    for (uint32_t atom = span.begin; atom < span.end; ++atom) {
      scores_.probabilities(heads_.cue.head(), atom, probability);
      if (probability[heads_.cue.outside()] < least) {
        least = probability[heads_.cue.outside()];
        surest = atom;
      }
    }
    cue.force = scores_.choice(heads_.force, surest);
    cue.source = linked(heads_.source_link, span.begin);
    cue.content = linked(heads_.content_link, span.begin);
    if (positions) {
      cue.issue = scores_.choice_but(heads_.issue, span.begin, heads_.no_issue);
      cue.stance = scores_.choice(heads_.stance, span.begin);
    }
    out_.cues.push_back(std::move(cue));
  }
}

void WindowReader::events(bool positions) {
  std::vector<float> probability;
  const auto share = [&](const neural::LabelHead& head, uint32_t atom, uint32_t label) {
    scores_.probabilities(head, atom, probability);
    return probability[label];
  };
  for (uint32_t word = begin(); word < end(); ++word) {
    const uint32_t atom = first_atom(word);
    scores_.probabilities(heads_.event, atom, probability);
    if (probability[heads_.no_event] >= thresholds_.no_event) continue;
    probability[heads_.no_event] = -1.0f;
    const auto best = std::max_element(probability.begin(), probability.end());
    Trigger trigger;
    trigger.word = word;
    trigger.type = {heads_.event.labels[static_cast<size_t>(best - probability.begin())], *best};
    trigger.mode = scores_.choice(heads_.mode, atom);
    trigger.modality = scores_.choice(heads_.modality, atom);
    trigger.negative = share(heads_.polarity, atom, heads_.negative);
    trigger.required = share(heads_.required, atom, heads_.is_required);
    trigger.also = share(heads_.status, atom, heads_.also);
    trigger.actors = linked(heads_.actor, atom);
    trigger.recipients = linked(heads_.recipient, atom);
    trigger.places = linked(heads_.place, atom);
    if (positions) {
      trigger.issue = scores_.choice_but(heads_.issue, atom, heads_.no_issue);
      trigger.stance = scores_.choice(heads_.stance, atom);
    }
    out_.triggers.push_back(std::move(trigger));
  }
}

}  // namespace dateline::syntax
