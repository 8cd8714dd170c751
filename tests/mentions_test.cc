#include "mentions/mentions.h"
#include "mentions/coreference.h"
#include "mentions/pronouns.h"
#include "reading_maker.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace dateline;
using namespace dateline::mentions;
using test::CoreferenceModel;
using test::ReadingMaker;

namespace {

ReadingMaker president() {
  return ReadingMaker(R"(
    The       the       DET   2 det
    president president NOUN  6 nsubj
    _,        ,         PUNCT 4 punct
    Jana      Jana      PROPN 2 appos
    Novak     Novak     PROPN 4 flat
    met       meet      VERB  0 root
    General   general   NOUN  8 compound
    Pavel     Pavel     PROPN 6 obj
    Hradek    Hradek    PROPN 8 flat
    _.        .         PUNCT 6 punct

    She       she       PRON  2 nsubj
    thanked   thank     VERB  0 root
    Hradek    Hradek    PROPN 2 obj
    _.        .         PUNCT 2 punct
  )");
}

// "text/TYPE" of every mention, in order.
std::vector<std::string> shown(const ReadingMaker& made, const Mentions& found) {
  std::vector<std::string> out;
  for (const Mention& mention : found.mentions) out.push_back(std::string(made.text(mention.span)) + "/" + mention.type);
  return out;
}

Index entity(const ReadingMaker& made, const Mentions& found, std::string_view piece, int nth = 0) {
  const auto [begin, end] = made.words(piece, nth);
  return found.entity_of(found.best(begin, end));
}

void check_whole(const Mentions& found) {
  REQUIRE(found.words.size() == found.mentions.size());
  size_t members = 0;
  for (size_t e = 0; e < found.entities.size(); ++e) {
    CHECK_FALSE(found.entities[e].mentions.empty());
    CHECK(std::is_sorted(found.entities[e].mentions.begin(), found.entities[e].mentions.end()));
    for (Index m : found.entities[e].mentions) CHECK(found.words[static_cast<size_t>(m)].entity == static_cast<Index>(e));
    members += found.entities[e].mentions.size();
  }
  CHECK(members == found.mentions.size());
}

}  // namespace

TEST_CASE("names, phrases around them and pronouns are mentions of their own, the longer first") {
  ReadingMaker made = president();
  made.name("Jana Novak", "PER");
  made.name("Pavel Hradek", "PER");
  made.name("Hradek", "PER", 1);
  made.mention("The president, Jana Novak", "person");
  made.mention("General Pavel Hradek", "person");
  made.mention("She", "person");
  made.mention("Hradek", "person", 1);
  const Mentions found = find_mentions(made.reading, CoreferenceModel());
  check_whole(found);
  CHECK(shown(made, found) == std::vector<std::string>{"The president, Jana Novak/ROLE", "Jana Novak/PER",
                                                       "General Pavel Hradek/ROLE", "Pavel Hradek/PER", "She/PRON",
                                                       "Hradek/PER"});
  SUBCASE("a name and the phrase that shares its head are one entity") {
    CHECK(entity(made, found, "General Pavel Hradek") == entity(made, found, "Pavel Hradek"));
  }
  SUBCASE("a surname alone is the one person of that name whom the report names in full") {
    CHECK(entity(made, found, "Hradek", 1) == entity(made, found, "Pavel Hradek"));
    CHECK(entity(made, found, "Hradek", 1) != entity(made, found, "Jana Novak"));
  }
  SUBCASE("headed_by") {
    CHECK(found.headed_by(made.word("Pavel")).size() == 2);
    CHECK(found.headed_by(made.word("met")).empty());
    CHECK(found.headed_by(static_cast<uint32_t>(made.reading.words.size())).empty());
  }
}

TEST_CASE("coreference links join pronouns and names; an entity takes its fullest name") {
  ReadingMaker made = president();
  made.name("Jana Novak", "PER");
  made.name("Pavel Hradek", "PER");
  made.name("Hradek", "PER", 1);
  const uint32_t novak = made.mention("Jana Novak", "person");
  const uint32_t hradek = made.mention("Pavel Hradek", "person");
  const uint32_t she = made.mention("She", "person");
  const uint32_t again = made.mention("Hradek", "person", 1);
  made.corefer(she, novak);
  made.corefer(again, hradek);
  const Mentions found = find_mentions(made.reading, CoreferenceModel());
  check_whole(found);
  REQUIRE(found.entities.size() == 2);
  CHECK(found.entities[0].name == "Jana Novak");
  CHECK(found.entities[0].type == "PER");
  CHECK(found.entities[0].mentions.size() == 2);
  CHECK(found.entities[1].name == "Pavel Hradek");
  CHECK(found.entities[1].mentions.size() == 2);
}

TEST_CASE("names that cannot mean the same never join, whatever the links say") {
  ReadingMaker made = president();
  made.name("Jana Novak", "PER");
  made.name("Pavel Hradek", "PER");
  made.name("Hradek", "PER", 1);
  const uint32_t novak = made.mention("Jana Novak", "person");
  const uint32_t hradek = made.mention("Pavel Hradek", "person");
  const uint32_t she = made.mention("She", "person");
  const uint32_t again = made.mention("Hradek", "person", 1);
  made.corefer(hradek, novak, 5.0f);
  made.corefer(she, novak);
  made.corefer(again, she, 5.0f);  // by way of the pronoun
  SUBCASE("the link is dropped") {
    const Mentions found = find_mentions(made.reading, CoreferenceModel());
    CHECK(found.entities.size() == 2);
  }
  SUBCASE("the next best candidate is taken") {
    made.corefer(again, hradek, 1.0f);
    const Mentions found = find_mentions(made.reading, CoreferenceModel());
    CHECK(found.entities.size() == 2);
    CHECK(entity(made, found, "Hradek", 1) == entity(made, found, "Pavel Hradek"));
  }
}

TEST_CASE("equal names mean the same without a link; a possessive is no part of a name") {
  ReadingMaker made(R"(
    Velia    Velia    PROPN 4 nmod:poss
    +'s      's       PART  1 case
    own      own      ADJ   4 amod
    army     army     NOUN  5 nsubj
    left     leave    VERB  0 root
    _.       .        PUNCT 5 punct

    Velia    Velia    PROPN 2 nsubj
    denied   deny     VERB  0 root
    it       it       PRON  2 obj
    _.       .        PUNCT 2 punct
  )");
  made.name("Velia's", "LOC");
  made.name("Velia", "LOC", 1);
  const Mentions found = find_mentions(made.reading, CoreferenceModel());
  CHECK(shown(made, found) == std::vector<std::string>{"Velia/LOC", "Velia/LOC"});
  REQUIRE(found.entities.size() == 1);
  CHECK(found.entities[0].name == "Velia");
}

TEST_CASE("a name and its initials may join") {
  ReadingMaker made(R"(
    The       the       DET   3 det
    Coastal   Coastal   PROPN 3 compound
    Union     Union     PROPN 4 nsubj
    met       meet      VERB  0 root
    _.        .         PUNCT 4 punct

    The       the       DET   2 det
    CU        CU        PROPN 3 nsubj
    left      leave     VERB  0 root
    _.        .         PUNCT 3 punct
  )");
  made.name("Coastal Union", "ORG");
  made.name("CU", "ORG");
  const uint32_t whole = made.mention("Coastal Union", "organization");
  made.corefer(made.mention("CU", "organization"), whole);
  const Mentions found = find_mentions(made.reading, CoreferenceModel());
  REQUIRE(found.entities.size() == 1);
  CHECK(found.entities[0].name == "Coastal Union");
}

TEST_CASE("an entity without a name is called by its phrase, without the clause behind it") {
  ReadingMaker made(R"(
    The      the      DET   2 det
    rebels   rebel    NOUN  8 nsubj
    who      who      PRON  4 nsubj
    hold     hold     VERB  2 acl:relcl
    the      the      DET   6 det
    port     port     NOUN  4 obj
    _,       ,        PUNCT 4 punct
    fled     flee     VERB  0 root
    _.       .        PUNCT 8 punct
  )");
  made.mention("The rebels who hold the port", "person");
  made.mention("the port", "place");
  const Mentions found = find_mentions(made.reading, CoreferenceModel());
  REQUIRE(found.entities.size() == 2);
  CHECK(found.entities[0].name == "The rebels");
  CHECK(found.entities[0].type == "ROLE");
  CHECK(found.entities[1].name == "the port");
  CHECK(found.entities[1].type == "NOUN");
}

TEST_CASE("best() is the mention with the largest share of words in common, at least half") {
  ReadingMaker made = president();
  made.name("Jana Novak", "PER");
  made.mention("The president, Jana Novak", "person");
  const Mentions found = find_mentions(made.reading, CoreferenceModel());
  REQUIRE(found.mentions.size() == 2);
  CHECK(found.best(0, 5) == 0);
  CHECK(found.best(3, 5) == 1);
  CHECK(found.best(4, 5) == 1);   // one of two
  CHECK(found.best(0, 4) == 0);   // four of five
  CHECK(found.best(0, 1) == -1);  // one of five
  CHECK(found.best(5, 6) == -1);
  CHECK(Mentions().best(0, 1) == -1);
  CHECK(Mentions().headed_by(0).empty());
}

TEST_CASE("the score of a pair reads the tables by what the two mentions are") {
  ReadingMaker made = president();
  made.mention("Jana Novak", "person");
  made.mention("Pavel Hradek", "person");
  made.mention("She", "person");
  made.mention("Hradek", "person", 1);
  using Found = std::vector<std::vector<uint32_t>>;
  const auto entry = [](const char* table, size_t row, size_t columns, size_t column) {
    return CoreferenceModel({{table, row * columns + column, 1.0f}});
  };
  CHECK(antecedents(made.reading, CoreferenceModel()) == Found{{}, {}, {}, {}});
  CHECK(antecedents(made.reading, entry("class", she, 14, name)) == Found{{}, {}, {0, 1}, {}});
  CHECK(antecedents(made.reading, entry("class", name, 14, she)) == Found{{}, {}, {}, {2}});
  // "Hradek" stands inside "Pavel Hradek", whose head is another word.
  CHECK(antecedents(made.reading, entry("match", name, 4, 3)) == Found{{}, {}, {}, {1}});
  CHECK(antecedents(made.reading, entry("distance", she, 8, 0)) == Found{{}, {}, {1}, {}});
  CHECK(antecedents(made.reading, entry("distance", she, 8, 1)) == Found{{}, {}, {0}, {}});
  CHECK(antecedents(made.reading, entry("sentence", she, 6, 1)) == Found{{}, {}, {0, 1}, {}});
  CHECK(antecedents(made.reading, entry("sentence", name, 6, 0)) == Found{{}, {0}, {}, {2}});
  CHECK(antecedents(made.reading, entry("kind", 6, 11, 6)) == Found{{}, {0}, {0, 1}, {0, 1, 2}});
  CHECK(antecedents(made.reading, entry("nested", name, 2, 1)) == Found{{}, {}, {}, {}});
}

TEST_CASE("content_string leaves out determiners, punctuation and a final possessive") {
  ReadingMaker made(R"(
    The    the    DET   2 det
    Union  Union  PROPN 4 nmod:poss
    +'s    's     PART  2 case
    envoy  envoy  NOUN  0 root
    _.     .      PUNCT 4 punct
  )");
  CHECK(content_string(made.reading, 0, 3) == "union");
  CHECK(content_string(made.reading, 0, 5) == "union 's envoy");
}

TEST_CASE("a name that hangs flat on the title before it is the phrase's") {
  ReadingMaker made(R"(
    General  General  PROPN 3 nsubj
    Hradek   Hradek   PROPN 1 flat
    left     leave    VERB  0 root
    _.       .        PUNCT 3 punct
  )");
  made.name("Hradek", "PER");
  made.mention("General Hradek", "person");
  SUBCASE("or the title hangs on the name, and the heads take it for the phrase's head") {
    made.reading.words[0].head = 1;
    made.reading.words[0].deprel = "nmod:desc";
    made.reading.words[1].head = 2;
    made.reading.words[1].deprel = "nsubj";
  }
  const Mentions found = find_mentions(made.reading, CoreferenceModel());
  CHECK(found.mentions.size() == 2);
  REQUIRE(found.entities.size() == 1);
  CHECK(found.entities[0].name == "Hradek");
}
