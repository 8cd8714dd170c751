// The way of a report through the rooms, in one direction; each room adds its own layer.
#include "actors/actors.h"
#include "document/day.h"
#include "document/utf8.h"
#include "events/events.h"
#include "events/polarity.h"
#include "mentions/mentions.h"
#include "neural/model.h"
#include "places/dateline.h"
#include "places/places.h"
#include "positions/positions.h"
#include "resources/resources.h"
#include "statements/statements.h"
#include "syntax/read.h"
#include "times/times.h"

#include <dateline/reader.h>

#include <fstream>
#include <mutex>

namespace dateline {
namespace {

constexpr std::string_view built_in_weights = "models/en.weights";

std::vector<std::byte> file_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file) throw Error("weights " + path + ": cannot be opened; give the path of a weights file");
  std::vector<std::byte> bytes(static_cast<size_t>(file.tellg()));
  file.seekg(0);
  if (!file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size())))
    throw Error("weights " + path + ": cannot be read");
  return bytes;
}

// Which heads the layers need, and which layers need others.
struct Plan {
  bool tokens, mentions, coreference, actors, times, places, statements, events, positions;

  explicit Plan(Layers layers)
      : tokens(layers.has(Layer::tokens)),
        mentions(layers.has(Layer::mentions)),
        coreference(layers.has(Layer::entities)),
        actors(layers.has(Layer::entities)),
        times(layers.has(Layer::times)),
        places(layers.has(Layer::places)),
        statements(layers.has(Layer::statements)),
        events(layers.has(Layer::events)),
        positions(layers.has(Layer::positions)) {
    // An event needs its parties to tell one act from another; a position needs the events and their days.
    if (positions) events = true;
    if (events) statements = times = places = coreference = true;
    if (coreference) mentions = true;
  }

  bool reads() const { return tokens || mentions || times || places || statements; }

  syntax::Needs needs() const {
    syntax::Needs needs;
    needs.tags = needs.trees = true;
    needs.names = mentions || places || times;
    needs.times = times;
    needs.mentions = mentions;
    needs.coreference = coreference;
    needs.statements = statements;
    needs.events = events;
    needs.positions = positions;
    return needs;
  }
};

std::vector<Sentence> sentences(const syntax::Reading& reading, bool tokens) {
  std::vector<Sentence> out;
  for (const syntax::Sentence& sentence : reading.sentences) {
    Sentence one{reading.span(sentence.begin, sentence.end), 0, 0};
    if (tokens) {
      one.first_token = sentence.begin;
      one.end_token = sentence.end;
    }
    out.push_back(one);
  }
  return out;
}

std::vector<Token> tokens(const syntax::Reading& reading) {
  std::vector<Token> out;
  out.reserve(reading.words.size());
  for (uint32_t w = 0; w < reading.words.size(); ++w) {
    const syntax::Word& word = reading.words[w];
    Token token;
    token.span = word.span;
    token.form = reading.form(w);
    token.lemma = word.lemma;
    token.upos = word.upos;
    token.xpos = word.xpos;
    token.feats = word.feats;
    token.deprel = word.deprel;
    token.head = word.head < 0 ? 0 : static_cast<uint32_t>(word.head) - reading.sentences[word.sentence].begin + 1;
    out.push_back(std::move(token));
  }
  // The words of a multiword token share its span.
  for (size_t w = 0; w < out.size();) {
    size_t end = w + 1;
    while (end < out.size() && reading.words[end].joined) ++end;
    if (end - w > 1) {
      const Span whole{out[w].span.start, out[end - 1].span.end};
      out[w].multiword = static_cast<uint32_t>(end - w);
      for (size_t i = w; i < end; ++i) out[i].span = whole;
    }
    w = end;
  }
  return out;
}

// Empties what was read only because another layer needed it.
void keep_only(Layers layers, Record& record) {
  if (!layers.has(Layer::mentions)) record.mentions.clear();
  if (!layers.has(Layer::entities)) record.entities.clear();
  if (!layers.has(Layer::times)) record.times.clear();
  if (!layers.has(Layer::places)) {
    record.places.clear();
    if (record.dateline) record.dateline->place = -1;
  }
  if (!layers.has(Layer::statements)) record.statements.clear();
  if (!layers.has(Layer::events)) record.events.clear();
}

}  // namespace

struct Reader::Rooms {
  std::vector<std::byte> own_weights;  // of a file; empty for the weights built in
  neural::Model model;
  syntax::SyntaxReader syntax;
  places::Gazetteer gazetteer;
  actors::Directory directory;
  events::Codes codes;
  events::Negations negations;
  std::mutex mutex;
  std::vector<std::unique_ptr<syntax::Scratch>> idle;  // guarded by mutex

  explicit Rooms(const ReaderOptions& options)
      : own_weights(options.weights.empty() ? std::vector<std::byte>() : file_bytes(options.weights)),
        model(options.weights.empty() ? resources::resource(built_in_weights) : std::span<const std::byte>(own_weights),
              options.weights.empty() ? std::string(built_in_weights) : options.weights),
        syntax(model, resources::resource_text("data/english/fused.tsv"),
               resources::resource_text("data/english/abbreviations.tsv")),
        gazetteer(resources::resource_text("data/countries.tsv"), resources::resource_text("data/places.tsv")),
        directory({resources::resource_text("data/countries.tsv"), resources::resource_text("data/organizations.tsv"),
                   resources::resource_text("data/offices.tsv"), resources::resource_text("data/roles.tsv"),
                   resources::resource_text("data/places.tsv")}),
        codes(resources::resource_text("data/plover.tsv")),
        negations(resources::resource_text("data/english/negations.tsv")) {}

  std::unique_ptr<syntax::Scratch> take() {
    const std::lock_guard lock(mutex);
    if (idle.empty()) return std::make_unique<syntax::Scratch>();
    std::unique_ptr<syntax::Scratch> scratch = std::move(idle.back());
    idle.pop_back();
    return scratch;
  }
  void give(std::unique_ptr<syntax::Scratch> scratch) {
    const std::lock_guard lock(mutex);
    idle.push_back(std::move(scratch));
  }
};

Reader::Reader(const ReaderOptions& options) : rooms_(std::make_unique<Rooms>(options)) {}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

Version Reader::version() const { return {DATELINE_VERSION, rooms_->model.version(), resources::checksum("data/")}; }

Record Reader::read(const Document& document, Layers layers) const {
  if (const auto byte = document::first_invalid_byte(document.text))
    throw Error("not UTF-8 at byte " + std::to_string(*byte) + "; convert the text to UTF-8");
  if (document.published && !document::is_day(*document.published))
    throw Error("\"published\" is \"" + *document.published + "\", which is no day; write it as 2031-05-14");

  Record record;
  record.id = document.id;
  record.text = document.text;
  record.title = document.title;
  record.url = document.url;
  record.publisher = document.publisher;
  record.published = document.published;
  if (document.published) record.published_from = "caller";
  record.layers = layers;
  const Plan plan(layers);
  if (!plan.reads()) return record;

  std::unique_ptr<syntax::Scratch> scratch = rooms_->take();
  const syntax::Reading reading = rooms_->syntax.read(record.text, plan.needs(), *scratch);
  rooms_->give(std::move(scratch));

  record.sentences = sentences(reading, plan.tokens);
  if (plan.tokens) record.tokens = tokens(reading);
  if (!record.published) {
    record.published = times::published_in_text(reading);
    if (record.published) record.published_from = "text";
  }
  mentions::Mentions mentions;
  if (plan.mentions) {
    mentions = mentions::find_mentions(reading, rooms_->model);
    record.mentions = mentions.mentions;
  }
  if (plan.times) record.times = times::read_times(reading, record.published);
  if (plan.places) {
    record.places = rooms_->gazetteer.read_places(reading);
    record.dateline = places::find_dateline(reading, record.places);
  }
  if (plan.coreference) {
    record.entities = mentions.entities;
    rooms_->directory.resolve(reading, record.mentions, record.published, record.entities);
  }
  if (plan.statements) {
    const statements::Statements said = statements::find_statements(reading, mentions, record.times, record.places);
    record.statements = said.statements;
    if (plan.events) {
      const events::Before before{reading, mentions, record.times, record.places, said, record.entities, record.dateline};
      events::Events done = events::find_events(before, {rooms_->codes, rooms_->negations}, record.published);
      if (plan.positions) record.positions = positions::find_positions(before, done, record.published);
      record.events = std::move(done.events);
    }
  }
  keep_only(layers, record);
  return record;
}

}  // namespace dateline
