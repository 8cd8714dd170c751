// A record in its formats.
#include <dateline/formats.h>

#include <doctest/doctest.h>

using namespace dateline;

namespace {

const Version version{"0.1.0", "w", "t"};

// Has an é at its beginning, so that code points are not bytes.
Record small_record(Layers layers) {
  Record record;
  record.id = "r\n1";
  record.text = "\xC3\xA9: Marn didn't call.\n\nNo <b> & c.";
  record.layers = layers;
  record.sentences = {{{0, 20}, 0, 0}, {{22, 33}, 0, 0}};
  if (layers.has(Layer::tokens)) {
    record.tokens = {{{0, 1}, "\xC3\xA9", "\xC3\xA9", "X", "FW", "_", 5, "dep", 0},
                     {{1, 2}, ":", ":", "PUNCT", ":", "_", 1, "punct", 0},
                     {{3, 7}, "Marn", "Marn", "PROPN", "NNP", "Number=Sing", 6, "nsubj", 0},
                     {{8, 14}, "did", "do", "AUX", "VBD", "_", 6, "aux", 2},
                     {{8, 14}, "n't", "not", "PART", "RB", "_", 6, "advmod", 0},
                     {{15, 19}, "call", "call", "VERB", "VB", "_", 0, "root", 0},
                     {{19, 20}, ".", ".", "PUNCT", ".", "_", 6, "punct", 0},
                     {{22, 33}, "No", "no", "INTJ", "UH", "_", 0, "root", 0}};
    record.sentences[0].end_token = 7;
    record.sentences[1].first_token = 7;
    record.sentences[1].end_token = 8;
  }
  record.mentions = {{{3, 7}, "PER", {3, 7}, 0.987654}};
  record.entities = {{"Marn", "PER", {0}, Actor{"SVN", "", ""}}};
  record.statements = {{Speaker{0, {{3, 7}}}, {{8, 14}}, {{15, 20}}, "direct", "deny", -1, -1, -1, 1}};
  Event event;
  event.type = "CONSULT";
  event.trigger = {15, 19};
  event.goldstein = 1;
  event.actors = {0};
  event.modality = "actual";
  event.negative = true;
  event.statement = 0;
  event.confidence = 0.5;
  record.events = {event};
  return record;
}

std::string json(const Record& record) {
  std::string out;
  write_json(record, version, out);
  return out;
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("Json_DocumentAlone") {
  CHECK(
      json(small_record({})) ==
      R"({"schema":1,"version":{"program":"0.1.0","weights":"w","tables":"t"},"id":"r\n1","text":"é: Marn didn't call.\n\nNo <b> & c.",)"
      R"("title":null,"url":null,"publisher":null,"published":null,"published_from":null,"dateline":null,"language":"en",)"
      R"("sentences":[{"start":0,"end":20},{"start":22,"end":33}]})");
}

TEST_CASE("Json_LayersAskedForAndIdentifiers") {
  const std::string all = json(small_record(Layers::all()));
  CHECK(contains(all,
                 R"("mentions":[{"id":"m0","start":3,"end":7,"type":"PER","head":{"start":3,"end":7},"confidence":0.9877}])"));
  CHECK(contains(all, R"("actor":{"country":"SVN","sector":null,"role":null,"code":"SVN"})"));
  CHECK(contains(all, R"("speaker":{"entity":"e0","spans":[{"start":3,"end":7}]})"));
  CHECK(contains(all, R"("confidence":1.0)"));
  CHECK(contains(all, R"("actors":["e0"],"recipients":[])"));
  CHECK(contains(all, R"("polarity":"negative","modality":"actual","asserted_by":[],"statement":"s0","count":null)"));
  CHECK(contains(all, R"("deprel":"aux","multiword":{"start":8,"end":14,"words":2})"));
  CHECK(contains(all, R"("times":[],"places":[])"));
  CHECK(contains(all, R"("positions":[])"));
}

TEST_CASE("Json_IdentifiersOfLayersNotAskedForAreNull") {
  const std::string some = json(small_record(Layers(Layer::statements) | Layer::events));
  CHECK(contains(some, R"("speaker":{"entity":null,"spans":[{"start":3,"end":7}]})"));
  CHECK(contains(some, R"("actors":[],"recipients":[])"));
  CHECK(contains(some, R"("statement":"s0")"));
  CHECK_FALSE(contains(some, "\"entities\""));
}

TEST_CASE("Json_ControlCharactersAreEscaped") {
  Record record;
  record.text = std::string("a\0\x1b\"\\", 5);
  CHECK(contains(json(record), "\"text\":\"a\\u0000\\u001B\\\"\\\\\""));
}

TEST_CASE("Conllu_MultiwordTokensSpacesAndParagraphs") {
  std::string out;
  write_conllu(small_record(Layer::tokens), out);
  CHECK(out ==
        "# newdoc id = r 1\n# newpar\n# sent_id = r 1-1\n# text = \xC3\xA9: Marn didn't call.\n"
        "1\t\xC3\xA9\t\xC3\xA9\tX\tFW\t_\t5\tdep\t_\tSpaceAfter=No\n"
        "2\t:\t:\tPUNCT\t:\t_\t1\tpunct\t_\t_\n"
        "3\tMarn\tMarn\tPROPN\tNNP\tNumber=Sing\t6\tnsubj\t_\t_\n"
        "4-5\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
        "4\tdid\tdo\tAUX\tVBD\t_\t6\taux\t_\t_\n"
        "5\tn't\tnot\tPART\tRB\t_\t6\tadvmod\t_\t_\n"
        "6\tcall\tcall\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n"
        "7\t.\t.\tPUNCT\t.\t_\t6\tpunct\t_\t_\n\n"
        "# newpar\n# sent_id = r 1-2\n# text = No <b> & c.\n"
        "1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\t_\n\n");
}

TEST_CASE("Conllu_NothingForARecordWithoutSentences") {
  std::string out;
  write_conllu(Record{}, out);
  CHECK(out == "");
}

TEST_CASE("Html_CutsOverlapsAndEscapes") {
  Record record = small_record(Layers::all());
  record.statements[0].content = {{5, 17}};  // over a part of the name and a part of the trigger
  record.places = {{{24, 29}, "\"Quoted\" & <b>", {}, {}, {}, "", "", ""}};
  std::string out;
  write_html(record, out);
  CHECK(contains(out, ">Ma</span>"));
  CHECK(contains(out, ">rn</span>"));
  CHECK(contains(out, ">ca</span>"));
  CHECK(contains(out, ">ll</span>"));
  CHECK(contains(out, "&lt;b&gt; </span>&amp; c."));
  CHECK(contains(out, "&quot;Quoted&quot; &amp; &lt;b&gt;"));
  CHECK_FALSE(contains(out, "<b>"));
  CHECK_FALSE(contains(out, "<script"));
}

TEST_CASE("Text_SaysWhatDidNotHappen") {
  std::string out;
  write_text(small_record(Layers::standard()), {80, false}, out);
  CHECK(contains(out, "Marn denies:"));
  CHECK(contains(out, "CONSULT Marn did not happen"));
  CHECK_FALSE(contains(out, "\x1b"));
  std::string in_color;
  write_text(small_record(Layers::standard()), {80, true}, in_color);
  CHECK(contains(in_color, "\x1b[36mMarn\x1b[0m"));
}

TEST_CASE("Text_ReportCannotSteerTheTerminal") {
  Record record;
  record.text =
      "red \x1b[31m \xC2\x9B"
      "1m and \xE2\x80\xAEturned\n";
  record.title = "\x1b]0;title\x07";
  std::string out;
  write_text(record, {80, false}, out);
  for (const char* bad : {"\x1b", "\x07", "\xC2\x9B", "\xE2\x80\xAE"}) CHECK_FALSE(contains(out, bad));
}

TEST_CASE("Text_LinesFitTheWidth") {
  Record record = small_record(Layers::standard());
  record.entities[0].name = "A name that is long enough to be wrapped at the end of a narrow line";
  std::string out;
  write_text(record, {40, false}, out);
  size_t at = 0;
  while (at < out.size()) {
    const size_t end = out.find('\n', at);
    CHECK(end - at <= 42);  // two bytes for the ellipsis or another character of several bytes
    at = end + 1;
  }
}
