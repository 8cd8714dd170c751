// Bytes to documents.
#include "document/byte_reader.h"
#include "document/day.h"
#include "document/documents.h"
#include "document/json_document.h"
#include "document/utf8.h"

#include <dateline/reader.h>

#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>

using namespace dateline;
using namespace dateline::document;

namespace {

// Gives its bytes a few at a time, so that what spans two reads is met.
class Memory : public Bytes {
 public:
  explicit Memory(std::string bytes, size_t step = 3) : bytes_(std::move(bytes)), step_(step) {}
  size_t read(char* buffer, size_t size) override {
    const size_t got = std::min({size, step_, bytes_.size() - at_});
    std::memcpy(buffer, bytes_.data() + at_, got);
    at_ += got;
    return got;
  }

 private:
  std::string bytes_;
  size_t step_, at_ = 0;
};

std::string reason(std::string_view line) {
  try {
    parse_json_document(line);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("Utf8_FirstInvalidByte") {
  CHECK_FALSE(first_invalid_byte(""));
  CHECK_FALSE(first_invalid_byte("Nov\xC3\xA1kov\xC3\xA1 said \xE2\x80\x9Cno\xE2\x80\x9D \xF0\x9F\x95\x8A"));
  CHECK(first_invalid_byte("12345678\xFF") == 8);
  CHECK(first_invalid_byte("a\xC0\xAF") == 1);         // overlong
  CHECK(first_invalid_byte("a\xE0\x80\xAF") == 1);     // overlong
  CHECK(first_invalid_byte("\xED\xA0\x80") == 0);      // surrogate
  CHECK(first_invalid_byte("\xF4\x90\x80\x80") == 0);  // above U+10FFFF
  CHECK(first_invalid_byte("caf\xC3") == 3);           // cut
  CHECK(first_invalid_byte("\x80") == 0);
}

TEST_CASE("Day_IsOneOfTheCalendar") {
  CHECK(is_day("2031-05-14"));
  CHECK(is_day("2028-02-29"));
  CHECK(is_day("0001-01-01"));
  for (const char* no : {"", "2031-02-29", "2031-13-01", "2031-00-10", "0000-01-01", "2031-5-14", "2031-05-14T10:00",
                         "2031/05/14", "20a1-05-14"}) {
    CAPTURE(no);
    CHECK_FALSE(is_day(no));
  }
}

TEST_CASE("ByteReader_LinesAcrossReads") {
  Memory bytes("one\n\ntwo words\nthree");
  ByteReader reader(bytes, 100);
  std::string line;
  std::vector<std::string> lines;
  while (reader.line(line) == Piece::read) lines.push_back(line);
  CHECK(lines == std::vector<std::string>{"one", "", "two words", "three"});
  CHECK(reader.line_number() == 4);
}

TEST_CASE("ByteReader_LongLineIsPassedOverWithoutBeingHeld") {
  Memory bytes("short\n" + std::string(1000000, 'x') + "\nafter\n", 5000);
  ByteReader reader(bytes, 10);
  std::string line;
  CHECK(reader.line(line) == Piece::read);
  CHECK(reader.line(line) == Piece::too_long);
  CHECK(line.capacity() < 200000);
  CHECK(reader.line(line) == Piece::read);
  CHECK(line == "after");
  CHECK(reader.line(line) == Piece::end);
}

TEST_CASE("ByteReader_RestStopsAtTheLimit") {
  std::string text;
  Memory fits("0123456789");
  CHECK(ByteReader(fits, 10).rest(text) == Piece::read);
  CHECK(text == "0123456789");
  Memory over("0123456789a");
  CHECK(ByteReader(over, 10).rest(text) == Piece::too_long);
}

TEST_CASE("JsonDocument_MembersAreTaken") {
  const Document document = parse_json_document(
      R"({"x": {"text": "not this", "y": [1, 2.5e3, true]}, "id": "a", "published": "2031-05-14", "title": null, )"
      R"("url": "https://example.org/\u00e9", "text": "said \ud83d\udd4a\u0000.", "n": 123456789012345678901234567890})");
  CHECK(document.id == "a");
  CHECK(document.text == std::string("said \xF0\x9F\x95\x8A\0.", 11));
  CHECK(document.published == "2031-05-14");
  CHECK_FALSE(document.title);
  CHECK(document.url == "https://example.org/\xC3\xA9");
}

TEST_CASE("JsonDocument_LastOfRepeatedMembersCounts") {
  CHECK(parse_json_document(R"({"text": "one", "text": "two"})").text == "two");
}

TEST_CASE("JsonDocument_ReasonsAreGiven") {
  CHECK(contains(reason(R"({"text": )"), "broken JSON at byte offset 9"));
  CHECK(contains(reason(R"({"text": "a"} {"text": "b"})"), "broken JSON at byte offset 14"));
  CHECK(contains(reason(std::string("{\"text\": \"a\"}\0x", 15)), "Zero byte"));
  CHECK(contains(reason(R"(["text"])"), "no JSON object"));
  CHECK(contains(reason(R"("text")"), "no JSON object"));
  CHECK(contains(reason("null"), "no JSON object"));
  CHECK(contains(reason("{}"), "no `text`"));
  CHECK(contains(reason(R"({"text": null})"), "no `text`"));
  CHECK(contains(reason(R"({"text": 5})"), "`text` is a number"));
  CHECK(contains(reason(R"({"text": "a", "id": ["b"]})"), "`id` is a list"));
  CHECK(contains(reason(R"({"text": "a", "url": {"b": 1}})"), "`url` is an object"));
  CHECK(contains(reason(R"({"text": "a", "title": false})"), "`title` is true or false"));
  CHECK(contains(reason(R"({"text": "a", "published": "2031-02-30"})"), "`published` is no day"));
  CHECK(contains(reason("{\"text\": \"a\xFF\"}"), "not UTF-8 at byte offset 11"));
  CHECK(contains(reason(R"({"text": "a\ud800b"})"), "half a surrogate pair"));
  CHECK(contains(reason(R"({"text": "a\udc00b"})"), "half a surrogate pair"));
}

TEST_CASE("JsonDocument_DepthCostsNoStack") {
  const std::string deep(2000000, '[');
  CHECK(contains(reason("{\"x\": " + deep), "broken JSON"));
  CHECK(parse_json_document("{\"x\": " + deep + std::string(2000000, ']') + ", \"text\": \"a\"}").text == "a");
}

TEST_CASE("Documents_KindByNameThenByFirstByte") {
  CHECK(kind_by_name("a/b.jsonl") == Kind::jsonl);
  CHECK(kind_by_name("b.ndjson") == Kind::jsonl);
  CHECK(kind_by_name("b.txt") == Kind::text);
  CHECK_FALSE(kind_by_name("-"));
  CHECK(kind_by_bytes("{\"text\"") == Kind::jsonl);
  CHECK(kind_by_bytes("\xEF\xBB\xBF{") == Kind::jsonl);
  CHECK(kind_by_bytes("The {") == Kind::text);
  CHECK(kind_by_bytes("") == Kind::text);
}

TEST_CASE("Documents_TextIsOneDocumentAsGiven") {
  Memory bytes("\xEF\xBB\xBFHradek said no.\r\n");
  InputOptions options;
  options.published = "2031-05-14";
  Documents documents(bytes, "report.txt", options);
  Document document;
  std::string failure;
  REQUIRE(documents.next(document, failure));
  CHECK(failure == "");
  CHECK(document.id == "report.txt");
  CHECK(document.text == "\xEF\xBB\xBFHradek said no.\r\n");
  CHECK(document.published == "2031-05-14");
  CHECK_FALSE(documents.next(document, failure));
}

TEST_CASE("Documents_EmptyTextIsADocument") {
  Memory bytes("");
  Documents documents(bytes, "-", {});
  Document document;
  std::string failure;
  CHECK(documents.next(document, failure));
  CHECK(failure == "");
  CHECK(document.id == "-");
  CHECK_FALSE(documents.next(document, failure));
}

TEST_CASE("Documents_BadLineCostsThatLineOnly") {
  Memory bytes("\xEF\xBB\xBF{\"text\": \"one\"}\r\n\n{\"text\": 1}\n{\"text\": \"four\", \"id\": \"4\"}\n{\"text\": \"" +
               std::string(100, 'x') + "\"}\n{\"text\": \"six\"}");
  InputOptions options;
  options.max_bytes = 60;
  Documents documents(bytes, "in\n.jsonl", options);
  std::vector<std::string> ids, failures;
  Document document;
  std::string failure;
  while (documents.next(document, failure)) failure.empty() ? ids.push_back(document.id) : failures.push_back(failure);
  CHECK(ids == std::vector<std::string>{"in\n.jsonl#1", "4", "in\n.jsonl#6"});
  REQUIRE(failures.size() == 2);
  CHECK(failures[0] == "in\\x0a.jsonl, line 3: `text` is a number; give a string");
  CHECK(contains(failures[1], "line 5: longer than --max-document (60 bytes)"));
}
