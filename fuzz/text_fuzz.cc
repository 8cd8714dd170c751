// Any bytes as a report: a record in all formats, whose spans hold, or an Error.
#include "text/code_points.h"

#include <dateline/formats.h>
#include <dateline/reader.h>

#include <cstdint>
#include <cstdlib>

namespace {

void check(dateline::Span span, uint32_t size) {
  if (span.start > span.end || span.end > size) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const dateline::Reader reader;
  dateline::Document document;
  document.id = "fuzz";
  document.text.assign(reinterpret_cast<const char*>(data), size);
  dateline::Record record;
  try {
    record = reader.read(document, dateline::Layers::all());
  } catch (const dateline::Error&) {
    return 0;
  }
  const uint32_t length = dateline::text::CodePointIndex(record.text).size();
  for (const auto& sentence : record.sentences) check(sentence.span, length);
  for (const auto& token : record.tokens) check(token.span, length);
  for (const auto& mention : record.mentions) check(mention.span, length);
  for (const auto& time : record.times) check(time.span, length);
  for (const auto& place : record.places) check(place.span, length);
  for (const auto& event : record.events) check(event.trigger, length);
  for (const auto& statement : record.statements) {
    for (const auto& span : statement.content) check(span, length);
    for (const auto& span : statement.cue) check(span, length);
  }
  std::string out;
  dateline::write_json(record, reader.version(), out);
  dateline::write_conllu(record, out);
  dateline::write_text(record, {}, out);
  dateline::write_html(record, out);
  return 0;
}
