// The reader as a whole, with the weights that are built in. What it reads in a text is reading_test.py's business; here is
// what holds for every text.
#include <dateline/formats.h>
#include <dateline/reader.h>

#include <doctest/doctest.h>

#include <algorithm>
#include <ctime>
#include <string>
#include <thread>
#include <vector>

using namespace dateline;

namespace {

const Reader& reader() {
  static const Reader one;
  return one;
}

const char* const report =
    "OSTREL, May 13, 2031 (Wire) - The army of Velia shelled the port of Mirn on Monday, Foreign Minister Jana Novak said.\n\n"
    "\"We did not begin this war,\" she told reporters in Ostrel. \"But we will end it if the rebels refuse to talk.\"\n\n"
    "General Pavel Hradek denied that his soldiers had killed 12 civilians. The rebels rejected a truce last week and said "
    "they would "
    "not give up the hills.\n\n"
    "Police in Geneva detained 35 people who protested against the war. The United Nations called for talks.\n";

Document document(const std::string& text) {
  return {.id = "1", .text = text, .published = "2031-05-13", .title = {}, .url = {}, .publisher = {}};
}

std::string json(const Record& record) {
  std::string out;
  write_json(record, {}, out);
  return out;
}

uint32_t code_points(const std::string& text) {
  uint32_t n = 0;
  for (char c : text) n += (c & 0xc0) != 0x80;
  return n;
}

void check_span(Span span, uint32_t size) {
  CHECK(span.start < span.end);
  CHECK(span.end <= size);
}

void check_spans(const std::vector<Span>& spans, uint32_t size) {
  for (Span span : spans) check_span(span, size);
}

// An index points into its layer, unless that layer was not asked for (the formats print null then).
void check_index(const Record& record, Index index, Layer layer, size_t size) {
  CHECK(index >= -1);
  if (record.layers.has(layer)) CHECK(index < static_cast<Index>(size));
}

// What every record promises: spans that hold and lie inside of the text, order, and indices that exist.
void check_record(const Record& record) {
  const uint32_t size = code_points(record.text);
  uint32_t at = 0;
  for (const Sentence& sentence : record.sentences) {
    check_span(sentence.span, size);
    CHECK(sentence.span.start >= at);
    at = sentence.span.end;
    CHECK(sentence.first_token <= sentence.end_token);
    CHECK(sentence.end_token <= record.tokens.size());
    for (uint32_t t = sentence.first_token; t < sentence.end_token; ++t)
      CHECK(record.tokens[t].head <= sentence.end_token - sentence.first_token);
  }
  at = 0;
  for (const Token& token : record.tokens) {
    check_span(token.span, size);
    CHECK(token.span.start >= at);
    at = token.span.start;
  }
  at = 0;
  for (const Mention& mention : record.mentions) {
    check_span(mention.span, size);
    check_span(mention.head, size);
    CHECK(mention.span.start >= at);
    at = mention.span.start;
    CHECK(mention.head.start >= mention.span.start);
    CHECK(mention.head.end <= mention.span.end);
  }
  std::vector<Index> taken;
  for (const Entity& entity : record.entities) {
    CHECK_FALSE(entity.name.empty());
    taken.insert(taken.end(), entity.mentions.begin(), entity.mentions.end());
  }
  if (record.layers.has(Layer::mentions) && record.layers.has(Layer::entities)) {
    // Each mention belongs to one entity.
    std::sort(taken.begin(), taken.end());
    REQUIRE(taken.size() == record.mentions.size());
    for (size_t m = 0; m < taken.size(); ++m) CHECK(taken[m] == static_cast<Index>(m));
  }
  for (const Time& time : record.times) check_span(time.span, size);
  for (const Place& place : record.places) check_span(place.span, size);
  for (const Statement& statement : record.statements) {
    CHECK_FALSE(statement.content.empty());
    check_spans(statement.cue, size);
    check_spans(statement.content, size);
    if (statement.speaker) {
      check_spans(statement.speaker->spans, size);
      check_index(record, statement.speaker->entity, Layer::entities, record.entities.size());
    }
    check_index(record, statement.addressee, Layer::entities, record.entities.size());
    check_index(record, statement.time, Layer::times, record.times.size());
    check_index(record, statement.place, Layer::places, record.places.size());
    CHECK(statement.confidence >= 0.0);
    CHECK(statement.confidence <= 1.0);
  }
  for (const Event& event : record.events) {
    check_span(event.trigger, size);
    check_spans(event.also, size);
    for (const auto* parties : {&event.actors, &event.recipients, &event.asserted_by})
      for (Index e : *parties) {
        CHECK(e >= 0);
        check_index(record, e, Layer::entities, record.entities.size());
      }
    check_index(record, event.place, Layer::places, record.places.size());
    check_index(record, event.time, Layer::times, record.times.size());
    check_index(record, event.statement, Layer::statements, record.statements.size());
    CHECK_FALSE(event.quad.empty());
    CHECK(event.confidence >= 0.0);
    CHECK(event.confidence <= 1.0);
  }
  for (size_t q = 0; q < record.positions.size(); ++q) {
    const Position& position = record.positions[q];
    CHECK(position.holder >= 0);
    check_index(record, position.holder, Layer::entities, record.entities.size());
    check_index(record, position.towards, Layer::entities, record.entities.size());
    CHECK(position.replaces < static_cast<Index>(q));
    CHECK_FALSE(position.evidence.empty());
    check_spans(position.condition, size);
  }
}

std::string repeated(const std::string& piece, size_t times) {
  std::string out;
  for (size_t i = 0; i < times; ++i) out += piece;
  return out;
}

// Reports of `words` words, made of sentences with names and numbers that differ.
std::string long_report(size_t words) {
  static const char* const who[] = {"Novak", "The rebels", "Hradek", "The United Nations", "Velia", "Police in Mirn"};
  static const char* const what[] = {"rejected the truce", "shelled the port", "said the talks had failed", "met the envoy",
                                     "detained protesters"};
  std::string out;
  for (size_t n = 0, i = 0; n < words; n += 10, ++i) {
    out += std::string(who[i % 6]) + " " + what[i % 5] + " for the " + std::to_string(i) + "th time on Monday.";
    out += i % 5 == 4 ? "\n\n" : " ";
  }
  return out;
}

// Seconds of the processor that this process takes to read a text.
double seconds(const std::string& text) {
  const std::clock_t start = std::clock();
  const Record record = reader().read(document(text));
  const double taken = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  CHECK_FALSE(record.sentences.empty());
  return taken;
}

}  // namespace

TEST_CASE("five lines use the library") {
  const dateline::Reader own;
  const dateline::Document given{.id = "1", .text = report, .published = {}, .title = {}, .url = {}, .publisher = {}};
  const dateline::Record record = own.read(given);
  CHECK(record.id == "1");
  CHECK(record.text == report);
  CHECK(record.tokens.empty());
  CHECK(record.sentences.size() >= 4);
  CHECK_FALSE(own.version().weights.empty());
  CHECK_FALSE(own.version().tables.empty());
}

TEST_CASE("a record keeps its promises, whichever layers were asked for") {
  check_record(reader().read(document(report), Layers::all()));
  for (const LayerName& one : layer_names) check_record(reader().read(document(report), one.layer));
  CHECK(reader().read(document(report), Layers()).sentences.empty());
}

TEST_CASE("a layer that is asked for alone has the same items as when all are asked for") {
  for (const bool dated : {true, false}) {
    Document given = document(report);
    if (!dated) given.published = std::nullopt;
    const Record all = reader().read(given, Layers::all());
    {
      const Record alone = reader().read(given, Layer::tokens);
      REQUIRE(alone.tokens.size() == all.tokens.size());
      for (size_t i = 0; i < all.tokens.size(); ++i) {
        CHECK(alone.tokens[i].form == all.tokens[i].form);
        CHECK(alone.tokens[i].lemma == all.tokens[i].lemma);
        CHECK(alone.tokens[i].head == all.tokens[i].head);
        CHECK(alone.tokens[i].deprel == all.tokens[i].deprel);
      }
      CHECK(alone.mentions.empty());
      CHECK(alone.events.empty());
    }
    {
      const Record alone = reader().read(given, Layer::mentions);
      REQUIRE(alone.mentions.size() == all.mentions.size());
      for (size_t i = 0; i < all.mentions.size(); ++i) {
        CHECK(alone.mentions[i].span == all.mentions[i].span);
        CHECK(alone.mentions[i].type == all.mentions[i].type);
      }
      CHECK(alone.tokens.empty());
      CHECK(alone.entities.empty());
    }
    {
      const Record alone = reader().read(given, Layer::entities);
      REQUIRE(alone.entities.size() == all.entities.size());
      for (size_t i = 0; i < all.entities.size(); ++i) {
        CHECK(alone.entities[i].name == all.entities[i].name);
        CHECK(alone.entities[i].actor.has_value() == all.entities[i].actor.has_value());
        if (alone.entities[i].actor && all.entities[i].actor)
          CHECK(alone.entities[i].actor->code() == all.entities[i].actor->code());
      }
    }
    {
      const Record alone = reader().read(given, Layer::times);
      REQUIRE(alone.times.size() == all.times.size());
      for (size_t i = 0; i < all.times.size(); ++i) {
        CHECK(alone.times[i].span == all.times[i].span);
        CHECK(alone.times[i].value == all.times[i].value);
      }
    }
    {
      const Record alone = reader().read(given, Layer::places);
      REQUIRE(alone.places.size() == all.places.size());
      for (size_t i = 0; i < all.places.size(); ++i) {
        CHECK(alone.places[i].span == all.places[i].span);
        CHECK(alone.places[i].name == all.places[i].name);
      }
    }
    {
      const Record alone = reader().read(given, Layer::statements);
      REQUIRE(alone.statements.size() == all.statements.size());
      for (size_t i = 0; i < all.statements.size(); ++i) {
        CHECK(alone.statements[i].cue == all.statements[i].cue);
        CHECK(alone.statements[i].content == all.statements[i].content);
        CHECK(alone.statements[i].kind == all.statements[i].kind);
        CHECK(alone.statements[i].force == all.statements[i].force);
        CHECK(alone.statements[i].speaker.has_value() == all.statements[i].speaker.has_value());
      }
    }
    {
      const Record alone = reader().read(given, Layer::events);
      REQUIRE(alone.events.size() == all.events.size());
      for (size_t i = 0; i < all.events.size(); ++i) {
        CHECK(alone.events[i].trigger == all.events[i].trigger);
        CHECK(alone.events[i].type == all.events[i].type);
        CHECK(alone.events[i].actors.size() == all.events[i].actors.size());
        CHECK(alone.events[i].from == all.events[i].from);
      }
    }
    {
      const Record alone = reader().read(given, Layer::positions);
      REQUIRE(alone.positions.size() == all.positions.size());
      for (size_t i = 0; i < all.positions.size(); ++i) {
        CHECK(alone.positions[i].issue == all.positions[i].issue);
        CHECK(alone.positions[i].stance == all.positions[i].stance);
      }
    }
  }
}

TEST_CASE("the same report gives the same record, from one thread and from four at once") {
  const std::string expected = json(reader().read(document(report), Layers::all()));
  CHECK(json(reader().read(document(report), Layers::all())) == expected);
  std::vector<std::string> found(8);
  std::vector<std::thread> threads;
  for (size_t t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      // Another report between two readings of this one leaves nothing behind.
      found[2 * t] = json(reader().read(document(report), Layers::all()));
      reader().read(document(long_report(100 * (t + 1))), Layers::all());
      found[2 * t + 1] = json(reader().read(document(report), Layers::all()));
    });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& one : found) CHECK(one == expected);
}

TEST_CASE("texts of nothing are read and give empty layers") {
  for (const char* text : {"", " ", "\n\n\t \r\n", "\u00a0\u2003", "\ufeff", "\u200b\u200d"}) {
    const Record record = reader().read(document(text), Layers::all());
    CHECK(record.text == text);
    CHECK(record.sentences.empty());
    CHECK(record.tokens.empty());
    CHECK(record.mentions.empty());
    CHECK(record.events.empty());
  }
}

TEST_CASE("odd texts are read, and their records keep their promises") {
  using namespace std::string_literals;
  const std::string texts[] = {
      "Novak said\0 the talks\0\0 failed."s,
      "\ufeffNovak said the talks failed.",
      "\u0301\u0301 Novak\u0301 said \u20dd no.\u0300",
      "\u0646\u0648\u0641\u0627\u0643 \u0642\u0627\u0644\u062a \u0644\u0627. Novak said \u202e.deliaf sklat eht\u202c",
      "\u8bf4\u8c08\u5224\u5931\u8d25\u3002",
      "\U0001f54a\ufe0f Peace \U0001f468\u200d\U0001f469\u200d\U0001f467 now!",
      repeated("\"", 20000),
      repeated("\u201c", 500) + "no" + repeated("\u201d", 500),
      repeated("(", 500) + repeated(")", 500),
      repeated("a", 10000),
      repeated("Novak said ", 300),
      repeated("\n", 1000) + "Novak said no." + repeated("\n", 1000),
      repeated("\u0301", 500),
      "x",
      ".",
      "\"",
  };
  for (const std::string& text : texts) {
    INFO(text.substr(0, 60));
    const Record record = reader().read(document(text), Layers::all());
    CHECK(record.text == text);
    check_record(record);
  }
}

TEST_CASE("time grows in line with the text") {
  seconds(long_report(1000));  // warms up
  const double one = seconds(long_report(10000)), four = seconds(long_report(40000));
  INFO("10,000 words: " << one << " s, 40,000 words: " << four << " s");
  CHECK(four < 8 * one);
}

TEST_CASE("what can't be read is refused with the reason") {
  CHECK_THROWS_WITH_AS(reader().read(document("Novak \xff said")), doctest::Contains("byte 6"), Error);
  CHECK_THROWS_WITH_AS(reader().read(document("\xed\xa0\x80")), doctest::Contains("byte 0"),
                       Error);  // half of a surrogate pair
  CHECK_THROWS_WITH_AS(reader().read(document("Novak \xc3")), doctest::Contains("byte 6"), Error);
  for (const char* day : {"2031-02-30", "2031-13-01", "yesterday", "", "2031-5-1", "20310501", "2031-05-13T10:00"}) {
    Document given = document("Novak left.");
    given.published = day;
    CHECK_THROWS_WITH_AS(reader().read(given), doctest::Contains(("\"" + std::string(day) + "\"").c_str()), Error);
  }
  CHECK_THROWS_AS(Reader({.weights = "no/such/file"}), Error);
}
