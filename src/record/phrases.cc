#include "record/phrases.h"

#include "record/page.h"

#include <algorithm>
#include <cmath>

namespace dateline {

namespace {

// Nobody reads more of one item on a page, and many items may cover the same long text.
constexpr uint32_t longest_quote = 1000;  // code points

}  // namespace

std::string Phrases::surface(Span span) const {
  const uint32_t end = std::min(span.end, span.start + longest_quote);
  return on_one_line(text_.surface({span.start, end})) + (end < span.end ? "…" : "");
}

std::string Phrases::surfaces(const std::vector<Span>& spans) const {
  std::string out;
  for (const Span span : spans) {
    out += (out.empty() ? "" : " … ") + surface(span);
    if (out.size() > longest_quote) break;
  }
  return out;
}

std::string Phrases::name(Index entity) const {
  if (entity < 0 || static_cast<size_t>(entity) >= record_.entities.size()) return "";
  return record_.entities[static_cast<size_t>(entity)].name;
}

std::string Phrases::names(const std::vector<Index>& entities) const {
  std::string out;
  for (size_t i = 0; i < entities.size(); ++i) {
    if (i > 0) out += i + 1 == entities.size() ? " and " : ", ";
    out += name(entities[i]);
  }
  return out;
}

std::string Phrases::actor(const Entity& entity) const {
  if (!entity.actor) return "";
  std::string code = entity.actor->country;
  if (!entity.actor->sector.empty()) code += (code.empty() ? "" : " ") + entity.actor->sector;
  if (entity.actor->role.empty()) return code;
  return entity.actor->role + (code.empty() ? "" : ", ") + code;
}

std::string Phrases::speaker(const Statement& statement) const {
  if (!statement.speaker) return "Someone";
  std::string out = name(statement.speaker->entity);
  if (out.empty()) out = surfaces(statement.speaker->spans);
  return out.empty() ? "Someone" : out;
}

std::string Phrases::day_range(const std::optional<std::string>& from, const std::optional<std::string>& to) const {
  if (from && to) return *from + " to " + *to;
  if (from) return "from " + *from;
  return to ? "until " + *to : "";
}

std::string Phrases::count(const Count& count) const {
  std::string out;
  const auto add = [&](const std::optional<int64_t>& number, std::string_view what) {
    if (!number) return;
    if (!out.empty()) out += ", ";
    out += std::to_string(*number) + " " + std::string(what);
  };
  add(count.killed, "killed");
  add(count.wounded, "wounded");
  add(count.detained, "detained");
  add(count.displaced, "displaced");
  add(count.participants, "taking part");
  return out;
}

std::string Phrases::around(Span span, unsigned width) const {
  Span sentence = {span.start, span.end};
  const auto after = std::upper_bound(record_.sentences.begin(), record_.sentences.end(), span.start,
                                      [](uint32_t at, const Sentence& one) { return at < one.span.start; });
  if (after != record_.sentences.begin()) {
    const Span found = std::prev(after)->span;
    sentence = {found.start, std::max(found.end, span.end)};
  }
  // A third of the room goes to what stands before.
  const uint32_t size = span.end - span.start;
  const uint32_t room = width > size ? width - size : 0;
  uint32_t start = span.start - std::min(span.start - sentence.start, room / 3);
  const bool cut = start > sentence.start;
  if (cut) {  // begin with a whole word
    const std::string_view before = text_.surface({start, span.start});
    const size_t space = before.find(' ');
    if (space != std::string_view::npos) {
      start += SpanText(before.substr(0, space + 1)).size();
    } else {
      start = span.start;
    }
  }
  const uint32_t end = std::min(sentence.end, start + 4 * width);  // enough, whatever the width of its characters
  return shortened((cut ? "…" : "") + surface({start, end}), width);
}

std::string_view verb(std::string_view force) {
  static constexpr std::pair<std::string_view, std::string_view> verbs[] = {
      {"say", "says"},         {"claim", "claims"},       {"deny", "denies"},      {"admit", "admits"},
      {"promise", "promises"}, {"threaten", "threatens"}, {"warn", "warns"},       {"demand", "demands"},
      {"ask", "asks"},         {"accuse", "accuses"},     {"believe", "believes"}, {"intend", "intends"}};
  for (const auto& [name, word] : verbs) {
    if (name == force) return word;
  }
  return force;
}

std::string percent(double confidence) {
  return std::to_string(std::lround(100 * std::clamp(std::isnan(confidence) ? 0 : confidence, 0.0, 1.0))) + " %";
}

}  // namespace dateline
