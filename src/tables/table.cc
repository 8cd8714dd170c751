#include "tables/table.h"

#include <dateline/reader.h>

namespace dateline::tables {
namespace {

std::vector<std::string_view> split(std::string_view text, char mark) {
  std::vector<std::string_view> found;
  while (true) {
    const std::size_t end = text.find(mark);
    found.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return found;
    text.remove_prefix(end + 1);
  }
}

std::string day(std::string_view cell, std::string_view rest, std::string_view name, uint32_t line) {
  if (cell.empty()) return {};
  bool good = cell.size() == 4 || cell.size() == 7 || cell.size() == 10;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    good = good && (i == 4 || i == 7 ? cell[i] == '-' : cell[i] >= '0' && cell[i] <= '9');
  }
  if (!good) fail(name, line, "\"" + std::string(cell) + "\" is no year, month or day (1997, 1997-05, 1997-05-02)");
  return std::string(cell) + std::string(rest.substr(cell.size() - 4));  // "-12-31", "-31" or ""
}

}  // namespace

void fail(std::string_view name, uint32_t line, std::string_view reason) {
  throw Error("data/" + std::string(name) + ", line " + std::to_string(line) + ": " + std::string(reason));
}

std::vector<Row> rows(std::string_view text, std::string_view name, std::size_t columns) {
  std::vector<Row> found;
  uint32_t number = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    ++number;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    Row row{number, split(line, '\t')};
    if (row.cells.size() != columns) {
      fail(name, number, std::to_string(row.cells.size()) + " columns, " + std::to_string(columns) + " expected");
    }
    found.push_back(std::move(row));
  }
  return found;
}

std::vector<std::string_view> parts(std::string_view cell) {
  return cell.empty() ? std::vector<std::string_view>{} : split(cell, '|');
}

std::string first_day(std::string_view cell, std::string_view name, uint32_t line) { return day(cell, "-01-01", name, line); }

std::string last_day(std::string_view cell, std::string_view name, uint32_t line) { return day(cell, "-12-31", name, line); }

}  // namespace dateline::tables
