// The encoder and its heads: numbers in, numbers out. Knows nothing of news.
//
// A window is up to `max_pieces` word pieces that are read together. Its atoms (see src/text/atoms.h) are what the heads label:
// the vector of an atom is the last layer's vector at the atom's first piece. For each atom a head gives
//   - logits: one number a label, the labels of all label heads side by side (Model::labels());
//   - projections: the vectors of all link heads side by side. The score of a link from atom i to atom j is the dot
//     product of i's `from` vector with j's `to` vector (Model::links()).
// The result for a window does not depend on the other windows of a call, nor on the number of threads that share the model.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::neural {

struct LabelHead {
  std::string name;
  std::vector<std::string> labels;
  uint32_t offset = 0;       // of the first label in a row of logits
  float temperature = 1.0f;  // logits are to be divided by it before softmax (calibrated on development data)
};

struct LinkHead {
  std::string name;
  uint32_t from = 0, to = 0;  // offsets in a row of projections
  uint32_t size = 0;          // length of each of the two vectors
  float temperature = 1.0f;
};

struct Window {
  std::vector<uint32_t> pieces;  // vocabulary rows, [CLS] and [SEP] included
  std::vector<uint8_t> shapes;   // one a piece
  std::vector<uint8_t> gaps;     // one a piece
  std::vector<uint32_t> firsts;  // index of each atom's first piece
};

struct WindowScores {
  uint32_t atoms = 0;
  std::vector<float> logits;       // atoms x label_width
  std::vector<float> projections;  // atoms x link_width
};

// Buffers of one thread; owned by the caller, reused from call to call.
class Scratch {
 public:
  Scratch();
  ~Scratch();
  Scratch(Scratch&&) noexcept;
  Scratch& operator=(Scratch&&) noexcept;
  struct Buffers;
  std::unique_ptr<Buffers> buffers;
};

class Model {
 public:
  // Reads a weights file (docs/weights.md) from memory that stays valid while the model lives. Throws dateline::Error
  // ("weights FILE: ...") when it is damaged, cut or of another version.
  Model(std::span<const std::byte> file, const std::string& name);
  ~Model();
  Model(Model&&) noexcept;

  const std::vector<std::string>& vocabulary() const;  // word pieces, row by row
  uint32_t max_pieces() const;
  const std::vector<LabelHead>& labels() const;
  const std::vector<LinkHead>& links() const;
  const LabelHead& label(std::string_view name) const;  // throws Error when the file has no such head
  const LinkHead& link(std::string_view name) const;
  uint32_t label_width() const;
  uint32_t link_width() const;
  const std::string& version() const;  // of the weights
  // Small fp32 tables that a room reads by name ("coref.distance"): rows x columns, row by row. Throws Error when missing.
  std::span<const float> table(std::string_view name) const;

  // Reads windows (each with at most max_pieces() pieces).
  void run(std::span<const Window> windows, std::vector<WindowScores>& out, Scratch& scratch) const;

  // The label of a pair: for each pair (dependent, head) of atoms of one window, logits over the relation labels. `rows` are
  // the atoms' rows of the projections "relation.from" and "relation.to". out: pairs x relations().
  const std::vector<std::string>& relations() const;
  void relate(const WindowScores& scores, std::span<const std::pair<uint32_t, uint32_t>> pairs, std::vector<float>& out,
              Scratch& scratch) const;

  // Name of the kernel that was picked for this machine ("avx512-vnni", "avx2", "portable").
  static std::string_view kernel();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace dateline::neural
