// The report with its spans marked: one page without script or anything from outside.
//
// Spans overlap, HTML elements may not: the text is cut at every boundary, and each piece carries the classes of all spans over
// it.
#include "record/page.h"
#include "record/phrases.h"

#include "text/code_points.h"

#include <dateline/formats.h>

#include <algorithm>
#include <array>
#include <set>

namespace dateline {
namespace {

constexpr std::string_view style =
    "body{font:1.05rem/1.7 Georgia,serif;color:#222;background:#fff;max-width:46rem;margin:2rem auto;padding:0 1rem}"
    "h2{font-size:1.3rem;margin:2.5rem 0 .2rem}h3{font-size:1rem;margin:1.5rem 0 .3rem}"
    ".about,.key,footer{font:.85rem/1.5 system-ui,sans-serif;color:#666}"
    ".report{white-space:pre-wrap;overflow-wrap:anywhere;margin:1rem 0}"
    "table{border-collapse:collapse;font:.85rem/1.4 system-ui,sans-serif;width:100%}"
    "td,th{text-align:left;vertical-align:top;padding:.25rem .6rem .25rem 0;border-bottom:1px solid #ddd}"
    ".content{background:#fdf3d0}.cue{border-bottom:2px solid #b7791f}.speaker{border-bottom:2px solid #2b6cb0}"
    ".name{font-weight:bold}.per{color:#1a4f8b}.org{color:#6b2fa0}.loc{color:#1c6b3a}.misc{color:#7a4a00}"
    ".event{background:#f8c9c0;border-radius:.2rem}.time{border-bottom:2px dotted #c05621}.place{border-bottom:2px dotted "
    "#2f855a}"
    "@media(prefers-color-scheme:dark){body{color:#ddd;background:#181818}.content{background:#40371a}.event{background:#"
    "66281d}"
    ".per{color:#8ab8ef}.org{color:#c9a2ef}.loc{color:#85d3a3}.misc{color:#e0b070}td,th{border-color:#444}}";

constexpr std::array<std::string_view, 11> classes = {"content", "cue",  "speaker", "name", "per",  "org",
                                                      "loc",     "misc", "event",   "time", "place"};

// Characters that HTML has no place for (controls, U+FFFE, U+FFFF) are shown as U+FFFD.
void escape(std::string_view utf8, std::string& out) {
  for (size_t at = 0; at < utf8.size();) {
    const size_t begin = at;
    const char32_t c = text::next_code_point(utf8, at);
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (c == '\r') {
      out += "&#13;";
    } else if ((c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c <= 0x9F) || (c & 0xFFFE) == 0xFFFE) {
      out += "\xEF\xBF\xBD";
    } else {
      out += utf8.substr(begin, at - begin);
    }
  }
}

struct Mark {
  Span span;
  size_t kind;       // index into classes
  std::string says;  // tooltip
};

size_t kind_of(std::string_view name) {
  return static_cast<size_t>(std::find(classes.begin(), classes.end(), name) - classes.begin());
}

class HtmlRecord {
 public:
  HtmlRecord(const Record& record, std::string& out) : record_(record), phrases_(record), text_(record.text), out_(out) {}

  void write() {
    out_ += "<article>\n<h2>";
    escape(record_.title && !record_.title->empty() ? *record_.title : record_.id, out_);
    out_ += "</h2>\n<p class=\"about\">";
    escape(record_.id, out_);
    for (const auto* fact : {&record_.publisher, &record_.published, &record_.url}) {
      if (!*fact || (*fact)->empty()) continue;
      out_ += " · ";
      escape(**fact, out_);
    }
    out_ += "</p>\n<div class=\"report\" dir=\"auto\">";
    report();
    out_ += "</div>\n";
    statements();
    events();
    positions();
    out_ += "</article>\n";
  }

 private:
  void mark(Span span, std::string_view kind, std::string says = "") {
    if (span.start < span.end) marks_.push_back({span, kind_of(kind), std::move(says)});
  }

  void collect() {
    for (const Mention& mention : record_.mentions) {
      const std::string_view kind = mention.type == "PER"    ? "per"
                                    : mention.type == "ORG"  ? "org"
                                    : mention.type == "LOC"  ? "loc"
                                    : mention.type == "MISC" ? "misc"
                                                             : "";
      if (kind.empty()) continue;
      mark(mention.span, "name");
      mark(mention.span, kind, mention.type);
    }
    for (const Statement& statement : record_.statements) {
      const std::string says = shortened(phrases_.speaker(statement), 80) + " " + std::string(verb(statement.force));
      for (const Span span : statement.content) mark(span, "content", says);
      for (const Span span : statement.cue) mark(span, "cue", says);
      if (!statement.speaker) continue;
      for (const Span span : statement.speaker->spans) mark(span, "speaker");
    }
    for (const Event& event : record_.events) {
      const std::string says = (event.negative ? "not: " : "") + event.type + " " + event.modality;
      mark(event.trigger, "event", says);
      for (const Span span : event.also) mark(span, "event", says);
    }
    for (const Time& time : record_.times) mark(time.span, "time", time.value);
    for (const Place& place : record_.places) mark(place.span, "place", place.name + " " + place.country);
  }

  void report() {
    collect();
    // Openings and closings in text order; a sweep keeps how many marks of each class are open, and the shortest for the
    // tooltip.
    struct Edge {
      uint32_t at;
      bool opens;
      size_t mark;
    };
    std::vector<Edge> edges;
    for (size_t i = 0; i < marks_.size(); ++i) {
      edges.push_back({marks_[i].span.start, true, i});
      edges.push_back({std::min(marks_[i].span.end, text_.size()), false, i});
    }
    std::stable_sort(edges.begin(), edges.end(), [](const Edge& one, const Edge& two) { return one.at < two.at; });
    std::array<size_t, classes.size()> open{};
    std::set<std::pair<uint32_t, size_t>> says;  // length and index of open marks with a tooltip
    uint32_t at = 0;
    for (size_t i = 0; i < edges.size();) {
      piece({at, edges[i].at}, open, says);
      at = std::max(at, edges[i].at);
      for (const uint32_t here = edges[i].at; i < edges.size() && edges[i].at == here; ++i) {
        const Mark& mark = marks_[edges[i].mark];
        if (edges[i].opens) {
          ++open[mark.kind];
          if (!mark.says.empty()) says.insert({mark.span.end - mark.span.start, edges[i].mark});
        } else {
          --open[mark.kind];
          says.erase({mark.span.end - mark.span.start, edges[i].mark});
        }
      }
    }
    piece({at, text_.size()}, open, says);
  }

  void piece(Span span, const std::array<size_t, classes.size()>& open, const std::set<std::pair<uint32_t, size_t>>& says) {
    if (span.start >= span.end) return;
    std::string names;
    for (size_t i = 0; i < classes.size(); ++i) {
      if (open[i] > 0) names += (names.empty() ? "" : " ") + std::string(classes[i]);
    }
    if (!names.empty()) {
      out_ += "<span class=\"" + names + "\"";
      size_t shown = 0;
      for (const auto& [length, index] : says) {
        if (shown == 3) break;
        out_ += shown++ == 0 ? " title=\"" : " · ";
        escape(on_one_line(marks_[index].says), out_);
      }
      out_ += shown > 0 ? "\">" : ">";
    }
    escape(text_.surface(span), out_);
    if (!names.empty()) out_ += "</span>";
  }

  void row(std::initializer_list<std::string> cells) {
    out_ += "<tr>";
    for (const std::string& cell : cells) {
      out_ += "<td>";
      escape(cell, out_);
      out_ += "</td>";
    }
    out_ += "</tr>\n";
  }

  void table(std::string_view title, std::initializer_list<std::string_view> heads) {
    out_ += "<h3>" + std::string(title) + "</h3>\n<table><tr>";
    for (const std::string_view head : heads) out_ += "<th>" + std::string(head) + "</th>";
    out_ += "</tr>\n";
  }

  void statements() {
    if (record_.statements.empty()) return;
    table("Who says what", {"speaker", "force", "content", "kind", "confidence"});
    for (const Statement& one : record_.statements) {
      row({phrases_.speaker(one), std::string(verb(one.force)), shortened(phrases_.surfaces(one.content), 240), one.kind,
           percent(one.confidence)});
    }
    out_ += "</table>\n";
  }

  void events() {
    if (record_.events.empty()) return;
    table("Who did what to whom", {"actor", "act", "recipient", "status", "when", "according to", "confidence"});
    for (const Event& one : record_.events) {
      row({phrases_.names(one.actors),
           one.type + (one.mode.empty() ? "" : ", " + one.mode) + ": " + phrases_.surface(one.trigger),
           phrases_.names(one.recipients), (one.negative ? "not " : "") + one.modality, phrases_.day_range(one.from, one.to),
           phrases_.names(one.asserted_by), percent(one.confidence)});
    }
    out_ += "</table>\n";
  }

  void positions() {
    if (record_.positions.empty()) return;
    table("Who stands where", {"holder", "stance", "issue", "towards", "since", "confidence"});
    for (const Position& one : record_.positions) {
      row({phrases_.name(one.holder), one.stance, one.issue + (one.topic ? ": " + phrases_.surface(*one.topic) : ""),
           phrases_.name(one.towards), one.from.value_or(""), percent(one.confidence)});
    }
    out_ += "</table>\n";
  }

  const Record& record_;
  Phrases phrases_;
  SpanText text_;
  std::string& out_;
  std::vector<Mark> marks_;
};

}  // namespace

void open_html(const Version& version, std::string& out) {
  out += "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
  out += "<meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"generator\" content=\"dateline ";
  escape(version.program + ", weights " + version.weights + ", tables " + version.tables, out);
  out += "\">\n<title>Dateline</title>\n<style>" + std::string(style) + "</style>\n</head>\n<body>\n<p class=\"key\">";
  out +=
      "<span class=\"name per\">person</span> · <span class=\"name org\">organization</span> · "
      "<span class=\"name loc\">location</span> · <span class=\"name misc\">other name</span> · "
      "<span class=\"speaker\">speaker</span> · <span class=\"cue\">cue</span> · <span class=\"content\">what is said</span> · "
      "<span class=\"event\">act</span> · <span class=\"time\">time</span> · <span class=\"place\">place</span></p>\n";
}

void write_html(const Record& record, std::string& out) { HtmlRecord(record, out).write(); }

void close_html(std::string& out) { out += "</body>\n</html>\n"; }

}  // namespace dateline
