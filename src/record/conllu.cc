// CoNLL-U (universaldependencies.org/format.html).
#include "record/span_text.h"

#include <dateline/formats.h>

namespace dateline {
namespace {

// On one line and in one column: white space and controls become one space.
void append_on_one_line(std::string_view text, std::string& out) {
  bool gap = false;
  const size_t begin = out.size();
  for (const char c : text) {
    if (static_cast<unsigned char>(c) <= 0x20) {
      gap = true;
      continue;
    }
    if (gap && out.size() > begin) out += ' ';
    gap = false;
    out += c;
  }
}

void append_column(std::string_view text, std::string& out) {
  const size_t begin = out.size();
  append_on_one_line(text, out);
  if (out.size() == begin) out += '_';
  out += '\t';
}

}  // namespace

void write_conllu(const Record& record, std::string& out) {
  const SpanText text(record.text);
  uint32_t read_to = 0;  // end of the sentence before
  bool first = true;
  for (size_t number = 0; number < record.sentences.size(); ++number) {
    const Sentence& sentence = record.sentences[number];
    if (sentence.first_token >= sentence.end_token) continue;
    if (first) {
      out += "# newdoc id = ";
      append_on_one_line(record.id, out);
      out += '\n';
    }
    if (first || text.surface({read_to, sentence.span.start}).find('\n') != std::string_view::npos) out += "# newpar\n";
    first = false;
    read_to = sentence.span.end;
    out += "# sent_id = ";
    append_on_one_line(record.id, out);
    out += "-" + std::to_string(number + 1) + "\n# text = ";
    append_on_one_line(text.surface(sentence.span), out);
    out += '\n';
    uint32_t multiword_end = 0;  // the token that follows the words of the multiword token that is being written
    for (uint32_t index = sentence.first_token; index < sentence.end_token; ++index) {
      const Token& token = record.tokens[index];
      const uint32_t id = index - sentence.first_token + 1;
      // The word is followed by the next one's span, which may be in the next sentence.
      const auto misc = [&](uint32_t next) {
        return next < record.tokens.size() && record.tokens[next].span.start == token.span.end ? "SpaceAfter=No\n" : "_\n";
      };
      if (token.multiword > 1) {
        multiword_end = index + token.multiword;
        out += std::to_string(id) + "-" + std::to_string(id + token.multiword - 1) + "\t";
        append_column(text.surface(token.span), out);
        out += "_\t_\t_\t_\t_\t_\t_\t";
        out += misc(multiword_end);
      }
      out += std::to_string(id) + "\t";
      for (const std::string* column : {&token.form, &token.lemma, &token.upos, &token.xpos, &token.feats}) {
        append_column(*column, out);
      }
      out += std::to_string(token.head) + "\t";
      append_column(token.deprel, out);
      out += "_\t";
      out += index < multiword_end ? "_\n" : misc(index + 1);
    }
    out += '\n';
  }
}

}  // namespace dateline
