// The record: what Dateline makes of one report. Names, units and meaning follow docs/record.md; the formats in
// src/record/ write these structs and nothing else.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// Half-open range of Unicode code points of Record::text.
struct Span {
  uint32_t start = 0;
  uint32_t end = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

// The layers of a record. A layer is a bit, so that a set of layers is an unsigned number.
enum class Layer : unsigned {
  tokens = 1u << 0,
  mentions = 1u << 1,
  entities = 1u << 2,
  times = 1u << 3,
  places = 1u << 4,
  statements = 1u << 5,
  events = 1u << 6,
  positions = 1u << 7,
};

class Layers {
 public:
  constexpr Layers() = default;
  constexpr Layers(Layer layer) : bits_(static_cast<unsigned>(layer)) {}
  constexpr bool has(Layer layer) const { return (bits_ & static_cast<unsigned>(layer)) != 0; }
  constexpr bool empty() const { return bits_ == 0; }
  friend constexpr Layers operator|(Layers one, Layers two) { return Layers(one.bits_ | two.bits_); }
  static constexpr Layers all() { return Layers(0xffu); }
  static constexpr Layers standard() { return Layers(0xfeu); }  // all but tokens

 private:
  constexpr explicit Layers(unsigned bits) : bits_(bits) {}
  unsigned bits_ = 0;
};

// The name of each layer, as in the record, in the record's order.
struct LayerName {
  std::string_view name;
  Layer layer;
};
inline constexpr std::array<LayerName, 8> layer_names = {{{"tokens", Layer::tokens},
                                                          {"mentions", Layer::mentions},
                                                          {"entities", Layer::entities},
                                                          {"times", Layer::times},
                                                          {"places", Layer::places},
                                                          {"statements", Layer::statements},
                                                          {"events", Layer::events},
                                                          {"positions", Layer::positions}}};

// An index into a vector of the same record, or -1 for none.
using Index = int32_t;

// A syntactic word (Universal Dependencies v2). The words of a multiword token share its span.
struct Token {
  Span span;
  std::string form, lemma, upos, xpos, feats;  // feats is "_" when there are none
  uint32_t head = 0;                           // 1-based in the sentence, 0 for the root
  std::string deprel;
  uint32_t multiword = 0;  // words of the multiword token that begins here, else 0
};

struct Sentence {
  Span span;
  uint32_t first_token = 0, end_token = 0;  // into Record::tokens; both 0 when tokens were not asked for
};

struct Mention {
  Span span;
  std::string type;  // PER ORG LOC MISC ROLE NOUN PRON
  Span head;
  double confidence = 0;
};

struct Actor {
  std::string country;  // ISO 3166-1 alpha-3 or what record.md adds; "" when unknown
  std::string sector;   // PLOVER; "" when unknown
  std::string role;     // "" when unknown
  std::string code() const { return country + sector; }
};

struct Entity {
  std::string name;
  std::string type;  // the type of its best mention: PER ORG LOC MISC ROLE NOUN PRON
  std::vector<Index> mentions;
  std::optional<Actor> actor;  // absent for what cannot act
};

struct Time {
  Span span;
  std::string type;                     // DATE TIME DURATION SET
  std::string value, mod;               // TimeML; mod "" for none
  std::optional<std::string> from, to;  // ISO days or date-times, half-open
};

struct Place {
  Span span;
  std::string name;
  std::optional<int64_t> geonameid;
  std::optional<double> lat, lon;        // WGS 84 degrees
  std::string country, admin1, feature;  // "" for none
};

struct Speaker {
  Index entity = -1;
  std::vector<Span> spans;
};

struct Statement {
  std::optional<Speaker> speaker;
  std::vector<Span> cue, content;
  std::string kind;      // direct indirect mixed
  std::string force;     // say claim deny admit promise threaten warn demand ask accuse believe intend
  Index addressee = -1;  // entity
  Index time = -1, place = -1;
  double confidence = 0;
};

// Numbers of people, as the report states them.
struct Count {
  std::optional<int64_t> killed, wounded, detained, displaced, participants;
};

struct Event {
  std::string type;  // PLOVER category
  std::string mode;  // "" for none
  std::vector<std::string> contexts;
  std::string cameo;  // "" when no code follows
  std::string quad;
  double goldstein = 0;
  Span trigger;
  std::vector<Span> also;
  std::vector<Index> actors, recipients;  // entities
  Index place = -1, time = -1;
  std::optional<std::string> from, to;  // ISO days, half-open
  bool negative = false;
  std::string modality;            // actual ongoing planned possible conditional
  std::vector<Index> asserted_by;  // entities, outermost first
  Index statement = -1;
  std::optional<Count> count;
  double confidence = 0;
};

// What shows a position: a statement or an event of the record.
struct Evidence {
  enum class Kind { statement, event } kind = Kind::statement;
  Index index = 0;
};

struct Position {
  Index holder = -1;  // entity
  std::string issue;
  std::optional<Span> topic;
  Index towards = -1;  // entity
  std::string stance;  // for against conditional neutral
  std::vector<Span> condition;
  std::vector<Evidence> evidence;
  std::optional<std::string> from;  // ISO day
  Index replaces = -1;              // an earlier position of this record
  double confidence = 0;
};

// The place name that opens a wire report ("GENEVA, March 3 (Agency) -").
struct Dateline {
  Index place = -1;
  Span span;
};

struct Record {
  std::string id, text;  // text is UTF-8
  std::optional<std::string> title, url, publisher;
  std::optional<std::string> published;       // ISO day
  std::optional<std::string> published_from;  // caller page dateline text
  std::optional<Dateline> dateline;
  std::string language = "en";
  Layers layers;  // which of the layers below were asked for
  std::vector<Sentence> sentences;
  std::vector<Token> tokens;
  std::vector<Mention> mentions;
  std::vector<Entity> entities;
  std::vector<Time> times;
  std::vector<Place> places;
  std::vector<Statement> statements;
  std::vector<Event> events;
  std::vector<Position> positions;
};

}  // namespace dateline
