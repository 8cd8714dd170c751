#include "text/quotes.h"

namespace dateline::text {
namespace {

enum class Mark { none, open, close, either };

// The mark at a byte and its length in bytes.
std::pair<Mark, uint32_t> mark_at(std::string_view text, size_t at) {
  const std::string_view rest = text.substr(at);
  if (rest[0] == '"') return {Mark::either, 1};
  if (rest.starts_with("``")) return {Mark::open, 2};
  if (rest.starts_with("''")) return {Mark::close, 2};
  if (rest.starts_with("\u201c") || rest.starts_with("\u201e")) return {Mark::open, 3};
  if (rest.starts_with("\u201d")) return {Mark::close, 3};
  if (rest.starts_with("\u00ab")) return {Mark::open, 2};
  if (rest.starts_with("\u00bb")) return {Mark::close, 2};
  return {Mark::none, 1};
}

}  // namespace

std::vector<std::pair<uint32_t, uint32_t>> quoted(std::string_view text) {
  std::vector<std::pair<uint32_t, uint32_t>> found;
  bool open = false;
  uint32_t start = 0;
  for (size_t at = 0; at < text.size();) {
    if (text[at] == '\n' && open) {
      // A line of wire copy may be broken inside a quotation; an empty line, or a line that a mark opens, is a new paragraph.
      size_t next = at + 1;
      while (next < text.size() && (text[next] == ' ' || text[next] == '\r' || text[next] == '\t')) ++next;
      const bool ends = next >= text.size() || text[next] == '\n' || mark_at(text, next).first != Mark::none;
      if (ends) {
        found.emplace_back(start, static_cast<uint32_t>(at));
        open = false;
      }
    }
    auto [mark, length] = mark_at(text, at);
    if (mark == Mark::either) mark = open ? Mark::close : Mark::open;
    if (mark == Mark::open && !open) {
      open = true;
      start = static_cast<uint32_t>(at + length);
    } else if (mark == Mark::close && open) {
      found.emplace_back(start, static_cast<uint32_t>(at));
      open = false;
    }
    at += length;
  }
  if (open) found.emplace_back(start, static_cast<uint32_t>(text.size()));
  return found;
}

}  // namespace dateline::text
