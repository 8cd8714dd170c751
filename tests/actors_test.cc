#include "actors/actors.h"

#include "plain_reading.h"
#include "tables/table.h"

#include <dateline/reader.h>

#include <doctest/doctest.h>

#include <chrono>

using namespace dateline;

namespace {

struct Tables {
  std::string countries = test::file_text("data/countries.tsv"), organizations = test::file_text("data/organizations.tsv"),
              offices = test::file_text("data/offices.tsv"), roles = test::file_text("data/roles.tsv"),
              places = test::file_text("data/places.tsv");
  actors::TableTexts texts() const { return {countries, organizations, offices, roles, places}; }
};

const actors::Directory& directory() {
  static const Tables tables;
  static const actors::Directory made(tables.texts());
  return made;
}

Mention mention(const syntax::Reading& reading, std::string_view piece, std::string_view type) {
  const syntax::Tagged range = test::tagged(reading, piece, type);
  Mention made;
  made.span = made.head = reading.span(range.begin, range.end);
  made.type = type;
  made.confidence = 1;
  return made;
}

}  // namespace

TEST_CASE("Actors_CasesOfTheTable_AreLookedUp") {
  const std::string table = test::file_text("tests/cases/actors.tsv");
  for (const tables::Row& row : tables::rows(table, "actors.tsv", 8)) {
    CAPTURE(row.cells[0]);
    CAPTURE(row.cells[7]);
    const auto day = row.cells[3].empty() ? std::nullopt : std::optional<std::string>(row.cells[3]);
    const auto actor = directory().look_up(row.cells[0], row.cells[1], row.cells[2], day);
    if (row.cells[4] == "-") {
      CHECK_FALSE(actor);
      continue;
    }
    REQUIRE(actor);
    CHECK(actor->country == row.cells[4]);
    CHECK(actor->sector == row.cells[5]);
    if (!row.cells[6].empty()) CHECK(actor->role == row.cells[6]);
  }
}

TEST_CASE("Actors_RoleWithoutCountry_TakesTheReportsCountry") {
  const std::string text =
      "LIMA, Peru - The government rejected the rebels' offer, Foreign Minister Juana Quispe said.\nQuispe spoke to reporters.";
  const syntax::Reading reading = test::plain_reading(text);
  std::vector<Mention> mentions = {mention(reading, "The government", "ROLE"), mention(reading, "Juana Quispe", "PER"),
                                   mention(reading, "Foreign Minister Juana Quispe", "ROLE"),
                                   mention(reading, "reporters", "ROLE")};
  std::vector<Entity> entities(3);
  entities[0] = {"", "ROLE", {0}, {}};
  entities[1] = {"Juana Quispe", "PER", {1, 2}, {}};
  entities[2] = {"", "NOUN", {}, {}};
  directory().resolve(reading, mentions, "2031-05-14", entities);
  REQUIRE(entities[0].actor);
  CHECK(entities[0].actor->code() == "PERGOV");
  REQUIRE(entities[1].actor);
  CHECK(entities[1].actor->code() == "PERGOV");
  CHECK(entities[1].actor->role == "foreign minister");
  CHECK_FALSE(entities[2].actor);
}

TEST_CASE("Actors_PronounAlone_ActsForNobodyKnown") {
  const std::string text = "Norway waited. He left.";
  const syntax::Reading reading = test::plain_reading(text);
  const std::vector<Mention> mentions = {mention(reading, "He", "PRON")};
  std::vector<Entity> entities = {{"He", "PRON", {0}, {}}};
  directory().resolve(reading, mentions, std::nullopt, entities);
  CHECK_FALSE(entities[0].actor);
}

TEST_CASE("Actors_DamagedTable_NamesTableAndLine") {
  CHECK_THROWS_WITH_AS(actors::Directory({"", "", "", "# roles\nking\tGOV\tmighty\t\n"}),
                       "data/roles.tsv, line 2: strength \"mighty\" is not strong, over, weak, none, former or governing",
                       Error);
}
