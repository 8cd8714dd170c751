#include "cli/values.h"

#include "cli/failure.h"
#include "document/day.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace dateline::cli {
namespace {

[[noreturn]] void refuse(std::string_view what, std::string_view value, std::string_view allowed) {
  throw UsageError(std::string(what) + " \"" + document::printable(value) + "\"; allowed: " + std::string(allowed));
}

}  // namespace

Layers layers_value(std::string_view text) {
  Layers layers;
  while (!text.empty()) {
    const size_t comma = std::min(text.find(','), text.size());
    const std::string_view name = text.substr(0, comma);
    text.remove_prefix(std::min(comma + 1, text.size()));
    const auto found =
        std::find_if(layer_names.begin(), layer_names.end(), [&](const LayerName& one) { return one.name == name; });
    if (found == layer_names.end()) {
      std::string allowed;
      for (const LayerName& one : layer_names) allowed += std::string(one.name) + ", ";
      refuse("unknown layer", name, allowed + "or \"\" for the document alone");
    }
    layers = layers | found->layer;
  }
  return layers;
}

Format format_value(std::string_view text) {
  if (text == "text") return Format::text;
  if (text == "jsonl") return Format::jsonl;
  if (text == "conllu") return Format::conllu;
  if (text == "html") return Format::html;
  refuse("unknown format", text, "text, jsonl, conllu, html");
}

document::Kind kind_value(std::string_view text) {
  if (text == "text") return document::Kind::text;
  if (text == "jsonl") return document::Kind::jsonl;
  refuse("unknown --from", text, "text, jsonl");
}

std::string day_value(std::string_view text) {
  if (!document::is_day(text)) refuse("impossible date", text, "a day of the calendar as YYYY-MM-DD, like 2031-05-14");
  return std::string(text);
}

size_t size_value(std::string_view text) {
  constexpr std::string_view allowed = "a number of bytes, or with K, M or G, like 10M";
  size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  std::string unit;
  for (const char c : text.substr(static_cast<size_t>(end - text.data()))) {
    unit += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  if (unit.ends_with("IB")) unit.resize(unit.size() - 2);
  if (unit.ends_with("B")) unit.pop_back();
  const size_t shift = unit.empty() ? 0 : unit == "K" ? 10 : unit == "M" ? 20 : unit == "G" ? 30 : 99;
  if (error != std::errc() || shift == 99 || number == 0 || number > (size_t{1} << 32) >> shift) {
    refuse("impossible size", text, std::string(allowed) + ", up to 4G");
  }
  return number << shift;
}

unsigned threads_value(std::string_view text) {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < 1 || number > 256) {
    refuse("impossible number of threads", text, "1 to 256");
  }
  return number;
}

}  // namespace dateline::cli
