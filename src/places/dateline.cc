#include "places/dateline.h"

#include <algorithm>

namespace dateline::places {
namespace {

constexpr uint32_t opening_sentences = 4;  // headline, byline and subheads may stand before it
constexpr uint32_t longest = 14;           // words from the name to the dash ("NAIROBI, Kenya, Aug. 8 (AP) --")

bool is_dash(std::string_view form) {
  return form == "-" || form == "--" || form == "_" || form == "\u2013" || form == "\u2014" || form == "\u2015";
}

// "NEW DELHI: ...", "MEXICO CITY (AP) ...", "JERUSALEM 1996-08-27" on a line of its own: a name in capitals, set off without a
// dash.
bool opens_by_capitals(const syntax::Reading& reading, const syntax::Tagged& name) {
  const std::string_view surface = reading.surface(name.begin, name.end);
  if (std::any_of(surface.begin(), surface.end(), [](char c) { return c >= 'a' && c <= 'z'; }) || surface.size() < 4)
    return false;
  if (name.end >= reading.words.size()) return false;
  const std::string_view next = reading.form(name.end);
  return next == "(" || next == ":" || (next[0] >= '0' && next[0] <= '9');
}

}  // namespace

std::optional<Dateline> find_dateline(const syntax::Reading& reading, const std::vector<Place>& places) {
  for (uint32_t s = 0; s < std::min<size_t>(opening_sentences, reading.sentences.size()); ++s) {
    const syntax::Sentence& sentence = reading.sentences[s];
    const auto name = std::find_if(reading.names.begin(), reading.names.end(),
                                   [&](const syntax::Tagged& n) { return n.begin >= sentence.begin; });
    if (name == reading.names.end() || name->begin != sentence.begin || name->label != "LOC") continue;
    const uint32_t last = std::min(sentence.end, sentence.begin + longest);
    bool marked = opens_by_capitals(reading, *name);
    // Names, dates and agencies stand before the dash; a verb is a sentence's ("London buses ran again - the first since
    // Monday").
    for (uint32_t w = name->end; w < last && !marked && reading.words[w].upos != "VERB"; ++w)
      marked = is_dash(reading.form(w)) && reading.words[w].gap != text::Gap::none;
    if (!marked) continue;
    Dateline found;
    found.span = reading.span(name->begin, name->end);
    const auto place =
        std::find_if(places.begin(), places.end(), [&](const Place& p) { return p.span.start == found.span.start; });
    if (place != places.end()) found.place = static_cast<Index>(place - places.begin());
    return found;
  }
  return std::nullopt;
}

}  // namespace dateline::places
