#include "events/events.h"
#include "events/codes.h"
#include "events/nearest.h"
#include "events/polarity.h"
#include "events/when.h"
#include "reading_maker.h"
#include "resources/resources.h"
#include "text/table.h"

#include <dateline/reader.h>

#include <doctest/doctest.h>

#include <optional>
#include <set>
#include <string>
#include <vector>

using namespace dateline;
using namespace dateline::events;
using test::CoreferenceModel;
using test::ReadingMaker;

namespace {

using Strings = std::vector<std::string>;

const Negations& negations() {
  static const Negations all(resources::resource_text("data/english/negations.tsv"));
  return all;
}

const Codes& codes() {
  static const Codes all(resources::resource_text("data/plover.tsv"));
  return all;
}

struct Read {
  mentions::Mentions mentions;
  Events events;
  std::vector<Event>& all() { return events.events; }
  Strings names(const std::vector<Index>& entities) const {
    Strings out;
    for (Index e : entities) out.push_back(mentions.entities[static_cast<size_t>(e)].name);
    return out;
  }
};

Read read(const ReadingMaker& made, const std::vector<Time>& times = {}, const std::vector<Place>& places = {},
          const std::optional<std::string>& published = std::nullopt, const std::optional<Dateline>& dateline = std::nullopt) {
  Read out;
  out.mentions = mentions::find_mentions(made.reading, CoreferenceModel());
  const statements::Statements said = statements::find_statements(made.reading, out.mentions, times, places);
  out.events = find_events({made.reading, out.mentions, times, places, said, out.mentions.entities, dateline},
                           {codes(), negations()}, published);
  return out;
}

// The army of Velia and its allies shelled Mirn near Ostrel on Friday. The shelling of Mirn went on.
ReadingMaker shelling() {
  ReadingMaker made(R"(
    The      the      DET   2 det
    army     army     NOUN  8 nsubj
    of       of       ADP   4 case
    Velia    Velia    PROPN 2 nmod
    and      and      CCONJ 7 cc
    its      its      PRON  7 nmod:poss
    allies   ally     NOUN  2 conj
    shelled  shell    VERB  0 root VBD
    Mirn     Mirn     PROPN 8 obj
    near     near     ADP   11 case
    Ostrel   Ostrel   PROPN 8 obl
    on       on       ADP   13 case
    Friday   Friday   PROPN 8 obl
    _.       .        PUNCT 8 punct

    The      the      DET   2 det
    shelling shelling NOUN  5 nsubj
    of       of       ADP   4 case
    Mirn     Mirn     PROPN 2 nmod
    lasted   last     VERB  0 root VBD
    hours    hour     NOUN  5 obl
    _.       .        PUNCT 5 punct
  )");
  made.name("Velia", "LOC");
  made.name("Mirn", "LOC");
  made.name("Mirn", "LOC", 1);
  made.mention("The army of Velia and its allies", "organization");
  made.mention("Velia", "place");
  made.mention("its", "organization");
  made.mention("its allies", "organization");
  return made;
}

// Hradek said Novak denied that Velia had shelled Mirn.
ReadingMaker nested() {
  ReadingMaker made(R"(
    Hradek  Hradek PROPN 2 nsubj
    said    say    VERB  0 root VBD
    Novak   Novak  PROPN 4 nsubj
    denied  deny   VERB  2 ccomp VBD
    that    that   SCONJ 8 mark
    Velia   Velia  PROPN 8 nsubj
    had     have   AUX   8 aux VBD
    shelled shell  VERB  4 ccomp VBN
    Mirn    Mirn   PROPN 8 obj
    _.      .      PUNCT 2 punct
  )");
  made.name("Hradek", "PER");
  made.name("Novak", "PER");
  made.name("Velia", "LOC");
  made.name("Mirn", "LOC");
  made.trigger("shelled", "ASSAULT", {"Velia"}, {"Mirn"});
  return made;
}

}  // namespace

TEST_CASE("the table of codes has every PLOVER category, each row once, with a quad class and a score that fit") {
  const std::set<std::string_view> quads = {"verbal cooperation", "material cooperation", "verbal conflict",
                                            "material conflict"};
  std::set<std::pair<std::string_view, std::string_view>> rows;
  text::for_each_row(resources::resource_text("data/plover.tsv"), [&](const std::vector<std::string_view>& columns) {
    REQUIRE(columns.size() == 5);
    CHECK(rows.emplace(columns[0], columns[1]).second);
    CHECK(quads.contains(columns[2]));
    const Code& code = codes().of(columns[0], columns[1] == "-" ? "" : columns[1]);
    CHECK(code.quad == columns[2]);
    CHECK(code.score >= -10.0);
    CHECK(code.score <= 10.0);
    CHECK_FALSE(code.cameo.empty());
    CHECK(code.cameo.find_first_not_of("0123456789") == std::string::npos);
    // Conflict has no score above that of a plea for help, cooperation none below 0.
    if (columns[2].ends_with("conflict")) CHECK(code.score <= 0.5);
    if (columns[2].ends_with("cooperation")) CHECK(code.score >= 0.0);
  });
  // EVENT in training/corpora.py: what the head can say.
  for (const char* type : {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
                           "REJECT", "THREATEN", "SANCTION", "PROTEST", "MOBILIZE", "COERCE", "ASSAULT"}) {
    INFO(type);
    CHECK(codes().has(type, ""));
  }
}

TEST_CASE("a mode that is not in the table has the category's code; an unknown category none") {
  CHECK(codes().of("ASSAULT", "aerial").cameo != codes().of("ASSAULT", "").cameo);
  CHECK(codes().of("ASSAULT", "by catapult").cameo == codes().of("ASSAULT", "").cameo);
  CHECK(codes().of("BAKE", "").cameo.empty());
  CHECK_FALSE(codes().has("AGREE", "aerial"));
}

TEST_CASE("a wrong table is refused with the row and the reason") {
  CHECK_THROWS_WITH_AS(Codes("AGREE\t-\tverbal cooperation\n"), doctest::Contains("3 columns"), Error);
  CHECK_THROWS_WITH_AS(Codes("AGREE\t-\tverbal cooperation\tmuch\t03\n"), doctest::Contains("much"), Error);
}

TEST_CASE("parties: a mention inside one that is linked as a whole is none, unless it is coordinated") {
  ReadingMaker made = shelling();
  made.trigger("shelled", "ASSAULT", {"The army of Velia and its allies"}, {"Mirn"});
  Read found = read(made);
  REQUIRE(found.all().size() == 1);
  const Strings actors = found.names(found.all()[0].actors);
  CHECK(actors.size() == 2);
  CHECK(actors[0].starts_with("The army"));
  CHECK(actors.back() == "its allies");
  CHECK(found.names(found.all()[0].recipients) == Strings{"Mirn"});
}

TEST_CASE("parties: an inner mention that alone is linked is the party") {
  ReadingMaker made = shelling();
  made.trigger("shelled", "ASSAULT", {"Velia"}, {"Mirn"});
  Read found = read(made);
  CHECK(found.names(found.all().at(0).actors) == Strings{"Velia"});
}

TEST_CASE("parties: words that head no mention stand for the smallest one above them") {
  ReadingMaker made = shelling();
  made.trigger("shelled", "ASSAULT", {"The"}, {});
  Read found = read(made);
  REQUIRE(found.all().size() == 1);
  REQUIRE(found.all()[0].actors.size() == 1);
  CHECK(found.names(found.all()[0].actors)[0].starts_with("The army"));
}

TEST_CASE("parties: who acts is not also acted on; doubtful links are none") {
  ReadingMaker made = shelling();
  syntax::Trigger& trigger = made.trigger("shelled", "ASSAULT", {"Velia"}, {"Velia"});
  ReadingMaker::link(trigger.recipients, made.words("Mirn"), 0.3f);
  Read found = read(made);
  CHECK(found.names(found.all().at(0).actors) == Strings{"Velia"});
  CHECK(found.all()[0].recipients.empty());
}

TEST_CASE("type, mode, codes, polarity, modality and confidence come from the heads and the table") {
  ReadingMaker made = shelling();
  syntax::Trigger& trigger = made.trigger("shelled", "ASSAULT", {"Velia"}, {"Mirn"});
  SUBCASE("without a mode") {
    Read found = read(made);
    CHECK(found.all().at(0).mode.empty());
    CHECK(found.all()[0].cameo == codes().of("ASSAULT", "").cameo);
    CHECK(found.all()[0].quad == "material conflict");
    CHECK_FALSE(found.all()[0].negative);
    CHECK(found.all()[0].modality == "actual");
    CHECK(found.all()[0].confidence == doctest::Approx(0.9));
    CHECK(made.text(found.all()[0].trigger) == "shelled");
    CHECK(found.events.triggers.at(0) == &made.reading.triggers[0]);
  }
  SUBCASE("with one, not done, planned") {
    trigger.mode = {"aerial", 0.9f};
    trigger.negative = 0.8f;
    trigger.modality = {"planned", 0.9f};
    Read found = read(made);
    CHECK(found.all().at(0).mode == "aerial");
    CHECK(found.all()[0].cameo == codes().of("ASSAULT", "aerial").cameo);
    CHECK(found.all()[0].negative);
    CHECK(found.all()[0].modality == "planned");
  }
  SUBCASE("a mode that the category does not have is none") {
    trigger.mode = {"phone", 0.9f};
    CHECK(read(made).all().at(0).mode.empty());
  }
  SUBCASE("a word that may be no act is none") {
    trigger.type.probability = 0.2f;
    CHECK(read(made).all().empty());
  }
}

TEST_CASE("an act is denied by a word of its own, or by a denial that holds it and nothing above it") {
  const auto told = [](const char* tree, std::string_view force, std::string_view content, std::string_view trigger) {
    ReadingMaker made(tree);
    made.cue("said", force, {"Velia"}, {content});
    made.trigger(trigger, "ASSAULT", {}, {});
    return read(made).all().at(0).negative;
  };
  const char* plain = R"(
    Velia  Velia PROPN 2 nsubj
    said   say   VERB  0 root
    troops troop NOUN  4 nsubj
    fired  fire  VERB  2 ccomp)";
  const char* denied = R"(
    Velia  Velia PROPN 2 nsubj
    said   say   VERB  0 root
    troops troop NOUN  5 nsubj
    never  never ADV   5 advmod
    fired  fire  VERB  2 ccomp)";
  CHECK_FALSE(told(plain, "say", "troops fired", "fired"));
  CHECK(told(plain, "deny", "troops fired", "fired"));
  CHECK(told(denied, "say", "troops never fired", "fired"));
  CHECK_FALSE(told(denied, "deny", "troops never fired", "fired"));
}

TEST_CASE("another mention of an act goes to the nearest event that it can name") {
  ReadingMaker made = shelling();
  made.trigger("shelled", "ASSAULT", {"Velia"}, {"Mirn"});
  syntax::Trigger& again = made.trigger("shelling", "ASSAULT", {}, {});
  again.also = 0.9f;
  ReadingMaker::link(again.recipients, made.words("Mirn", 1), 0.9f);
  SUBCASE("same type, parties that agree") {
    Read found = read(made);
    REQUIRE(found.all().size() == 1);
    REQUIRE(found.all()[0].also.size() == 1);
    CHECK(made.text(found.all()[0].also[0]) == "shelling");
    CHECK(found.events.triggers.size() == 1);
  }
  SUBCASE("another type") {
    again.type.label = "PROTEST";
    CHECK(read(made).all().at(0).also.empty());
  }
  SUBCASE("another victim") {
    again.recipients = {{made.word("Velia"), 0.9f}};
    CHECK(read(made).all().at(0).also.empty());
  }
  SUBCASE("one did not happen") {
    again.negative = 0.9f;
    CHECK(read(made).all().at(0).also.empty());
  }
}

TEST_CASE("asserted_by: the speakers of the statements around the act, outermost first; `statement` is the innermost") {
  ReadingMaker made = nested();
  made.cue("said", "say", {"Hradek"}, {"Novak denied that Velia had shelled Mirn"});
  made.cue("denied", "deny", {"Novak"}, {"Velia had shelled Mirn"});
  Read found = read(made);
  REQUIRE(found.all().size() == 1);
  CHECK(found.names(found.all()[0].asserted_by) == Strings{"Hradek", "Novak"});
  CHECK(found.all()[0].statement == 1);
}

TEST_CASE("asserted_by: the report itself") {
  ReadingMaker made = nested();
  Read found = read(made);
  CHECK(found.all().at(0).asserted_by.empty());
  CHECK(found.all()[0].statement == -1);
}

TEST_CASE("a statement without a speaker is the act's statement and nobody's assertion") {
  ReadingMaker made = nested();
  made.cue("said", "say", {}, {"Velia had shelled Mirn"});
  Read found = read(made);
  CHECK(found.all().at(0).asserted_by.empty());
  CHECK(found.all()[0].statement == 0);
}

TEST_CASE("a first person in somebody's words is the speaker") {
  ReadingMaker made(R"(
    "       "      PUNCT 3 punct
    _We     we     PRON  3 nsubj
    shelled shell  VERB  7 ccomp VBD
    Mirn    Mirn   PROPN 3 obj
    _,      ,      PUNCT 7 punct
    _"      "      PUNCT 7 punct
    said    say    VERB  0 root VBD
    Novak   Novak  PROPN 7 nsubj
    _.      .      PUNCT 7 punct
  )");
  made.name("Mirn", "LOC");
  made.name("Novak", "PER");
  made.mention("We", "person");
  made.trigger("shelled", "ASSAULT", {"We"}, {"Mirn"});
  SUBCASE("in a quotation") {
    made.cue("said", "say", {"Novak"}, {"We shelled Mirn"});
    Read found = read(made);
    CHECK(found.names(found.all().at(0).actors) == Strings{"Novak"});
  }
  SUBCASE("in nobody's words") {
    Read found = read(made);
    CHECK(found.names(found.all().at(0).actors) == Strings{"We"});
  }
}

TEST_CASE("where and when: what hangs on the act, else the report's leading day") {
  ReadingMaker made = shelling();
  syntax::Trigger& trigger = made.trigger("shelled", "ASSAULT", {"Velia"}, {});
  const std::vector<Time> friday{made.time("Friday", "2031-05-09", "2031-05-10")};
  const std::vector<Place> ostrel{made.place("Ostrel")};
  SUBCASE("both hang on it") {
    Read found = read(made, friday, ostrel, "2031-05-14");
    CHECK(found.all().at(0).place == 0);
    CHECK(found.all()[0].time == 0);
    CHECK(found.all()[0].from == "2031-05-09");
    CHECK(found.all()[0].to == "2031-05-10");
  }
  SUBCASE("neither") {
    Read found = read(made);
    CHECK(found.all().at(0).place == -1);
    CHECK(found.all()[0].time == -1);
    CHECK_FALSE(found.all()[0].from);
    CHECK_FALSE(found.all()[0].to);
  }
  SUBCASE("told in the past: the day of the report") {
    Read found = read(made, {}, {}, "2031-05-14");
    CHECK(found.all().at(0).from == "2031-05-14");
    CHECK(found.all()[0].to == "2031-05-15");
  }
  SUBCASE("planned: no day is supposed") {
    trigger.modality = {"planned", 0.9f};
    CHECK_FALSE(read(made, {}, {}, "2031-05-14").all().at(0).from);
  }
  SUBCASE("a place that is acted on and not told as a location is none") {
    const std::vector<Place> mirn{made.place("Mirn")};
    CHECK(read(made, {}, mirn).all().at(0).place == -1);
  }
  SUBCASE("the link to a place beats the tree") {
    const std::vector<Place> two{made.place("Velia"), made.place("Ostrel")};
    trigger.places = {{made.word("Velia"), 0.9f}};
    CHECK(read(made, {}, two).all().at(0).place == 0);
  }
}

TEST_CASE("the leading day is the first day in the opening that is at most a week old") {
  ReadingMaker made = shelling();
  const statements::Statements none;
  const mentions::Mentions nobody;
  const std::optional<Dateline> nowhere;
  const auto leading = [&](const char* from, const char* to, const std::optional<std::string>& published) {
    const std::vector<Time> times{made.time("Friday", from, to)};
    const auto day = leading_day({made.reading, nobody, times, {}, none, nobody.entities, nowhere}, published);
    return day ? day->first : std::string("none");
  };
  CHECK(leading("2031-05-09", "2031-05-10", "2031-05-14") == "2031-05-09");
  CHECK(leading("2031-04-09", "2031-04-10", "2031-05-14") == "2031-05-14");
  CHECK(leading("2031-05-20", "2031-05-21", "2031-05-14") == "2031-05-14");
  CHECK(leading("2031-05-01", "2031-06-01", "2031-05-14") == "2031-05-14");  // a month is no day
  CHECK(leading("2031-05-09", "2031-05-10", std::nullopt) == "2031-05-09");
  CHECK(leading("2031-05-01", "2031-06-01", std::nullopt) == "none");
}

TEST_CASE("told in the perfect: any day until publication") {
  ReadingMaker made = nested();
  Read found = read(made, {}, {}, "2031-05-14");
  CHECK_FALSE(found.all().at(0).from);
  CHECK(found.all()[0].to == "2031-05-15");
}

TEST_CASE("tree_distance counts steps by way of the lowest common head") {
  const ReadingMaker made = shelling();
  const auto distance = [&](std::string_view one, std::string_view two, int nth = 0) {
    return tree_distance(made.reading, made.word(one), made.word(two, nth));
  };
  CHECK(distance("shelled", "shelled") == 0);
  CHECK(distance("shelled", "Velia") == 2);
  CHECK(distance("Velia", "shelled") == 2);
  CHECK(distance("Velia", "Mirn") == 3);
  CHECK(distance("shelled", "lasted") == 1000);
}
