#include "places/dateline.h"
#include "reading_maker.h"

#include <doctest/doctest.h>

#include <optional>
#include <vector>

using namespace dateline;
using test::ReadingMaker;

TEST_CASE("the place name that opens a report before a dash is its dateline") {
  ReadingMaker made(R"(
    MIRN    Mirn    PROPN 0 root
    _,      ,       PUNCT 3 punct
    Velia   Velia   PROPN 1 appos
    (       (       PUNCT 5 punct
    _Wire   Wire    PROPN 1 appos
    _)      )       PUNCT 5 punct
    -       -       PUNCT 8 punct
    Police  police  NOUN  9 nsubj
    left    leave   VERB  1 parataxis
    _.      .       PUNCT 9 punct
  )");
  made.name("MIRN", "LOC");
  const std::optional<Dateline> found = places::find_dateline(made.reading, {made.place("MIRN")});
  REQUIRE(found);
  CHECK(made.text(found->span) == "MIRN");
  CHECK(found->place == 0);
  CHECK(places::find_dateline(made.reading, {})->place == -1);
  SUBCASE("an organization that opens it is none") {
    made.reading.names[0].label = "ORG";
    CHECK_FALSE(places::find_dateline(made.reading, {}));
  }
}

TEST_CASE("a dash behind a verb makes no dateline") {
  ReadingMaker made(R"(
    Mirn    Mirn    PROPN 2 compound
    buses   bus     NOUN  3 nsubj
    ran     run     VERB  0 root
    -       -       PUNCT 3 punct
    late    late    ADV   3 advmod
    _.      .       PUNCT 3 punct
  )");
  made.name("Mirn", "LOC");
  CHECK_FALSE(places::find_dateline(made.reading, {made.place("Mirn")}));
}
