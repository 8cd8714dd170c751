// docs/record.md as JSON: names and order of the contract.
#include "record/span_text.h"

#include <dateline/formats.h>

#include <rapidjson/writer.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>

namespace dateline {
namespace {

// rapidjson's output stream onto a string.
struct StringStream {
  using Ch = char;
  std::string& out;
  void Put(char c) { out.push_back(c); }
  void Flush() {}
};

class JsonRecord {
 public:
  JsonRecord(const Record& record, std::string& out) : record_(record), text_(record.text), stream_{out}, json_(stream_) {}

  void write(const Version& version);

 private:
  using List = rapidjson::SizeType;

  void key(std::string_view name) { json_.Key(name.data(), static_cast<List>(name.size())); }
  void string(std::string_view value) { json_.String(value.data(), static_cast<List>(value.size())); }
  void string_or_null(std::string_view value) { value.empty() ? void(json_.Null()) : string(value); }
  void member(std::string_view name, std::string_view value) { key(name), string(value); }
  void member_or_null(std::string_view name, std::string_view value) { key(name), string_or_null(value); }
  void optional_member(std::string_view name, const std::optional<std::string>& value) {
    key(name);
    value ? string(*value) : void(json_.Null());
  }
  // At most four decimals, at least one.
  void number(double value, double digits = 1e4) {
    if (!std::isfinite(value)) value = 0;
    value = std::round(value * digits) / digits + 0.0;  // + 0.0: no "-0.0"
    char text[400];
    const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed).ptr;
    std::string digits_text(text, end);
    if (digits_text.find('.') == std::string::npos) digits_text += ".0";
    json_.RawValue(digits_text.data(), digits_text.size(), rapidjson::kNumberType);
  }
  void confidence(double value) { key("confidence"), number(std::clamp(std::isnan(value) ? 0 : value, 0.0, 1.0)); }

  void bounds(Span span) {
    key("start"), json_.Uint(span.start);
    key("end"), json_.Uint(span.end);
  }
  void span(Span span) { json_.StartObject(), bounds(span), json_.EndObject(); }
  void spans(std::string_view name, const std::vector<Span>& list) {
    key(name);
    json_.StartArray();
    for (const Span one : list) span(one);
    json_.EndArray();
  }

  // Identifiers: the letter of the layer and the index. Only those that the record prints.
  size_t size(Layer layer) const {
    if (!record_.layers.has(layer)) return 0;
    switch (layer) {
      case Layer::tokens:
        return record_.tokens.size();
      case Layer::mentions:
        return record_.mentions.size();
      case Layer::entities:
        return record_.entities.size();
      case Layer::times:
        return record_.times.size();
      case Layer::places:
        return record_.places.size();
      case Layer::statements:
        return record_.statements.size();
      case Layer::events:
        return record_.events.size();
      case Layer::positions:
        return record_.positions.size();
    }
    return 0;
  }
  bool printed(Layer layer, Index index) const { return index >= 0 && static_cast<size_t>(index) < size(layer); }
  void id(char letter, size_t index) { string(letter + std::to_string(index)); }
  void own_id(char letter, size_t index) { json_.StartObject(), key("id"), id(letter, index); }
  void reference(std::string_view name, char letter, Layer layer, Index index) {
    key(name);
    printed(layer, index) ? id(letter, static_cast<size_t>(index)) : void(json_.Null());
  }
  void references(std::string_view name, char letter, Layer layer, const std::vector<Index>& indices) {
    key(name);
    json_.StartArray();
    for (const Index index : indices) {
      if (printed(layer, index)) id(letter, static_cast<size_t>(index));
    }
    json_.EndArray();
  }

  template <class Item, class Write>
  void layer(Layer layer, const std::vector<Item>& items, Write write) {
    if (!record_.layers.has(layer)) return;
    for (const LayerName& named : layer_names) {
      if (named.layer == layer) key(named.name);
    }
    json_.StartArray();
    for (size_t i = 0; i < items.size(); ++i) {
      write(items[i], i);
      json_.EndObject();
    }
    json_.EndArray();
  }

  void token(const Token& token);
  void mention(const Mention& mention, size_t index);
  void entity(const Entity& entity, size_t index);
  void time(const Time& time, size_t index);
  void place(const Place& place, size_t index);
  void statement(const Statement& statement, size_t index);
  void event(const Event& event, size_t index);
  void position(const Position& position, size_t index);

  const Record& record_;
  SpanText text_;
  StringStream stream_;
  rapidjson::Writer<StringStream> json_;
};

void JsonRecord::token(const Token& token) {
  json_.StartObject();
  bounds(token.span);
  member("form", token.form);
  member("lemma", token.lemma);
  member("upos", token.upos);
  member("xpos", token.xpos);
  member("feats", token.feats);
  key("head"), json_.Uint(token.head);
  member("deprel", token.deprel);
  if (token.multiword > 0) {
    key("multiword");
    json_.StartObject();
    bounds(token.span);
    key("words"), json_.Uint(token.multiword);
    json_.EndObject();
  }
}

void JsonRecord::mention(const Mention& mention, size_t index) {
  own_id('m', index);
  bounds(mention.span);
  member("type", mention.type);
  key("head"), span(mention.head);
  confidence(mention.confidence);
}

void JsonRecord::entity(const Entity& entity, size_t index) {
  own_id('e', index);
  member("name", entity.name);
  member("type", entity.type);
  references("mentions", 'm', Layer::mentions, entity.mentions);
  key("actor");
  if (!entity.actor) {
    json_.Null();
    return;
  }
  json_.StartObject();
  member_or_null("country", entity.actor->country);
  member_or_null("sector", entity.actor->sector);
  member_or_null("role", entity.actor->role);
  member_or_null("code", entity.actor->code());
  json_.EndObject();
}

void JsonRecord::time(const Time& time, size_t index) {
  own_id('t', index);
  bounds(time.span);
  member("text", text_.surface(time.span));
  member("type", time.type);
  member("value", time.value);
  member_or_null("mod", time.mod);
  optional_member("from", time.from);
  optional_member("to", time.to);
}

void JsonRecord::place(const Place& place, size_t index) {
  own_id('p', index);
  bounds(place.span);
  member("text", text_.surface(place.span));
  member("name", place.name);
  key("geonameid");
  place.geonameid ? json_.Int64(*place.geonameid) : json_.Null();
  key("lat");
  place.lat ? number(*place.lat, 1e5) : void(json_.Null());
  key("lon");
  place.lon ? number(*place.lon, 1e5) : void(json_.Null());
  member_or_null("country", place.country);
  member_or_null("admin1", place.admin1);
  member_or_null("feature", place.feature);
}

void JsonRecord::statement(const Statement& statement, size_t index) {
  own_id('s', index);
  key("speaker");
  if (statement.speaker) {
    json_.StartObject();
    reference("entity", 'e', Layer::entities, statement.speaker->entity);
    spans("spans", statement.speaker->spans);
    json_.EndObject();
  } else {
    json_.Null();
  }
  spans("cue", statement.cue);
  spans("content", statement.content);
  member("kind", statement.kind);
  member("force", statement.force);
  reference("addressee", 'e', Layer::entities, statement.addressee);
  reference("time", 't', Layer::times, statement.time);
  reference("place", 'p', Layer::places, statement.place);
  confidence(statement.confidence);
}

void JsonRecord::event(const Event& event, size_t index) {
  own_id('v', index);
  member("type", event.type);
  member_or_null("mode", event.mode);
  key("contexts");
  json_.StartArray();
  for (const std::string& context : event.contexts) string(context);
  json_.EndArray();
  member_or_null("cameo", event.cameo);
  member_or_null("quad", event.quad);
  key("goldstein"), number(event.goldstein);
  key("trigger"), span(event.trigger);
  spans("also", event.also);
  references("actors", 'e', Layer::entities, event.actors);
  references("recipients", 'e', Layer::entities, event.recipients);
  reference("place", 'p', Layer::places, event.place);
  reference("time", 't', Layer::times, event.time);
  optional_member("from", event.from);
  optional_member("to", event.to);
  member("polarity", event.negative ? "negative" : "positive");
  member("modality", event.modality);
  references("asserted_by", 'e', Layer::entities, event.asserted_by);
  reference("statement", 's', Layer::statements, event.statement);
  key("count");
  const Count none;
  const Count& count = event.count ? *event.count : none;
  const std::pair<std::string_view, const std::optional<int64_t>&> counts[] = {{"killed", count.killed},
                                                                               {"wounded", count.wounded},
                                                                               {"detained", count.detained},
                                                                               {"displaced", count.displaced},
                                                                               {"participants", count.participants}};
  if (std::none_of(std::begin(counts), std::end(counts), [](const auto& one) { return one.second.has_value(); })) {
    json_.Null();
  } else {
    json_.StartObject();
    for (const auto& [name, value] : counts) {
      if (value) key(name), json_.Int64(*value);
    }
    json_.EndObject();
  }
  confidence(event.confidence);
}

void JsonRecord::position(const Position& position, size_t index) {
  own_id('q', index);
  reference("holder", 'e', Layer::entities, position.holder);
  member("issue", position.issue);
  key("topic");
  position.topic ? span(*position.topic) : void(json_.Null());
  reference("towards", 'e', Layer::entities, position.towards);
  member("stance", position.stance);
  if (position.condition.empty()) {
    key("condition"), json_.Null();
  } else {
    spans("condition", position.condition);
  }
  key("evidence");
  json_.StartArray();
  for (const Evidence& evidence : position.evidence) {
    const bool said = evidence.kind == Evidence::Kind::statement;
    if (printed(said ? Layer::statements : Layer::events, evidence.index)) {
      id(said ? 's' : 'v', static_cast<size_t>(evidence.index));
    }
  }
  json_.EndArray();
  optional_member("from", position.from);
  reference("replaces", 'q', Layer::positions, position.replaces);
  confidence(position.confidence);
}

void JsonRecord::write(const Version& version) {
  json_.StartObject();
  key("schema"), json_.Uint(1);
  key("version");
  json_.StartObject();
  member("program", version.program);
  member("weights", version.weights);
  member("tables", version.tables);
  json_.EndObject();
  member("id", record_.id);
  member("text", record_.text);
  optional_member("title", record_.title);
  optional_member("url", record_.url);
  optional_member("publisher", record_.publisher);
  optional_member("published", record_.published);
  optional_member("published_from", record_.published_from);
  key("dateline");
  if (record_.dateline) {
    json_.StartObject();
    reference("place", 'p', Layer::places, record_.dateline->place);
    bounds(record_.dateline->span);
    json_.EndObject();
  } else {
    json_.Null();
  }
  member("language", record_.language);
  key("sentences");
  json_.StartArray();
  for (const Sentence& sentence : record_.sentences) span(sentence.span);
  json_.EndArray();
  layer(Layer::tokens, record_.tokens, [&](const Token& one, size_t) { token(one); });
  layer(Layer::mentions, record_.mentions, [&](const Mention& one, size_t index) { mention(one, index); });
  layer(Layer::entities, record_.entities, [&](const Entity& one, size_t index) { entity(one, index); });
  layer(Layer::times, record_.times, [&](const Time& one, size_t index) { time(one, index); });
  layer(Layer::places, record_.places, [&](const Place& one, size_t index) { place(one, index); });
  layer(Layer::statements, record_.statements, [&](const Statement& one, size_t index) { statement(one, index); });
  layer(Layer::events, record_.events, [&](const Event& one, size_t index) { event(one, index); });
  layer(Layer::positions, record_.positions, [&](const Position& one, size_t index) { position(one, index); });
  json_.EndObject();
}

}  // namespace

void write_json(const Record& record, const Version& version, std::string& out) { JsonRecord(record, out).write(version); }

}  // namespace dateline
