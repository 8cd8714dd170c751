#include "events/codes.h"

#include "text/table.h"

#include <dateline/reader.h>

#include <charconv>

namespace dateline::events {
namespace {

std::string key(std::string_view type, std::string_view mode) {
  std::string joined(type);
  joined += '\t';
  joined += mode.empty() ? "-" : mode;
  return joined;
}

}  // namespace

Codes::Codes(std::string_view tsv) {
  text::for_each_row(tsv, [&](const std::vector<std::string_view>& columns) {
    if (columns.size() != 5)
      throw Error("data/plover.tsv: a row has " + std::to_string(columns.size()) +
                  " columns, not 5: " + std::string(columns[0]));
    Code code{std::string(columns[2]), 0, std::string(columns[4])};
    const auto [end, error] = std::from_chars(columns[3].data(), columns[3].data() + columns[3].size(), code.score);
    if (error != std::errc() || end != columns[3].data() + columns[3].size())
      throw Error("data/plover.tsv: \"" + std::string(columns[3]) + "\" in the row of " + std::string(columns[0]) +
                  " is no number");
    codes_[key(columns[0], columns[1])] = std::move(code);
  });
}

bool Codes::has(std::string_view type, std::string_view mode) const { return codes_.contains(key(type, mode)); }

const Code& Codes::of(std::string_view type, std::string_view mode) const {
  auto found = codes_.find(key(type, mode));
  if (found == codes_.end()) found = codes_.find(key(type, {}));
  return found == codes_.end() ? none_ : found->second;
}

}  // namespace dateline::events
