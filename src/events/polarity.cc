#include "events/polarity.h"

#include "text/table.h"

#include <dateline/reader.h>

#include <algorithm>

namespace dateline::events {
namespace {

bool is_negated(const syntax::Reading& reading, const Negations& negations, uint32_t word) {
  const syntax::Sentence& sentence = reading.sentences[reading.words[word].sentence];
  for (uint32_t w = sentence.begin; w < sentence.end; ++w)
    if (reading.words[w].head == static_cast<int32_t>(word) && negations.denies(reading.words[w])) return true;
  return false;
}

// The trigger is the topmost word of a content range: what the statement says, not a detail of it.
bool is_top_of(const syntax::Reading& reading, const statements::Parts& parts, uint32_t trigger) {
  return std::any_of(parts.content.begin(), parts.content.end(), [&](const statements::WordRange& range) {
    return trigger >= range.first && trigger < range.second && reading.head_of(range.first, range.second) == trigger;
  });
}

}  // namespace

Negations::Negations(std::string_view tsv) {
  text::for_each_row(tsv, [&](const std::vector<std::string_view>& columns) {
    if (columns.size() != 2)
      throw Error("data/english/negations.tsv: a row has " + std::to_string(columns.size()) +
                  " columns, not 2: " + std::string(columns[0]));
    rows_.emplace_back(columns[0], columns[1]);
  });
}

bool Negations::denies(const syntax::Word& word) const {
  return std::any_of(rows_.begin(), rows_.end(),
                     [&](const auto& row) { return row.first == word.lemma && row.second == word.deprel; });
}

bool is_denied(const Before& before, const Negations& negations, uint32_t trigger) {
  const syntax::Reading& reading = before.reading;
  bool denied = is_negated(reading, negations, trigger);
  const std::vector<Index> told = before.statements.around(trigger);
  if (!told.empty()) {
    const auto innermost = static_cast<size_t>(told.back());
    if (before.statements.statements[innermost].force == "deny" &&
        is_top_of(reading, before.statements.parts[innermost], trigger))
      denied = !denied;
  }
  return denied;
}

}  // namespace dateline::events
