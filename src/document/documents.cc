#include "document/documents.h"

#include "document/json_document.h"
#include "document/utf8.h"

#include <dateline/reader.h>

#include <cstdio>

namespace dateline::document {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string too_long(size_t max_bytes) {
  return "longer than --max-document (" + size_in_words(max_bytes) + "); split it or raise --max-document";
}

}  // namespace

std::string printable(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7F) {
      out += c;
    } else {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\x%02x", byte);
      out += escape;
    }
  }
  return out;
}

std::string size_in_words(size_t bytes) {
  constexpr std::string_view units[] = {" bytes", " KB", " MB", " GB"};
  size_t unit = 0;
  while (unit < 3 && bytes >= 1024 && bytes % 1024 == 0) {
    bytes /= 1024;
    ++unit;
  }
  return std::to_string(bytes) + std::string(units[unit]);
}

std::optional<Kind> kind_by_name(std::string_view name) {
  if (name.ends_with(".jsonl") || name.ends_with(".ndjson")) return Kind::jsonl;
  if (name.ends_with(".txt")) return Kind::text;
  return std::nullopt;
}

Kind kind_by_bytes(std::string_view first_bytes) {
  if (first_bytes.starts_with(byte_order_mark)) first_bytes.remove_prefix(byte_order_mark.size());
  return first_bytes.starts_with('{') ? Kind::jsonl : Kind::text;
}

Documents::Documents(Bytes& bytes, std::string name, InputOptions options)
    : reader_(bytes, options.max_bytes), name_(std::move(name)), options_(std::move(options)) {}

bool Documents::next(Document& document, std::string& failure) {
  document = Document{};
  failure.clear();
  const bool first = !begun_;
  if (first) {
    begun_ = true;
    if (!options_.kind) options_.kind = kind_by_name(name_);
    if (!options_.kind) options_.kind = kind_by_bytes(reader_.peek());
    // The mark is no part of the JSON; of a text it is (spans count what was given).
    if (options_.kind == Kind::jsonl && reader_.peek().starts_with(byte_order_mark)) reader_.skip(byte_order_mark.size());
  }
  if (options_.kind == Kind::jsonl) return next_line(document, failure);
  return first && next_text(document, failure);
}

bool Documents::next_text(Document& document, std::string& failure) {
  document.id = name_;
  document.published = options_.published;
  if (reader_.rest(document.text) == Piece::too_long) {
    failure = printable(name_) + ": " + too_long(options_.max_bytes);
  } else if (const auto invalid = first_invalid_byte(document.text)) {
    char byte[8];
    std::snprintf(byte, sizeof byte, "0x%02x", static_cast<unsigned char>(document.text[*invalid]));
    failure = printable(name_) + ": not UTF-8 at byte offset " + std::to_string(*invalid) + " (" + byte +
              "); convert it to UTF-8, for example with iconv";
  }
  return true;
}

bool Documents::next_line(Document& document, std::string& failure) {
  Piece piece;
  do {
    piece = reader_.line(line_);
    if (piece == Piece::end) return false;
  } while (piece == Piece::read && line_.find_first_not_of(" \t\r") == std::string::npos);
  const std::string number = std::to_string(reader_.line_number());
  try {
    if (piece == Piece::too_long) throw Error(too_long(options_.max_bytes));
    document = parse_json_document(line_);
    if (document.id.empty()) document.id = name_ + "#" + number;
    if (!document.published) document.published = options_.published;
  } catch (const Error& error) {
    failure = printable(name_) + ", line " + number + ": " + error.what();
  }
  return true;
}

}  // namespace dateline::document
