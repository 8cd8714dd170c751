#include "times/english.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace dateline::times::english {
namespace {

using Numbers = std::unordered_map<std::string_view, int64_t>;
using Words = std::unordered_map<std::string_view, std::string_view>;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<int64_t> find(const Numbers& table, std::string_view word) {
  const auto found = table.find(word);
  if (found == table.end()) return std::nullopt;
  return found->second;
}

std::string_view find(const Words& table, std::string_view word) {
  const auto found = table.find(word);
  return found == table.end() ? std::string_view() : found->second;
}

std::optional<int64_t> digits(std::string_view word) {
  if (word.empty() || word.size() > 9) return std::nullopt;
  int64_t value = 0;
  for (const char c : word) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::vector<std::string> tokens(std::string_view text) {
  std::vector<std::string> found;
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) found.push_back(std::move(word));
    word.clear();
  };
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; };
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    if (text.substr(i, 3) == "\u2019") {  // apostrophe
      i += 2;
      c = '\'';
    }
    if (letter(c)) {
      // "10pm", but "2nd" and "1980s" stay whole
      const std::string_view rest = text.substr(i, 2);
      if (!word.empty() && is_digit(word.back()) && (rest == "am" || rest == "pm" || rest == "AM" || rest == "PM")) flush();
      word += c;
    } else if (is_digit(c)) {
      if (!word.empty() && !is_digit(word.back())) flush();
      word += c;
    } else if (c == ',' && !word.empty() && is_digit(word.back()) && i + 3 < text.size() && is_digit(text[i + 1]) &&
               is_digit(text[i + 2]) && is_digit(text[i + 3]) && (i + 4 == text.size() || !is_digit(text[i + 4])) &&
               word.size() <= 3) {
      // "1,000"
    } else if (c == '.' && !word.empty() && (word == "a" || word == "p") && i + 1 < text.size() &&
               (text[i + 1] == 'm' || text[i + 1] == 'M')) {
      // "a.m."
    } else if (c == '.' && !word.empty() && is_digit(word.back()) && i + 1 < text.size() && is_digit(text[i + 1])) {
      word += c;
    } else {
      const bool possessive =
          c == '\'' && i + 1 < text.size() && text[i + 1] == 's' && (i + 2 == text.size() || !letter(text[i + 2]));
      flush();
      if (possessive) {
        ++i;
      } else if (c == '\'' && i + 2 < text.size() && is_digit(text[i + 1]) && is_digit(text[i + 2])) {
        word = "'";
        word += text[++i];
        word += text[++i];
        if (i + 1 < text.size() && text[i + 1] == 's') word += text[++i];
        flush();
      } else if (c == ':' || c == '/') {
        found.emplace_back(1, c);
      }
    }
  }
  flush();
  return found;
}

std::optional<int64_t> month(std::string_view word) {
  static const Numbers table = {{"january", 1},   {"jan", 1},   {"february", 2},  {"feb", 2},      {"march", 3},
                                {"mar", 3},       {"april", 4}, {"apr", 4},       {"may", 5},      {"june", 6},
                                {"jun", 6},       {"july", 7},  {"jul", 7},       {"august", 8},   {"aug", 8},
                                {"september", 9}, {"sept", 9},  {"sep", 9},       {"october", 10}, {"oct", 10},
                                {"november", 11}, {"nov", 11},  {"december", 12}, {"dec", 12}};
  return find(table, word);
}

std::optional<int64_t> weekday(std::string_view word) {
  static const Numbers table = {{"monday", 1},    {"mon", 1},       {"tuesday", 2},  {"tue", 2},        {"tues", 2},
                                {"wednesday", 3}, {"wed", 3},       {"thursday", 4}, {"thu", 4},        {"thurs", 4},
                                {"friday", 5},    {"fri", 5},       {"saturday", 6}, {"sat", 6},        {"sunday", 7},
                                {"sun", 7},       {"mondays", 1},   {"tuesdays", 2}, {"wednesdays", 3}, {"thursdays", 4},
                                {"fridays", 5},   {"saturdays", 6}, {"sundays", 7}};
  return find(table, word);
}

std::string_view season(std::string_view word) {
  static const Words table = {{"spring", "SP"},  {"summer", "SU"},  {"fall", "FA"},    {"autumn", "FA"},  {"winter", "WI"},
                              {"springs", "SP"}, {"summers", "SU"}, {"autumns", "FA"}, {"winters", "WI"}, {"springtime", "SP"}};
  return find(table, word);
}

std::string_view day_part(std::string_view word) {
  static const Words table = {{"morning", "MO"},    {"mornings", "MO"}, {"dawn", "MO"},     {"afternoon", "AF"},
                              {"afternoons", "AF"}, {"evening", "EV"},  {"evenings", "EV"}, {"dusk", "EV"},
                              {"night", "NI"},      {"nights", "NI"},   {"tonight", "NI"},  {"overnight", "NI"},
                              {"midday", "MI"},     {"daytime", "DT"}};
  return find(table, word);
}

std::optional<int64_t> cardinal(std::string_view word) {
  static const Numbers table = {{"a", 1},         {"an", 1},       {"one", 1},      {"two", 2},        {"three", 3},
                                {"four", 4},      {"five", 5},     {"six", 6},      {"seven", 7},      {"eight", 8},
                                {"nine", 9},      {"ten", 10},     {"eleven", 11},  {"twelve", 12},    {"thirteen", 13},
                                {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18},
                                {"nineteen", 19}, {"twenty", 20},  {"thirty", 30},  {"forty", 40},     {"fifty", 50},
                                {"sixty", 60},    {"seventy", 70}, {"eighty", 80},  {"ninety", 90},    {"dozen", 12}};
  if (const auto number = digits(word)) return number;
  return find(table, word);
}

std::optional<int64_t> ordinal(std::string_view word) {
  static const Numbers table = {
      {"first", 1},       {"second", 2},      {"third", 3},      {"fourth", 4},     {"fifth", 5},        {"sixth", 6},
      {"seventh", 7},     {"eighth", 8},      {"ninth", 9},      {"tenth", 10},     {"eleventh", 11},    {"twelfth", 12},
      {"thirteenth", 13}, {"fourteenth", 14}, {"fifteenth", 15}, {"sixteenth", 16}, {"seventeenth", 17}, {"eighteenth", 18},
      {"nineteenth", 19}, {"twentieth", 20},  {"thirtieth", 30}, {"1st", 1}};
  if (word.size() > 2 && is_digit(word.front())) {
    const std::string_view end = word.substr(word.size() - 2);
    if (end == "st" || end == "nd" || end == "rd" || end == "th") return digits(word.substr(0, word.size() - 2));
  }
  return find(table, word);
}

std::optional<int64_t> decade_name(std::string_view word) {
  static const Numbers table = {{"twenties", 2}, {"thirties", 3},  {"forties", 4},  {"fifties", 5},
                                {"sixties", 6},  {"seventies", 7}, {"eighties", 8}, {"nineties", 9}};
  return find(table, word);
}

bool vague_count(std::string_view word) {
  static constexpr std::array<std::string_view, 16> words = {
      "few",       "several", "some",     "many",   "recent",       "coming", "numerous", "various",
      "countless", "dozens",  "hundreds", "scores", "undetermined", "any",    "more",     "most"};
  return std::find(words.begin(), words.end(), word) != words.end();
}

UnitWord unit(std::string_view word) {
  static const std::unordered_map<std::string_view, UnitWord> table = {
      {"second", {Unit::second, false}},    {"seconds", {Unit::second, true}},   {"minute", {Unit::minute, false}},
      {"minutes", {Unit::minute, true}},    {"hour", {Unit::hour, false}},       {"hours", {Unit::hour, true}},
      {"day", {Unit::day, false}},          {"days", {Unit::day, true}},         {"week", {Unit::week, false}},
      {"weeks", {Unit::week, true}},        {"weekend", {Unit::weekend, false}}, {"weekends", {Unit::weekend, true}},
      {"month", {Unit::month, false}},      {"months", {Unit::month, true}},     {"quarter", {Unit::quarter, false}},
      {"quarters", {Unit::quarter, true}},  {"year", {Unit::year, false}},       {"years", {Unit::year, true}},
      {"decade", {Unit::decade, false}},    {"decades", {Unit::decade, true}},   {"century", {Unit::century, false}},
      {"centuries", {Unit::century, true}}, {"mins", {Unit::minute, true}},      {"hrs", {Unit::hour, true}},
      {"yr", {Unit::year, false}},          {"yrs", {Unit::year, true}},         {"nights", {Unit::day, true}}};
  const auto found = table.find(word);
  return found == table.end() ? UnitWord{} : found->second;
}

std::string_view set_value(std::string_view word) {
  static const Words table = {{"daily", "P1D"},     {"nightly", "P1D"},    {"weekly", "P1W"},      {"monthly", "P1M"},
                              {"quarterly", "P1Q"}, {"annual", "P1Y"},     {"annually", "P1Y"},    {"yearly", "P1Y"},
                              {"hourly", "PT1H"},   {"biweekly", "P2W"},   {"fortnightly", "P2W"}, {"biennial", "P2Y"},
                              {"bimonthly", "P2M"}, {"semiannual", "P6M"}, {"biannual", "P6M"}};
  return find(table, word);
}

std::string_view reference(const std::vector<std::string>& tokens) {
  static const std::unordered_map<std::string_view, std::string_view> table = {{"now", "PRESENT_REF"},
                                                                               {"right now", "PRESENT_REF"},
                                                                               {"just now", "PRESENT_REF"},
                                                                               {"currently", "PRESENT_REF"},
                                                                               {"current", "PRESENT_REF"},
                                                                               {"present", "PRESENT_REF"},
                                                                               {"presently", "PRESENT_REF"},
                                                                               {"at present", "PRESENT_REF"},
                                                                               {"moment", "PRESENT_REF"},
                                                                               {"at the moment", "PRESENT_REF"},
                                                                               {"nowadays", "PRESENT_REF"},
                                                                               {"these days", "PRESENT_REF"},
                                                                               {"time being", "PRESENT_REF"},
                                                                               {"this time", "PRESENT_REF"},
                                                                               {"this moment", "PRESENT_REF"},
                                                                               {"this point", "PRESENT_REF"},
                                                                               {"ongoing", "PRESENT_REF"},
                                                                               {"already", "PRESENT_REF"},
                                                                               {"yet", "PRESENT_REF"},
                                                                               {"immediately", "PRESENT_REF"},
                                                                               {"so far", "PRESENT_REF"},
                                                                               {"to date", "PRESENT_REF"},
                                                                               {"modern", "PRESENT_REF"},
                                                                               {"present day", "PRESENT_REF"},
                                                                               {"recently", "PAST_REF"},
                                                                               {"recent", "PAST_REF"},
                                                                               {"past", "PAST_REF"},
                                                                               {"previously", "PAST_REF"},
                                                                               {"previous", "PAST_REF"},
                                                                               {"once", "PAST_REF"},
                                                                               {"formerly", "PAST_REF"},
                                                                               {"lately", "PAST_REF"},
                                                                               {"ago", "PAST_REF"},
                                                                               {"long ago", "PAST_REF"},
                                                                               {"earlier", "PAST_REF"},
                                                                               {"history", "PAST_REF"},
                                                                               {"more recently", "PAST_REF"},
                                                                               {"most recently", "PAST_REF"},
                                                                               {"recent times", "PAST_REF"},
                                                                               {"recent history", "PAST_REF"},
                                                                               {"recent past", "PAST_REF"},
                                                                               {"former", "PAST_REF"},
                                                                               {"the past", "PAST_REF"},
                                                                               {"in the past", "PAST_REF"},
                                                                               {"old days", "PAST_REF"},
                                                                               {"past few", "PAST_REF"},
                                                                               {"one time", "PAST_REF"},
                                                                               {"future", "FUTURE_REF"},
                                                                               {"soon", "FUTURE_REF"},
                                                                               {"near future", "FUTURE_REF"},
                                                                               {"shortly", "FUTURE_REF"},
                                                                               {"one day", "FUTURE_REF"},
                                                                               {"someday", "FUTURE_REF"},
                                                                               {"eventually", "FUTURE_REF"},
                                                                               {"short term", "FUTURE_REF"},
                                                                               {"near term", "FUTURE_REF"},
                                                                               {"long term", "FUTURE_REF"},
                                                                               {"foreseeable future", "FUTURE_REF"},
                                                                               {"very soon", "FUTURE_REF"},
                                                                               {"later date", "FUTURE_REF"},
                                                                               {"later", "FUTURE_REF"},
                                                                               {"upcoming", "FUTURE_REF"},
                                                                               {"coming", "FUTURE_REF"},
                                                                               {"later time", "FUTURE_REF"},
                                                                               {"next", "FUTURE_REF"},
                                                                               {"as soon as possible", "FUTURE_REF"},
                                                                               {"medium term", "FUTURE_REF"}};
  std::string phrase;
  for (const std::string& token : tokens) {
    if (phrase.empty() && (token == "the" || token == "a" || token == "an" || token == "until" || token == "as")) continue;
    if (!phrase.empty()) phrase += ' ';
    phrase += token;
  }
  const auto found = table.find(phrase);
  return found == table.end() ? std::string_view() : found->second;
}

Feast feast(const std::vector<std::string>& tokens) {
  const auto has = [&](std::string_view word) { return std::find(tokens.begin(), tokens.end(), word) != tokens.end(); };
  if (has("christmas") && has("eve")) return {12, 24};
  if (has("christmas")) return {12, 25};
  if (has("new") && has("eve")) return {12, 31};
  if (has("new") && (has("year") || has("years")) && (has("day") || tokens.size() == 2)) return {1, 1};
  if (has("valentine")) return {2, 14};
  if (has("thanksgiving")) return {11, 0};
  if (has("halloween")) return {10, 31};
  if (has("boxing") && has("day")) return {12, 26};
  if (has("may") && has("day") && tokens.size() == 2) return {5, 1};
  return {};
}

bool future_cue(std::string_view word) {
  static constexpr std::array<std::string_view, 22> words = {
      "will",    "'ll",   "’ll",      "shall",       "wo",    "scheduled", "plans", "planned", "planning", "expected", "due",
      "expects", "hopes", "upcoming", "tentatively", "going", "deadline",  "until", "expires", "starting", "slated",   "vowed"};
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace dateline::times::english
