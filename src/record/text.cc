// The record on a page, for people at a terminal.
#include "record/page.h"
#include "record/phrases.h"

#include <dateline/formats.h>

#include <algorithm>
#include <set>

namespace dateline {
namespace {

constexpr size_t most_names = 20;  // of a list on the page; JSON has them all

class TextRecord {
 public:
  TextRecord(const Record& record, const TextLayout& layout, std::string& out)
      : record_(record), phrases_(record), page_(layout, out) {}

  void write() {
    head();
    if (record_.layers.empty()) body();
    if (record_.layers.has(Layer::statements)) statements();
    if (record_.layers.has(Layer::events)) events();
    if (record_.layers.has(Layer::positions)) positions();
    if (record_.layers.has(Layer::entities)) {
      entities();
    } else if (record_.layers.has(Layer::mentions)) {
      mentions();
    }
    if (record_.layers.has(Layer::times)) times();
    if (record_.layers.has(Layer::places)) places();
    if (record_.layers.has(Layer::tokens)) tokens();
  }

 private:
  void head() {
    page_.add(record_.title && !record_.title->empty() ? *record_.title : record_.id, Style::bold).end(0);
    const auto fact = [&](const std::string& text) {
      if (text.empty()) return;
      if (facts_) page_.add("·", Style::dim);
      page_.add(text, Style::dim);
      facts_ = true;
    };
    if (record_.title && !record_.title->empty()) fact(record_.id);
    if (record_.publisher) fact(*record_.publisher);
    if (record_.dateline) fact(phrases_.surface(record_.dateline->span));
    if (record_.published) {
      fact(
          "published " + *record_.published +
          (record_.published_from && *record_.published_from != "caller" ? " (says the " + *record_.published_from + ")" : ""));
    }
    fact(std::to_string(record_.sentences.size()) + (record_.sentences.size() == 1 ? " sentence" : " sentences"));
    page_.end(0);
    if (record_.url && !record_.url->empty()) page_.add(*record_.url, Style::dim).end(0);
  }

  // The document alone: its lines as they stand.
  void body() {
    page_.blank();
    for (size_t at = 0; at < record_.text.size();) {
      const size_t end = std::min(record_.text.find('\n', at), record_.text.size());
      page_.add(std::string_view(record_.text).substr(at, end - at)).end(0);
      at = end + 1;
    }
  }

  // Heading of a section; false when it is empty.
  bool section(std::string_view name, size_t items) {
    page_.blank();
    page_.add(name, Style::bold);
    if (items == 0) page_.add("nothing found", Style::dim);
    page_.end(0);
    return items > 0;
  }

  // Facts of an item on one dim line.
  void details(const std::vector<std::string>& facts) {
    bool first = true;
    for (const std::string& fact : facts) {
      if (fact.empty()) continue;
      if (!first) page_.add("·", Style::dim);
      page_.add(fact, Style::dim);
      first = false;
    }
    if (!first) page_.end(4);
  }

  std::string time(Index index) const {
    return index < 0 || static_cast<size_t>(index) >= record_.times.size()
               ? ""
               : phrases_.surface(record_.times[static_cast<size_t>(index)].span);
  }
  std::string place(Index index) const {
    return index < 0 || static_cast<size_t>(index) >= record_.places.size() ? ""
                                                                            : record_.places[static_cast<size_t>(index)].name;
  }
  static std::string with(std::string_view word, const std::string& what) {
    return what.empty() ? "" : std::string(word) + " " + what;
  }

  void statements() {
    if (!section("Who says what", record_.statements.size())) return;
    for (const Statement& statement : record_.statements) {
      page_.add(phrases_.speaker(statement), Style::cyan).add(verb(statement.force));
      if (statement.addressee >= 0) {
        if (statement.force == "say" || statement.force == "claim" || statement.force == "admit") page_.add("to");
        page_.add(phrases_.name(statement.addressee), Style::cyan);
      }
      page_.add(":", Style::plain, true).end(2);
      page_.add(shortened(phrases_.surfaces(statement.content), 3 * page_.width())).end(4);
      details({statement.kind, time(statement.time), with("in", place(statement.place)), percent(statement.confidence)});
    }
  }

  void events() {
    if (!section("Who did what to whom", record_.events.size())) return;
    for (const Event& event : record_.events) {
      const std::string actors = phrases_.names(event.actors), recipients = phrases_.names(event.recipients);
      page_.add(event.type, Style::yellow);
      if (!event.mode.empty()) page_.add("(" + event.mode + ")", Style::yellow);
      page_.add(actors.empty() ? "somebody" : actors, actors.empty() ? Style::dim : Style::cyan);
      if (!recipients.empty()) page_.add("→").add(recipients, Style::cyan);
      if (event.negative) page_.add("did not happen", Style::red);
      if (event.modality != "actual" && !event.modality.empty()) page_.add(event.modality, Style::red);
      page_.end(2);
      page_.add(phrases_.around(event.trigger, page_.width() > 8 ? page_.width() - 8 : 1)).end(4);
      details({phrases_.day_range(event.from, event.to).empty() ? time(event.time) : phrases_.day_range(event.from, event.to),
               with("in", place(event.place)), event.count ? phrases_.count(*event.count) : "",
               with("according to", phrases_.names(event.asserted_by)), percent(event.confidence)});
    }
  }

  void positions() {
    if (!section("Who stands where", record_.positions.size())) return;
    for (const Position& position : record_.positions) {
      const std::string holder = phrases_.name(position.holder);
      page_.add(holder.empty() ? "Someone" : holder, Style::cyan)
          .add(position.stance + ":", position.stance == "against" ? Style::red : Style::green);
      page_.add(position.issue);
      if (position.towards >= 0) page_.add("with").add(phrases_.name(position.towards), Style::cyan);
      if (position.topic) page_.add("(" + phrases_.surface(*position.topic) + ")");
      page_.end(2);
      details({position.condition.empty() ? "" : "condition: " + phrases_.surfaces(position.condition),
               with("since", position.from.value_or("")), position.replaces >= 0 ? "changed" : "",
               percent(position.confidence)});
    }
  }

  void entities() {
    std::vector<const Entity*> named;
    for (const Entity& entity : record_.entities) {
      const bool name = entity.type == "PER" || entity.type == "ORG" || entity.type == "LOC" || entity.type == "MISC";
      if (name || (entity.actor && !entity.actor->code().empty())) named.push_back(&entity);
    }
    std::stable_sort(named.begin(), named.end(),
                     [](const Entity* one, const Entity* two) { return one->mentions.size() > two->mentions.size(); });
    if (!section("Who is named", named.size())) return;
    const size_t shown = std::min(named.size(), most_names);
    for (size_t i = 0; i < shown; ++i) {
      page_.add(named[i]->name, Style::cyan).add(named[i]->type, Style::dim);
      const std::string actor = phrases_.actor(*named[i]);
      if (!actor.empty()) page_.add("· " + actor, Style::dim);
      if (named[i]->mentions.size() > 1) page_.add("· " + std::to_string(named[i]->mentions.size()) + " mentions", Style::dim);
      page_.end(2);
    }
    more(named.size() - shown);
  }

  void mentions() {
    std::vector<std::pair<std::string, std::string>> names;
    std::set<std::pair<std::string, std::string>> seen;
    for (const Mention& mention : record_.mentions) {
      if (mention.type == "NOUN" || mention.type == "PRON" || mention.type == "ROLE") continue;
      std::pair<std::string, std::string> name(phrases_.surface(mention.span), mention.type);
      if (seen.insert(name).second) names.push_back(std::move(name));
    }
    if (!section("Who is named", names.size())) return;
    const size_t shown = std::min(names.size(), most_names);
    for (size_t i = 0; i < shown; ++i) page_.add(names[i].first, Style::cyan).add(names[i].second, Style::dim).end(2);
    more(names.size() - shown);
  }

  void more(size_t left) {
    if (left > 0) page_.add("and " + std::to_string(left) + " more: --format jsonl has all", Style::dim).end(2);
  }

  void times() {
    if (!section("When", record_.times.size())) return;
    const size_t shown = std::min(record_.times.size(), most_names);
    for (size_t i = 0; i < shown; ++i) {
      const Time& time = record_.times[i];
      const std::string range = phrases_.day_range(time.from, time.to);
      page_.add(phrases_.surface(time.span), Style::cyan).add(time.value, Style::dim);
      if (!range.empty()) page_.add("· " + range, Style::dim);
      page_.end(2);
    }
    more(record_.times.size() - shown);
  }

  void places() {
    std::vector<const Place*> places;
    std::set<std::pair<std::string, std::string>> seen;
    for (const Place& place : record_.places) {
      if (seen.insert({place.name, place.country}).second) places.push_back(&place);
    }
    if (!section("Where", places.size())) return;
    const size_t shown = std::min(places.size(), most_names);
    for (size_t i = 0; i < shown; ++i) {
      page_.add(places[i]->name, Style::cyan).add(places[i]->country, Style::dim);
      if (places[i]->lat && places[i]->lon) {
        char point[64];
        std::snprintf(point, sizeof point, "· %.2f %.2f", *places[i]->lat, *places[i]->lon);
        page_.add(point, Style::dim);
      }
      page_.end(2);
    }
    more(places.size() - shown);
  }

  void tokens() {
    if (!section("Words", record_.tokens.size())) return;
    for (const Sentence& sentence : record_.sentences) {
      for (uint32_t i = sentence.first_token; i < sentence.end_token; ++i) {
        page_.add(record_.tokens[i].form).add("/" + record_.tokens[i].upos, Style::dim, true);
      }
      page_.end(2);
    }
  }

  const Record& record_;
  Phrases phrases_;
  Page page_;
  bool facts_ = false;
};

}  // namespace

void write_text(const Record& record, const TextLayout& layout, std::string& out) {
  TextLayout usable = layout;
  usable.width = std::max(usable.width, 20u);
  TextRecord(record, usable, out).write();
}

}  // namespace dateline
