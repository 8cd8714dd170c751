#include "positions/positions.h"

#include "events/polarity.h"
#include "reading_maker.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace dateline;
using namespace dateline::positions;
using test::CoreferenceModel;
using test::ReadingMaker;

namespace {

const char* const table =
    "REJECT\t-\tverbal conflict\t-2\t12\n"
    "AGREE\t-\tverbal cooperation\t2.5\t03\n";

struct Read {
  mentions::Mentions mentions;
  events::Events events;
  std::vector<Position> positions;
};

Read read(const ReadingMaker& made, const std::vector<Time>& times = {}) {
  Read out;
  out.mentions = mentions::find_mentions(made.reading, CoreferenceModel());
  const statements::Statements said = statements::find_statements(made.reading, out.mentions, times, {});
  const std::vector<Place> places;
  const std::optional<Dateline> dateline;
  const events::Before before{made.reading, out.mentions, times, places, said, out.mentions.entities, dateline};
  const events::Codes codes(table);
  const events::Negations negations("not\tadvmod\n");
  out.events = events::find_events(before, {codes, negations}, "2031-05-14");
  out.positions = find_positions(before, out.events, "2031-05-14");
  return out;
}

ReadingMaker made_of_two_days() {
  ReadingMaker made(R"(
    Velia    Velia    PROPN 2 nsubj
    rejected reject   VERB  0 root VBD
    a        a        DET   4 det
    truce    truce    NOUN  2 obj
    in       in       ADP   6 case
    March    March    PROPN 2 obl
    _.       .        PUNCT 2 punct

    Velia    Velia    PROPN 2 nsubj
    agreed   agree    VERB  0 root VBD
    to       to       ADP   4 case
    it       it       PRON  2 obl
    if       if       SCONJ 7 mark
    Ostrel   Ostrel   PROPN 7 nsubj
    disarms  disarm   VERB  2 advcl
    _.       .        PUNCT 2 punct
  )");
  made.name("Velia", "LOC");
  made.name("Velia", "LOC", 1);
  made.name("Ostrel", "LOC");
  return made;
}

void show(syntax::Trigger& trigger, std::string_view issue, std::string_view stance, float probability = 0.8f) {
  trigger.issue = {issue, probability};
  trigger.stance = {stance, 0.5f};
}

}  // namespace

TEST_CASE("an act shows its actor's position, on the day of the act or else of the report") {
  ReadingMaker made = made_of_two_days();
  show(made.trigger("rejected", "REJECT", {"Velia"}, {}), "ceasefire", "against");
  const Read found = read(made);
  REQUIRE(found.positions.size() == 1);
  const Position& position = found.positions[0];
  CHECK(found.mentions.entities[static_cast<size_t>(position.holder)].name == "Velia");
  CHECK(position.issue == "ceasefire");
  CHECK(position.stance == "against");
  CHECK(position.towards == -1);
  CHECK(position.condition.empty());
  CHECK(position.from == "2031-05-14");
  CHECK(position.replaces == -1);
  CHECK(position.confidence == doctest::Approx(0.8 * 0.5));
  REQUIRE(position.evidence.size() == 1);
  CHECK(position.evidence[0].kind == Evidence::Kind::event);
  CHECK(position.evidence[0].index == 0);
}

TEST_CASE("no position without a sure issue") {
  ReadingMaker made = made_of_two_days();
  show(made.trigger("rejected", "REJECT", {"Velia"}), "ceasefire", "against", 0.1f);
  CHECK(read(made).positions.empty());
}

TEST_CASE("a later stance replaces an earlier day's; its condition is the clause that states it") {
  ReadingMaker made = made_of_two_days();
  show(made.trigger("rejected", "REJECT", {"Velia"}), "ceasefire", "against");
  show(made.trigger("agreed", "AGREE", {"Velia"}), "ceasefire", "conditional");
  const ReadingMaker& same = made;
  std::vector<Time> times{made.time("March", "2031-03-01", "2031-04-01")};
  made.reading.triggers[1].actors = {{made.word("Velia", 1), 0.9f}};
  const Read found = read(same, times);
  REQUIRE(found.positions.size() == 2);
  CHECK(found.positions[0].from == "2031-03-01");
  CHECK(found.positions[0].replaces == -1);
  CHECK(found.positions[1].replaces == 0);
  CHECK(found.positions[1].from == "2031-05-14");
  REQUIRE(found.positions[1].condition.size() == 1);
  CHECK(made.text(found.positions[1].condition[0]) == "if Ostrel disarms");
  SUBCASE("stances of one day stand side by side") { CHECK(read(same).positions[1].replaces == -1); }
}

TEST_CASE("one position for each stance of a holder on an issue: statements and acts are its evidence in text order") {
  ReadingMaker made(R"(
    Novak    Novak    PROPN 2 nsubj
    rejected reject   VERB  0 root VBD
    a        a        DET   4 det
    truce    truce    NOUN  2 obj
    _.       .        PUNCT 2 punct

    Novak    Novak    PROPN 2 nsubj
    said     say      VERB  0 root VBD
    a        a        DET   4 det
    truce    truce    NOUN  6 nsubj
    helps    help     VERB  2 ccomp
    nobody   nobody   PRON  5 obj
    _.       .        PUNCT 2 punct
  )");
  made.name("Novak", "PER");
  made.name("Novak", "PER", 1);
  show(made.trigger("rejected", "REJECT", {"Novak"}), "ceasefire", "against");
  syntax::Cue& cue = made.cue("said", "say", {}, {"helps nobody"});
  ReadingMaker::link(cue.source, made.words("Novak", 1), 0.9f);
  cue.issue = {"ceasefire", 0.9f};
  cue.stance = {"against", 0.9f};
  const Read found = read(made);
  REQUIRE(found.positions.size() == 1);
  REQUIRE(found.positions[0].evidence.size() == 2);
  CHECK(found.positions[0].evidence[0].kind == Evidence::Kind::event);
  CHECK(found.positions[0].evidence[1].kind == Evidence::Kind::statement);
  SUBCASE("another stance is another position") {
    made.reading.cues[0].stance = {"for", 0.9f};
    CHECK(read(made).positions.size() == 2);
  }
  SUBCASE("a statement without a speaker shows nobody's") {
    made.reading.cues[0].source.clear();
    REQUIRE(read(made).positions.size() == 1);
    CHECK(read(made).positions[0].evidence.size() == 1);
  }
}
