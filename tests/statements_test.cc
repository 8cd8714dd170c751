#include "statements/statements.h"
#include "reading_maker.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace dateline;
using namespace dateline::statements;
using test::CoreferenceModel;
using test::ReadingMaker;

namespace {

using Strings = std::vector<std::string>;

Statements read(const ReadingMaker& made, const std::vector<Time>& times = {}, const std::vector<Place>& places = {}) {
  return find_statements(made.reading, mentions::find_mentions(made.reading, CoreferenceModel()), times, places);
}

Strings shown(const ReadingMaker& made, const std::vector<Span>& spans) {
  Strings out;
  for (Span span : spans) out.emplace_back(made.text(span));
  return out;
}

ReadingMaker indirect() {
  return ReadingMaker(R"(
    Novak     Novak    PROPN 2 nsubj
    told      tell     VERB  0 root
    reporters reporter NOUN  2 obj
    in        in       ADP   5 case
    Mirn      Mirn     PROPN 2 obl
    on        on       ADP   7 case
    Friday    Friday   PROPN 2 obl
    that      that     SCONJ 11 mark
    the       the      DET   10 det
    talks     talk     NOUN  11 nsubj
    failed    fail     VERB  2 ccomp
    _.        .        PUNCT 2 punct
  )");
}

// "We stay," Novak said. "We fight." "We win."
ReadingMaker cut_quotation() {
  return ReadingMaker(R"(
    "     "     PUNCT 3 punct
    _We   we    PRON  3 nsubj
    stay  stay  VERB  7 ccomp
    _,    ,     PUNCT 7 punct
    _"    "     PUNCT 7 punct
    Novak Novak PROPN 7 nsubj
    said  say   VERB  0 root
    _.    .     PUNCT 7 punct

    "     "     PUNCT 3 punct
    _We   we    PRON  3 nsubj
    fight fight VERB  0 root
    _.    .     PUNCT 3 punct
    _"    "     PUNCT 3 punct

    "     "     PUNCT 3 punct
    _We   we    PRON  3 nsubj
    win   win   VERB  0 root
    _.    .     PUNCT 3 punct
    _"    "     PUNCT 3 punct
  )");
}

void content(ReadingMaker& made, std::string_view piece) {
  const auto [begin, end] = made.words(piece);
  made.reading.contents.push_back({begin, end, "content", 0.9f});
}

}  // namespace

TEST_CASE("speaker, cue, content, addressee, time and place of an indirect statement") {
  ReadingMaker made = indirect();
  made.name("Novak", "PER");
  made.mention("reporters", "person");
  made.cue("told", "say", {"Novak"}, {"the talks failed."});
  const Statements found = read(made, {made.time("Friday", "2031-05-16", "2031-05-17")}, {made.place("Mirn")});
  REQUIRE(found.statements.size() == 1);
  const Statement& statement = found.statements[0];
  REQUIRE(statement.speaker);
  CHECK(shown(made, statement.speaker->spans) == Strings{"Novak"});
  CHECK(statement.speaker->entity == 0);
  CHECK(shown(made, statement.cue) == Strings{"told"});
  CHECK(shown(made, statement.content) == Strings{"the talks failed"});
  CHECK(statement.kind == "indirect");
  CHECK(statement.force == "say");
  CHECK(statement.addressee == 1);
  CHECK(statement.time == 0);
  CHECK(statement.place == 0);
  CHECK(statement.confidence == doctest::Approx(0.9 * 0.8));
  CHECK(found.parts[0].read == &made.reading.cues[0]);
}

TEST_CASE("a time or an object that hangs on another word is not the cue's") {
  ReadingMaker made = indirect();
  made.reading.words[made.word("Friday")].head = static_cast<int32_t>(made.word("failed"));
  made.mention("talks", "event");
  made.cue("told", "say", {"Novak"}, {"the talks failed"});
  const Statements found = read(made, {made.time("Friday", "2031-05-16", "2031-05-17")});
  REQUIRE(found.statements.size() == 1);
  CHECK(found.statements[0].time == -1);
  CHECK(found.statements[0].addressee == -1);
}

TEST_CASE("without layers before it a statement still has its spans") {
  ReadingMaker made = indirect();
  made.cue("told", "say", {"Novak"}, {"the talks failed"});
  const Statements found = find_statements(made.reading, {}, {}, {});
  REQUIRE(found.statements.size() == 1);
  CHECK(found.statements[0].speaker->entity == -1);
  CHECK(shown(made, found.statements[0].speaker->spans) == Strings{"Novak"});
}

TEST_CASE("a cue without content is no statement; one without source has no speaker") {
  ReadingMaker made = indirect();
  SUBCASE("no content") {
    made.cue("told", "say", {"Novak"}, {});
    CHECK(read(made).statements.empty());
  }
  SUBCASE("content that the heads doubt") {
    syntax::Cue& cue = made.cue("told", "say", {"Novak"}, {"the talks failed"});
    for (syntax::Linked& one : cue.content) one.probability = 0.3f;
    CHECK(read(made).statements.empty());
  }
  SUBCASE("nothing but punctuation") {
    made.cue("told", "say", {"Novak"}, {"."});
    CHECK(read(made).statements.empty());
  }
  SUBCASE("no source") {
    made.cue("told", "say", {}, {"the talks failed"});
    REQUIRE(read(made).statements.size() == 1);
    CHECK_FALSE(read(made).statements[0].speaker);
  }
}

TEST_CASE("runs of linked words") {
  ReadingMaker made = indirect();
  syntax::Cue& cue = made.cue("told", "say", {"Novak"}, {"that", "talks failed"});
  const uint32_t the = made.word("the");
  SUBCASE("a word between two that is nearly linked is bridged") {
    cue.content.insert(cue.content.begin() + 1, {the, 0.3f});
    CHECK(shown(made, read(made).statements[0].content) == Strings{"that the talks failed"});
  }
  SUBCASE("one that is not linked parts them") {
    CHECK(shown(made, read(made).statements[0].content) == Strings{"that", "talks failed"});
  }
  SUBCASE("a run takes the edges of the fragment that it nearly is") {
    cue.content.clear();
    ReadingMaker::link(cue.content, made.words("the talks"), 0.8f);
    content(made, "the talks failed");
    CHECK(shown(made, read(made).statements[0].content) == Strings{"the talks failed"});
  }
  SUBCASE("but not those of one that is much longer") {
    cue.content.clear();
    ReadingMaker::link(cue.content, made.words("failed"), 0.8f);
    content(made, "that the talks failed");
    CHECK(shown(made, read(made).statements[0].content) == Strings{"failed"});
  }
}

TEST_CASE("a quotation cut by its cue is one direct statement; the marks and commas at its edges are no content") {
  ReadingMaker made = cut_quotation();
  made.name("Novak", "PER");
  made.cue("said", "say", {"Novak"}, {"\"We stay,\"", "\"We fight.\""});
  const Statements found = read(made);
  REQUIRE(found.statements.size() == 1);
  CHECK(shown(made, found.statements[0].content) == Strings{"We stay", "We fight"});
  CHECK(found.statements[0].kind == "direct");
}

TEST_CASE("a quotation that no cue claims belongs to the statement whose quotation it continues, sentence by sentence") {
  ReadingMaker made = cut_quotation();
  made.cue("said", "say", {"Novak"}, {"\"We stay,\""});
  content(made, "We stay");
  content(made, "We fight.");
  content(made, "We win.");
  const Statements found = read(made);
  REQUIRE(found.statements.size() == 1);
  CHECK(shown(made, found.statements[0].content) == Strings{"We stay", "We fight", "We win"});
  CHECK(found.around(made.word("win")) == std::vector<Index>{0});
  CHECK(found.around(made.word("said")).empty());
  CHECK(found.around(1000).empty());
}

TEST_CASE("a fragment outside quotation marks is nobody's continuation, nor is a quotation after a sentence without one") {
  ReadingMaker made(R"(
    "     "     PUNCT 3 punct
    _We   we    PRON  3 nsubj
    stay  stay  VERB  7 ccomp
    _,    ,     PUNCT 7 punct
    _"    "     PUNCT 7 punct
    Novak Novak PROPN 7 nsubj
    said  say   VERB  0 root
    _.    .     PUNCT 7 punct

    Rain  rain  NOUN  2 nsubj
    fell  fall  VERB  0 root
    _.    .     PUNCT 2 punct

    "     "     PUNCT 3 punct
    _We   we    PRON  3 nsubj
    win   win   VERB  0 root
    _.    .     PUNCT 3 punct
    _"    "     PUNCT 3 punct
  )");
  made.cue("said", "say", {"Novak"}, {"We stay"});
  content(made, "We stay");
  content(made, "Rain fell");
  content(made, "We win");
  CHECK(shown(made, read(made).statements[0].content) == Strings{"We stay"});
}

TEST_CASE("kind: direct, indirect, or mixed") {
  ReadingMaker made(R"(
    Novak   Novak   PROPN 2 nsubj
    called  call    VERB  0 root
    the     the     DET   4 det
    plan    plan    NOUN  2 obj
    "       "       PUNCT 7 punct
    _utter  utter   ADJ   7 amod
    madness madness NOUN  2 xcomp
    _"      "       PUNCT 7 punct
    today   today   NOUN  2 obl:tmod
    _.      .       PUNCT 2 punct
  )");
  const auto kind = [&](std::string_view piece) {
    made.reading.cues.clear();
    made.cue("called", "say", {"Novak"}, {piece});
    return read(made).statements.at(0).kind;
  };
  CHECK(kind("utter madness") == "direct");
  CHECK(kind("the plan") == "indirect");
  CHECK(kind("the plan \"utter madness\"") == "mixed");
}

TEST_CASE("around: the statements that hold a word, outermost first, whatever the order of their cues") {
  ReadingMaker made(R"(
    Hradek  Hradek PROPN 2 nsubj
    said    say    VERB  0 root
    Novak   Novak  PROPN 4 nsubj
    denied  deny   VERB  2 ccomp
    that    that   SCONJ 8 mark
    Velia   Velia  PROPN 8 nsubj
    had     have   AUX   8 aux
    left    leave  VERB  4 ccomp
    _.      .      PUNCT 2 punct
  )");
  made.cue("said", "say", {"Hradek"}, {"Novak denied that Velia had left"});
  made.cue("denied", "deny", {"Novak"}, {"Velia had left"});
  const Statements found = read(made);
  REQUIRE(found.statements.size() == 2);
  CHECK(found.around(made.word("left")) == std::vector<Index>{0, 1});
  CHECK(found.around(made.word("Novak")) == std::vector<Index>{0});
}

TEST_CASE("a speaker with a long apposition is the name at its head") {
  ReadingMaker made(R"(
    Dolan     Dolan     PROPN 9 nsubj
    _,        ,         PUNCT 4 punct
    a         a         DET   4 det
    spokesman spokesman NOUN  1 appos
    for       for       ADP   7 case
    the       the       DET   7 det
    police    police    NOUN  4 nmod
    _,        ,         PUNCT 4 punct
    said      say       VERB  0 root
    no        no        INTJ  9 obj
    _.        .         PUNCT 9 punct
  )");
  made.name("Dolan", "PER");
  made.mention("the police", "organization");
  made.cue("said", "say", {"Dolan, a spokesman for the police"}, {"no"});
  const Statements found = read(made);
  REQUIRE(found.statements.size() == 1);
  CHECK(found.statements[0].speaker->entity == 0);
}
