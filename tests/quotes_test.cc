#include "text/quotes.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace dateline;

namespace {

std::vector<std::string> quoted(const std::string& text) {
  std::vector<std::string> found;
  for (const auto& [start, end] : text::quoted(text)) found.push_back(text.substr(start, end - start));
  return found;
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("each pair of the press's double quotation marks") {
  CHECK(quoted("He said \"no\" and left.") == Strings{"no"});
  CHECK(quoted("He said \u201cno\u201d and \u201cnever\u201d.") == Strings{"no", "never"});
  CHECK(quoted("He said \u201eno\u201d.") == Strings{"no"});
  CHECK(quoted("He said \u00abno\u00bb.") == Strings{"no"});
  CHECK(quoted("He said ``no''.") == Strings{"no"});
  CHECK(quoted("") == Strings{});
  CHECK(quoted("nothing said") == Strings{});
}

TEST_CASE("apostrophes and single marks inside a quotation do not end it") {
  CHECK(quoted("\"It's 'over', they don't know\", she said.") == Strings{"It's 'over', they don't know"});
}

TEST_CASE("a closing mark without an opening one is nothing") {
  CHECK(quoted("five\u201d tall and \u201cso on\u201d") == Strings{"so on"});
}

TEST_CASE("an opening mark inside a quotation does not begin another") {
  CHECK(quoted("\u201cthe \u201cso-called\u201d truce") == Strings{"the \u201cso-called"});
}

TEST_CASE("a line of wire copy may be broken inside a quotation") {
  CHECK(quoted("\"We will\nnot go,\" he said.") == Strings{"We will\nnot go,"});
}

TEST_CASE("a paragraph without a closing mark, and the next that a mark opens, are two ranges of one long quotation") {
  CHECK(quoted("\"We stay.\n\n\"We fight,\" he said.") == Strings{"We stay.", "We fight,"});
  CHECK(quoted("\"We stay.\n  \"We fight,\" he said.") == Strings{"We stay.", "We fight,"});
}

TEST_CASE("a forgotten closing mark spoils its own paragraph only") {
  CHECK(quoted("\"We stay.\n\nHe left. \"Good,\" she said.") == Strings{"We stay.", "Good,"});
  CHECK(quoted("and \"we stay") == Strings{"we stay"});
}
