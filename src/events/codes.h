// PLOVER's categories and modes with their quad class, score and CAMEO code (data/plover.tsv).
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

namespace dateline::events {

struct Code {
  std::string quad;
  double score = 0;
  std::string cameo;
};

// Whether an act is one of speaking: the verbal quad classes.
inline bool is_verbal(std::string_view quad) { return quad.starts_with("verbal"); }

class Codes {
 public:
  // The text of the table. Throws Error with the line and the reason.
  explicit Codes(std::string_view tsv);
  // The code of a category with a mode ("" for none); the category's own when the pair is not in the table.
  const Code& of(std::string_view type, std::string_view mode) const;
  bool has(std::string_view type, std::string_view mode) const;

 private:
  std::unordered_map<std::string, Code> codes_;
  Code none_;
};

}  // namespace dateline::events
