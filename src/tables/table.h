// Tables that a user may read and extend (data/*.tsv): tab-separated cells, one row a line, lines that begin with '#' are
// comments.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::tables {

struct Row {
  uint32_t line = 0;  // 1-based
  std::vector<std::string_view> cells;
};

// The rows of a table, whose cells point into `text`. Throws Error ("data/NAME, line 7: ...") when a row has not `columns`
// cells.
std::vector<Row> rows(std::string_view text, std::string_view name, std::size_t columns);

// Throws Error with table, line and reason.
[[noreturn]] void fail(std::string_view name, uint32_t line, std::string_view reason);

// The parts of a cell that lists several values ("a|b|c"); none for an empty cell.
std::vector<std::string_view> parts(std::string_view cell);

// A day of a table ("1997-05-02", "1997-05", "1997" or "") as an ISO day: the first or the last day that it may mean. Months
// all end on day 31, which is enough to compare days as strings. Throws Error when it is none of these.
std::string first_day(std::string_view cell, std::string_view name, uint32_t line);
std::string last_day(std::string_view cell, std::string_view name, uint32_t line);

}  // namespace dateline::tables
