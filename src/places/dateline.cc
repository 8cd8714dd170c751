#include "places/dateline.h"

#include <algorithm>

namespace dateline::places {
namespace {

constexpr uint32_t opening_sentences = 4;  // headline, byline and subheads may stand before it
constexpr uint32_t longest = 14;           // words from the name to the dash ("NAIROBI, Kenya, Aug. 8 (AP) --")

bool is_dash(std::string_view form) {
  return form == "-" || form == "--" || form == "_" || form == "\u2013" || form == "\u2014" || form == "\u2015";
}

}  // namespace

std::optional<Dateline> find_dateline(const syntax::Reading& reading, const std::vector<Place>& places) {
  for (uint32_t s = 0; s < std::min<size_t>(opening_sentences, reading.sentences.size()); ++s) {
    const syntax::Sentence& sentence = reading.sentences[s];
    const auto name = std::find_if(reading.names.begin(), reading.names.end(), [&](const syntax::Tagged& n) { return n.begin >= sentence.begin; });
    if (name == reading.names.end() || name->begin != sentence.begin || name->label != "LOC") continue;
    const uint32_t last = std::min(sentence.end, sentence.begin + longest);
    bool dash = false;
    for (uint32_t w = name->end; w < last && !dash; ++w) dash = is_dash(reading.form(w)) && reading.words[w].gap != text::Gap::none;
    if (!dash) continue;
    Dateline found;
    found.span = reading.span(name->begin, name->end);
    const auto place = std::find_if(places.begin(), places.end(), [&](const Place& p) { return p.span.start == found.span.start; });
    if (place != places.end()) found.place = static_cast<Index>(place - places.begin());
    return found;
  }
  return std::nullopt;
}

}  // namespace dateline::places
