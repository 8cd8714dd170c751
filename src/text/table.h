// Rows of a table that a user may read and extend: columns separated by tabs, a line a row, # begins a comment line.
#pragma once

#include <string_view>
#include <vector>

namespace dateline::text {

// Calls `take` with the columns of each row; empty lines and comments are left out, and a carriage return at a line's end.
template <typename Take>
void for_each_row(std::string_view tsv, Take take) {
  std::vector<std::string_view> columns;
  while (!tsv.empty()) {
    const size_t end = tsv.find('\n');
    std::string_view line = tsv.substr(0, end);
    tsv.remove_prefix(end == std::string_view::npos ? tsv.size() : end + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty() || line.front() == '#' || line.find_first_not_of(" \t") == std::string_view::npos) continue;
    columns.clear();
    for (;;) {
      const size_t tab = line.find('\t');
      columns.push_back(line.substr(0, tab));
      if (tab == std::string_view::npos) break;
      line.remove_prefix(tab + 1);
    }
    take(columns);
  }
}

}  // namespace dateline::text
