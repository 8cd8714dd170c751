// Lemmas as edits of the form; training/lemmas.py is the twin.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dateline::syntax {

// "l2|y": lower case, two code points off the end, then "y"; "k0|" keeps the form as it is.
class LemmaScript {
 public:
  // Throws Error when the label is no script.
  explicit LemmaScript(std::string_view label);

  // The lemma of a form; strips all when there is less than the script strips, and is the form itself when nothing is left.
  std::string apply(std::string_view form) const;

 private:
  bool lower_ = false;
  uint32_t strip_ = 0;  // code points
  std::string suffix_;
};

}  // namespace dateline::syntax
