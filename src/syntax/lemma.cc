#include "syntax/lemma.h"

#include "text/letters.h"

#include <dateline/reader.h>

#include <charconv>

namespace dateline::syntax {

LemmaScript::LemmaScript(std::string_view label) {
  const size_t bar = label.find('|');
  const char* end = label.data() + (bar == std::string_view::npos ? 0 : bar);
  const bool cased = label.starts_with('l') || label.starts_with('k');
  if (!cased || bar == std::string_view::npos || std::from_chars(label.data() + 1, end, strip_).ptr != end || bar == 1) {
    throw Error("weights: \"" + std::string(label) + "\" is no lemma script");
  }
  lower_ = label.starts_with('l');
  suffix_ = label.substr(bar + 1);
}

std::string LemmaScript::apply(std::string_view form) const {
  std::string lemma = lower_ ? text::lower(form) : std::string(form);
  for (uint32_t i = 0; i < strip_ && !lemma.empty(); ++i) {
    while (lemma.size() > 1 && (static_cast<unsigned char>(lemma.back()) & 0xC0) == 0x80) lemma.pop_back();
    lemma.pop_back();
  }
  lemma += suffix_;
  return lemma.empty() ? std::string(form) : lemma;
}

}  // namespace dateline::syntax
