#include "text/atoms.h"
#include "text/code_points.h"
#include "text/letters.h"
#include "text/pieces.h"
#include "text/table.h"
#include "text/windows.h"

#include <dateline/reader.h>

#include <doctest/doctest.h>
#include <rapidjson/document.h>

#include <chrono>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

using namespace dateline;
using namespace dateline::text;

namespace {

std::string file(const std::string& path) {
  std::ifstream stream(std::string(DATELINE_SOURCE_DIR) + "/" + path, std::ios::binary);
  REQUIRE_MESSAGE(stream.good(), path);
  std::ostringstream bytes;
  bytes << stream.rdbuf();
  return bytes.str();
}

std::vector<std::vector<std::string>> rows(const std::string& path) {
  const std::string bytes = file(path);
  std::vector<std::vector<std::string>> found;
  for_each_row(bytes, [&](const std::vector<std::string_view>& row) { found.emplace_back(row.begin(), row.end()); });
  REQUIRE(!found.empty());
  return found;
}

std::string json_string(const rapidjson::Value& value) { return {value.GetString(), value.GetStringLength()}; }

std::string json_string(const std::string& json) {
  rapidjson::Document value;
  REQUIRE(!value.Parse(json.c_str()).HasParseError());
  return json_string(value);
}

std::vector<std::string> json_strings(const std::string& json) {
  rapidjson::Document value;
  REQUIRE(!value.Parse(json.c_str()).HasParseError());
  std::vector<std::string> found;
  for (const auto& one : value.GetArray()) found.push_back(json_string(one));
  return found;
}

const FusedWords& fused() {
  static const FusedWords table(file("data/english/fused.tsv"));
  return table;
}

std::vector<std::string> vocabulary() {
  std::vector<std::string> found;
  std::istringstream lines(file("tests/cases/vocabulary.txt"));
  for (std::string line; std::getline(lines, line);) found.push_back(line);
  return found;
}

std::vector<std::string> forms(std::string_view text, const std::vector<Atom>& atoms) {
  std::vector<std::string> found;
  for (const Atom& atom : atoms) found.emplace_back(text.substr(atom.start_byte, atom.end_byte - atom.start_byte));
  return found;
}

// Atoms lie in order, bytes and code points agree, and only separators are left out.
void check_cover(std::string_view text, const std::vector<Atom>& atoms) {
  size_t byte = 0, next = 0;
  uint32_t point = 0;
  while (byte < text.size()) {
    const char32_t character = next_code_point(text, byte);
    if (next < atoms.size() && point >= atoms[next].start) {
      if (point == atoms[next].start) REQUIRE(atoms[next].start_byte < byte);
      REQUIRE(kind(character) != Kind::separator);
      if (point + 1 == atoms[next].end) {
        REQUIRE(atoms[next].end_byte == byte);
        ++next;
      }
    } else {
      REQUIRE(kind(character) == Kind::separator);
    }
    ++point;
  }
  REQUIRE(next == atoms.size());
}

double seconds(const std::string& text) {
  const auto start = std::chrono::steady_clock::now();
  const auto found = atoms(text, fused());
  CHECK(!found.empty());
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::string repeated(std::string_view one, size_t times) {
  std::string found;
  found.reserve(one.size() * times);
  for (size_t i = 0; i < times; ++i) found += one;
  return found;
}

}  // namespace

TEST_CASE("atoms of tests/cases/atoms.tsv") {
  for (const auto& row : rows("tests/cases/atoms.tsv")) {
    REQUIRE(row.size() == 3);
    CAPTURE(row[2]);
    const std::string text = json_string(row[0]);
    const auto found = atoms(text, fused());
    CHECK(forms(text, found) == json_strings(row[1]));
    check_cover(text, found);
  }
}

TEST_CASE("gaps tell what stands before an atom") {
  const std::string text = "One, two\nthree \r\n \n four\u00a0five\x01six";
  std::vector<Gap> gaps;
  for (const Atom& atom : atoms(text, fused())) gaps.push_back(atom.gap);
  CHECK(gaps == std::vector{Gap::blank_line, Gap::none, Gap::space, Gap::newline, Gap::blank_line, Gap::space, Gap::space});
}

TEST_CASE("every byte string is cut, UTF-8 or not") {
  std::mt19937 random(7);
  const std::vector<std::string> parts = {
      "a",   "n't",  "'",    "\xe2\x80\x99", " ",        "\n", "1", std::string(1, '\0'), "\xcc\x81", "can",
      "not", "\xff", "\xe2", "\xf0\x9f",     "\xd7\xa9", "(",  "N"};
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (unsigned i = random() % 40; i > 0; --i) text += parts[random() % parts.size()];
    check_cover(text, atoms(text, fused()));
  }
}

TEST_CASE("time grows linearly with the text") {
  for (const char* one : {"\"", "(", "a", "'t", "n't", "\xcc\x81", "x y\n", "can"}) {
    CAPTURE(one);
    const std::string text = repeated(one, 100000);
    CHECK(seconds(text) < 1.0);
    CHECK(seconds(repeated(text, 10)) < 20 * seconds(text) + 0.2);
  }
  CHECK(atoms(repeated("\"", 100000), fused()).size() == 100000);
}

TEST_CASE("code points and bytes") {
  const std::string text = "a\u00e9\u20ac\U0001F600\xff\xc0\xaf\xed\xa0\x80z";
  CHECK(code_points(text) == U"a\u00e9\u20ac\U0001F600\ufffd\ufffd\ufffd\ufffd\ufffd\ufffdz");
  CHECK(utf8(U"a\u00e9\u20ac\U0001F600") == "a\u00e9\u20ac\U0001F600");

  std::string long_text;
  std::vector<uint32_t> starts;
  for (int i = 0; i < 500; ++i) {
    starts.push_back(static_cast<uint32_t>(long_text.size()));
    append_utf8(long_text, i % 3 == 0 ? U'a' : i % 3 == 1 ? U'\u20ac' : U'\U0001F600');
  }
  const CodePointIndex index(long_text);
  REQUIRE(index.size() == 500);
  for (uint32_t point = 0; point < 500; ++point) {
    CHECK(index.byte(point) == starts[point]);
    CHECK(index.code_point(starts[point]) == point);
    const uint32_t next = point + 1 < 500 ? starts[point + 1] : static_cast<uint32_t>(long_text.size());
    CHECK(index.code_point(next - 1) == point);
  }
  CHECK(index.byte(1000) == long_text.size());
  CHECK(index.code_point(100000) == 500);
  CHECK(CodePointIndex("").size() == 0);
}

TEST_CASE("pieces and shapes of tests/cases/pieces.tsv") {
  const std::vector<std::string> words = vocabulary();
  const Pieces pieces(words);
  const char* const names[] = {"other", "lower", "title", "upper", "capital", "mixed", "digits", "mark"};
  for (const auto& row : rows("tests/cases/pieces.tsv")) {
    REQUIRE(row.size() == 4);
    CAPTURE(row[3]);
    const std::string atom = json_string(row[0]);
    std::vector<uint32_t> found;
    pieces.append(atom, found);
    std::vector<std::string> named;
    for (uint32_t piece : found) named.push_back(words[piece]);
    CHECK(named == json_strings(row[1]));
    CHECK(names[static_cast<size_t>(shape(atom))] == row[2]);
  }
  CHECK_THROWS_AS(Pieces({"[CLS]", "[SEP]"}), Error);
}

TEST_CASE("windows of tests/cases/windows.tsv") {
  const std::vector<std::string> words = vocabulary();
  const Pieces pieces(words);
  const Abbreviations abbreviations(file("data/english/abbreviations.tsv"));
  for (const auto& row : rows("tests/cases/windows.tsv")) {
    REQUIRE(row.size() == 4);
    CAPTURE(row[3]);
    const std::string text = json_string(row[1]);
    const PiecedText cut(text, fused(), pieces);
    std::vector<std::string> found;
    for (const AtomRange& window : cut.windows(static_cast<uint32_t>(std::stoul(row[0])), abbreviations)) {
      const uint32_t start = cut.atoms()[window.begin].start_byte;
      found.push_back(text.substr(start, cut.atoms()[window.end - 1].end_byte - start));
    }
    CHECK(found == json_strings(row[2]));
  }
}

TEST_CASE("windows follow on each other and keep to their capacity") {
  const std::vector<std::string> words = vocabulary();
  const Pieces pieces(words);
  const Abbreviations abbreviations(file("data/english/abbreviations.tsv"));
  std::mt19937 random(3);
  const std::vector<std::string> parts = {"talks", " ", "Mr", ".", "\n", "\n\n", "\"", "2031", " He ", "' ", "?", "a", "xyz"};
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (unsigned i = random() % 400; i > 0; --i) text += parts[random() % parts.size()];
    const PiecedText cut(text, fused(), pieces);
    uint32_t next = 0;
    for (const AtomRange& window : cut.windows(max_atom, abbreviations)) {
      REQUIRE(window.begin == next);
      REQUIRE(window.end > window.begin);
      uint32_t filled = 0;
      for (uint32_t atom = window.begin; atom < window.end; ++atom) filled += cut.pieces(atom);
      REQUIRE(filled <= max_atom);
      next = window.end;
    }
    REQUIRE(next == cut.atoms().size());
  }
}

TEST_CASE("rows of a table") {
  std::vector<std::vector<std::string>> found;
  for_each_row("# comment\na\tb\r\n\n \nc\t\td", [&](const auto& row) { found.emplace_back(row.begin(), row.end()); });
  CHECK(found == std::vector<std::vector<std::string>>{{"a", "b"}, {"c", "", "d"}});
}
