// A record written out. Each function appends to `out` and keeps nothing; docs/record.md says what the formats hold.
#pragma once

#include <dateline/reader.h>
#include <dateline/record.h>

#include <string>

namespace dateline {

// One JSON object, without a line end: a line of a JSON Lines file. Layers that Record::layers doesn't name are absent, and
// identifiers of theirs null.
void write_json(const Record& record, const Version& version, std::string& out);

// CoNLL-U of the layer tokens: each sentence with `# sent_id` and `# text`, the first with `# newdoc id`. Nothing for a record
// without sentences: the format has no document without one.
void write_conllu(const Record& record, std::string& out);

struct TextLayout {
  unsigned width = 80;  // columns of a terminal
  bool color = false;   // ANSI escapes
};

// The record on a page, for people at a terminal. Control characters of the report are left out.
void write_text(const Record& record, const TextLayout& layout, std::string& out);

// The report with its spans marked. A page is open_html, write_html for each record, close_html; it needs nothing from outside
// itself and no script.
void open_html(const Version& version, std::string& out);
void write_html(const Record& record, std::string& out);
void close_html(std::string& out);

}  // namespace dateline
