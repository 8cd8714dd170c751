#include "syntax/bio.h"
#include "syntax/lemma.h"
#include "syntax/scores.h"
#include "syntax/tree.h"
#include "syntax/window_reader.h"
#include "text/table.h"

#include <dateline/reader.h>

#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

using namespace dateline;
using namespace dateline::syntax;

namespace {

// The best sum of any tree with one root, by trying every choice of heads.
double brute_force(const std::vector<float>& scores, uint32_t size) {
  double best = -INFINITY;
  std::vector<uint32_t> heads(size, 0);  // `size` is the root
  for (;;) {
    uint32_t roots = 0;
    bool tree = true;
    double sum = 0;
    for (uint32_t word = 0; word < size && tree; ++word) {
      roots += heads[word] == size;
      sum += scores[word * (size + 1) + heads[word]];
      uint32_t at = word, steps = 0;
      while (at != size && steps <= size) {
        at = heads[at];
        ++steps;
      }
      tree = at == size;
    }
    if (tree && roots == 1) best = std::max(best, sum);
    uint32_t digit = 0;
    while (digit < size && ++heads[digit] > size) heads[digit++] = 0;
    if (digit == size) return best;
  }
}

double value(const std::vector<float>& scores, uint32_t size, const std::vector<int32_t>& heads) {
  double sum = 0;
  for (uint32_t word = 0; word < size; ++word) {
    sum += scores[word * (size + 1) + (heads[word] < 0 ? size : static_cast<uint32_t>(heads[word]))];
  }
  return sum;
}

void check_tree(const std::vector<int32_t>& heads) {
  uint32_t roots = 0;
  for (size_t word = 0; word < heads.size(); ++word) {
    roots += heads[word] < 0;
    auto at = static_cast<int32_t>(word);
    size_t steps = 0;
    for (; at >= 0; at = heads[static_cast<size_t>(at)]) REQUIRE(++steps <= heads.size());
  }
  REQUIRE(roots == 1);
}

neural::LabelHead label_head(const std::string& name, std::vector<std::string> labels, uint32_t offset = 0) {
  neural::LabelHead head;
  head.name = name;
  head.labels = std::move(labels);
  head.offset = offset;
  return head;
}

neural::WindowScores window_scores(std::vector<std::vector<float>> rows) {
  neural::WindowScores scores;
  scores.atoms = static_cast<uint32_t>(rows.size());
  for (const auto& row : rows) scores.logits.insert(scores.logits.end(), row.begin(), row.end());
  return scores;
}

// Made-up scores for a text of which every atom is one piece: set() makes a label likely at an atom, join() a link. What is not
// set is the first label and no link.
class Made {
 public:
  explicit Made(std::string_view text) : cut_(text, text::FusedWords(), text::Pieces(vocabulary_)) {
    for (auto& [name, labels] :
         std::vector<std::pair<std::string, std::vector<std::string>>>{{"boundary", {"token", "inside", "word", "sentence"}},
                                                                       {"upos", {"X", "VERB"}},
                                                                       {"xpos", {"X"}},
                                                                       {"feats", {"_"}},
                                                                       {"lemma", {"l0|", "l2|"}},
                                                                       {"root", {"root"}},
                                                                       {"mention", {"none", "person"}},
                                                                       {"coref.new", {"new"}},
                                                                       {"names", {"O", "B-PER", "I-PER"}},
                                                                       {"source", {"O", "B", "I"}},
                                                                       {"cue", {"O", "B", "I"}},
                                                                       {"content", {"O", "B", "I"}},
                                                                       {"times", {"O", "B-DATE", "I-DATE"}},
                                                                       {"force", {"say", "deny"}},
                                                                       {"event", {"none", "AID", "ASSAULT"}},
                                                                       {"event.mode", {"none", "aerial"}},
                                                                       {"event.modality", {"actual", "planned"}},
                                                                       {"event.polarity", {"positive", "negative"}},
                                                                       {"event.required", {"optional", "required"}},
                                                                       {"event.status", {"main", "also"}},
                                                                       {"position.issue", {"none", "ceasefire"}},
                                                                       {"position.stance", {"for", "against"}}}) {
      labels_.push_back(label_head(name, labels, width_));
      width_ += static_cast<uint32_t>(labels.size());
    }
    const auto atoms = static_cast<uint32_t>(cut_.atoms().size());
    for (const char* name : {"arc", "mention.start", "mention.end", "coref", "statement.source", "statement.content",
                             "event.actor", "event.recipient", "event.place"}) {
      neural::LinkHead link;
      link.name = name;
      link.size = atoms;
      link.from = 2 * atoms * static_cast<uint32_t>(links_.size());
      link.to = link.from + atoms;
      links_.push_back(link);
    }
    links_width_ = 2 * atoms * static_cast<uint32_t>(links_.size());
    scores_.atoms = atoms;
    scores_.logits.assign(size_t{atoms} * width_, 0.0f);
    scores_.projections.assign(size_t{atoms} * links_width_, 0.0f);
    for (uint32_t atom = 0; atom < atoms; ++atom) {
      for (const auto& head : labels_) scores_.logits[size_t{atom} * width_ + head.offset] = 4.0f;
      for (const auto& link : links_) {
        const float no = link.name.starts_with("statement") || link.name.starts_with("event") ? -20.0f : 0.0f;
        for (uint32_t i = 0; i < atoms; ++i) scores_.projections[size_t{atom} * links_width_ + link.from + i] = no;
        scores_.projections[size_t{atom} * links_width_ + link.to + atom] = 1.0f;
      }
    }
    for (uint32_t atom = 0; atom < atoms; ++atom) set("root", atom, "root", -9.0f);
  }

  void set(std::string_view head, uint32_t atom, std::string_view label, float logit = 8.0f) {
    const auto& found = find_head(std::span<const neural::LabelHead>(labels_), head);
    scores_.logits[size_t{atom} * width_ + found.offset + label_index(found, label)] = logit;
  }
  void join(std::string_view head, uint32_t from, uint32_t to) {
    const auto& found = find_head(std::span<const neural::LinkHead>(links_), head);
    scores_.projections[size_t{from} * links_width_ + found.from + to] = 40.0f;
  }

  Reading read() {
    Reading reading;
    reading.text = cut_.text();
    const Heads heads(labels_, links_);
    const Thresholds thresholds;
    const ScoreView view(scores_, width_, links_width_);
    WindowReader window(heads, thresholds, cut_, {0, scores_.atoms}, view, reading);
    window.words();
    window.tags();
    window.trees();
    window.names();
    window.times();
    window.mentions(true);
    window.statements(true);
    window.events(true);
    return reading;
  }

 private:
  std::vector<std::string> vocabulary_ = {"[CLS]", "[SEP]", "[UNK]"};
  text::PiecedText cut_;
  std::vector<neural::LabelHead> labels_;
  std::vector<neural::LinkHead> links_;
  neural::WindowScores scores_;
  uint32_t width_ = 0, links_width_ = 0;
};

}  // namespace

TEST_CASE("a window becomes sentences, words and what the heads say of them") {
  //          0    1   2    3 4   5  6     7  8     9  10
  Made made("Ana-Li hasn't said so.\n\nNova shelled it");
  made.set("boundary", 1, "inside");
  made.set("boundary", 2, "inside");
  made.set("boundary", 3, "inside");  // not over white space
  made.set("boundary", 4, "word");
  made.set("lemma", 9, "l2|");
  made.set("upos", 9, "VERB");
  made.set("root", 5, "root", 9);
  made.set("root", 10, "root", -2);
  made.join("arc", 0, 5);
  made.join("arc", 3, 5);
  made.join("arc", 4, 5);
  made.join("arc", 6, 5);
  made.join("arc", 7, 5);
  made.join("arc", 8, 9);
  made.join("arc", 9, 10);
  made.join("arc", 10, 9);  // no tree by itself
  made.set("names", 0, "B-PER");
  made.set("names", 1, "I-PER");
  made.set("names", 2, "B-PER");  // inside a word that is taken
  made.set("names", 8, "B-PER");
  made.set("times", 2, "B-DATE");  // begins inside a word, ends behind it
  made.set("times", 3, "I-DATE");
  made.set("mention", 8, "person");
  made.join("mention.start", 8, 5);  // not over a sentence's end
  made.join("mention.end", 8, 9);
  made.set("cue", 4, "B");
  made.set("cue", 5, "I");
  made.set("force", 5, "deny");
  made.set("source", 0, "B");
  made.set("content", 6, "B");
  made.set("content", 7, "I");
  made.join("statement.source", 4, 0);
  made.join("statement.source", 4, 1);  // no word begins here
  made.join("statement.content", 4, 6);
  made.set("event", 9, "ASSAULT");
  made.set("event.mode", 9, "aerial");
  made.set("event.polarity", 9, "negative");
  made.set("position.issue", 9, "ceasefire");
  made.join("event.actor", 9, 8);
  made.join("event.recipient", 9, 10);
  const Reading reading = made.read();

  std::vector<std::string> words;
  std::vector<int> heads;
  for (uint32_t word = 0; word < reading.words.size(); ++word) {
    words.emplace_back(reading.form(word));
    heads.push_back(reading.words[word].head);
  }
  CHECK(words == std::vector<std::string>{"Ana-Li", "has", "n't", "said", "so", ".", "Nova", "shelled", "it"});
  CHECK(heads == std::vector<int>{3, 3, 3, -1, 3, 3, 7, 8, -1});
  CHECK(reading.words[2].joined);
  CHECK(!reading.words[1].joined);
  CHECK(reading.words[7].lemma == "shell");
  CHECK(reading.words[0].span == Span{0, 6});
  CHECK(reading.words[6].gap == text::Gap::blank_line);
  REQUIRE(reading.sentences.size() == 2);
  CHECK(reading.sentences[0].end == 6);
  CHECK(reading.sentences[1].begin == 6);
  CHECK(reading.sentences[1].end == 9);
  CHECK(reading.words[8].sentence == 1);

  REQUIRE(reading.names.size() == 2);
  CHECK(reading.surface(reading.names[0].begin, reading.names[0].end) == "Ana-Li");
  CHECK(reading.surface(reading.names[1].begin, reading.names[1].end) == "Nova");
  REQUIRE(reading.times.size() == 1);
  CHECK(reading.surface(reading.times[0].begin, reading.times[0].end) == "has");
  REQUIRE(reading.mentions.size() == 1);
  CHECK(reading.surface(reading.mentions[0].begin, reading.mentions[0].end) == "Nova shelled");
  CHECK(reading.mentions[0].anaphor.size() == 11);
  REQUIRE(reading.cues.size() == 1);
  CHECK(reading.surface(reading.cues[0].begin, reading.cues[0].end) == "n't said");
  CHECK(reading.cues[0].force.probability > 0.9);
  REQUIRE(reading.cues[0].source.size() == 1);
  CHECK(reading.cues[0].source[0].word == 0);
  REQUIRE(reading.cues[0].content.size() == 1);
  CHECK(reading.cues[0].content[0].word == 4);
  REQUIRE(reading.sources.size() == 1);
  REQUIRE(reading.contents.size() == 1);
  CHECK(reading.contents[0].end == 6);
  REQUIRE(reading.triggers.size() == 1);
  CHECK(reading.triggers[0].word == 7);
  CHECK(reading.triggers[0].negative > 0.9);
  CHECK(reading.triggers[0].also < 0.1);
  REQUIRE(reading.triggers[0].actors.size() == 1);
  CHECK(reading.triggers[0].actors[0].word == 6);
  REQUIRE(reading.triggers[0].recipients.size() == 1);
  CHECK(reading.triggers[0].recipients[0].word == 8);
  CHECK(reading.triggers[0].places.empty());
}

TEST_CASE("the best tree is the best by brute force") {
  std::mt19937 random(11);
  std::uniform_real_distribution<float> any(-5, 5);
  for (uint32_t size = 1; size <= 5; ++size) {
    for (int round = 0; round < 200; ++round) {
      std::vector<float> scores(size * (size + 1));
      for (float& one : scores) one = round % 2 == 0 ? any(random) : std::round(any(random));
      const auto heads = best_tree(scores, size);
      check_tree(heads);
      CHECK(value(scores, size, heads) == doctest::Approx(brute_force(scores, size)));
    }
  }
}

TEST_CASE("long sentences and hostile scores give a tree") {
  std::mt19937 random(5);
  std::uniform_real_distribution<float> any(-30, 30);
  for (uint32_t size : {1u, 2u, 60u, 126u}) {
    std::vector<float> scores(size * (size + 1));
    for (float& one : scores) one = any(random);
    check_tree(best_tree(scores, size));
    std::fill(scores.begin(), scores.end(), 0.0f);
    check_tree(best_tree(scores, size));
    // Pairs within pairs: every cycle that is drawn together makes the next.
    for (uint32_t word = 0; word < size; ++word) {
      for (uint32_t head = 0; head <= size; ++head) {
        scores[word * (size + 1) + head] =
            head == size ? -1e6f : -std::abs(static_cast<float>(word) - static_cast<float>(head));
      }
    }
    check_tree(best_tree(scores, size));
    // All words want to be the root, then none.
    for (uint32_t word = 0; word < size; ++word) scores[word * (size + 1) + size] = 1e4f;
    check_tree(best_tree(scores, size));
    for (float& one : scores) one = NAN;
    check_tree(best_tree(scores, size));
  }
  CHECK(best_tree({}, 0).empty());
}

TEST_CASE("BIO: the best of all valid sequences") {
  const auto head = label_head("names", {"O", "B-PER", "I-PER", "B-ORG", "I-ORG"});
  const BioHead bio(head);
  std::mt19937 random(2);
  std::normal_distribution<float> any(0, 2);
  for (int round = 0; round < 300; ++round) {
    const uint32_t atoms = 1 + random() % 5;
    std::vector<std::vector<float>> rows(atoms, std::vector<float>(5));
    for (auto& row : rows) {
      for (float& one : row) one = any(random);
    }
    const auto scores = window_scores(rows);
    const ScoreView view(scores, 5, 0);

    double best = -INFINITY;
    std::vector<uint32_t> path(atoms, 0), best_path;
    for (;;) {
      double sum = 0;
      bool valid = true;
      for (uint32_t atom = 0; atom < atoms; ++atom) {
        sum += rows[atom][path[atom]];
        const bool inner = path[atom] == 2 || path[atom] == 4;
        if (inner) valid = valid && atom > 0 && (path[atom - 1] == path[atom] || path[atom - 1] == path[atom] - 1);
      }
      if (valid && sum > best) {
        best = sum;
        best_path = path;
      }
      uint32_t digit = 0;
      while (digit < atoms && ++path[digit] > 4) path[digit++] = 0;
      if (digit == atoms) break;
    }

    std::vector<uint32_t> decoded(atoms, 0);
    for (const BioSpan& span : bio.decode(view)) {
      CHECK(span.confidence > 0);
      CHECK(span.confidence <= 1);
      const uint32_t begin = span.type == "PER" ? 1 : 3;
      for (uint32_t atom = span.begin; atom < span.end; ++atom) decoded[atom] = atom == span.begin ? begin : begin + 1;
    }
    CHECK(decoded == best_path);
  }
}

TEST_CASE("BIO without types, confidence, and what is no BIO") {
  const auto head = label_head("cue", {"O", "B", "I"});
  const auto scores = window_scores({{0, 2, 0}, {0, 0, 2}, {2, 0, 0}});
  const auto spans = BioHead(head).decode(ScoreView(scores, 3, 0));
  REQUIRE(spans.size() == 1);
  CHECK(spans[0].begin == 0);
  CHECK(spans[0].end == 2);
  CHECK(spans[0].type == "");
  CHECK(spans[0].confidence == doctest::Approx(std::exp(2.0) / (std::exp(2.0) + 2)));
  CHECK_THROWS_AS(BioHead(label_head("x", {"O", "X"})), Error);
  CHECK_THROWS_AS(BioHead(label_head("x", {"O", "I-A"})), Error);
  CHECK_THROWS_AS(BioHead(label_head("x", {"B", "I"})), Error);
}

TEST_CASE("lemmas of tests/cases/lemmas.tsv") {
  std::ifstream stream(std::string(DATELINE_SOURCE_DIR) + "/tests/cases/lemmas.tsv");
  std::ostringstream bytes;
  bytes << stream.rdbuf();
  const std::string table = bytes.str();
  int cases = 0;
  text::for_each_row(table, [&](const std::vector<std::string_view>& row) {
    REQUIRE(row.size() == 4);
    CHECK(LemmaScript(row[0]).apply(row[1]) == row[2]);
    ++cases;
  });
  CHECK(cases > 5);
  for (const char* bad : {"", "l", "x1|", "l|", "l1", "lx|y", "l-1|", "l1x|"}) CHECK_THROWS_AS(LemmaScript{bad}, Error);
}

TEST_CASE("scores: probabilities, temperature, links") {
  auto head = label_head("h", {"a", "b"}, 1);
  head.temperature = 2;
  neural::WindowScores scores = window_scores({{9, 0, 2}, {9, 4, 0}});
  neural::LinkHead link;
  link.name = "l";
  link.from = 1;
  link.to = 20;
  link.size = 19;
  link.temperature = 2;
  scores.projections.assign(80, 0.0f);
  for (int i = 0; i < 19; ++i) {
    scores.projections[static_cast<size_t>(1 + i)] = static_cast<float>(i);
    scores.projections[static_cast<size_t>(40 + 20 + i)] = 2;
  }
  const ScoreView view(scores, 3, 40);
  CHECK(view.choice(head, 0).label == "b");
  CHECK(view.choice(head, 0).probability == doctest::Approx(1 / (1 + std::exp(-1.0))));
  std::vector<float> probability;
  view.probabilities(head, 1, probability);
  CHECK(probability[0] == doctest::Approx(1 / (1 + std::exp(-2.0))));
  CHECK(probability[0] + probability[1] == doctest::Approx(1));
  CHECK(view.link(link, 0, 1) == doctest::Approx(2 * 171 / std::sqrt(19.0) / 2));
  CHECK(view.link(link, 1, 0) == 0);
  const std::vector<neural::LabelHead> heads = {head};
  CHECK_THROWS_AS(find_head(std::span<const neural::LabelHead>(heads), "other"), Error);
  CHECK_THROWS_AS(label_index(head, "c"), Error);
}
