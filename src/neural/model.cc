#include "neural/model.h"

#include <dateline/reader.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "neural/encoder.h"
#include "neural/kernel.h"
#include "neural/linear.h"
#include "neural/weights.h"

namespace dateline::neural {

namespace {

// Windows are read in groups of about this many pieces, so that buffers stay small (3 MB for a width of 384).
constexpr size_t group_pieces = 256;
constexpr size_t group_pairs = 256;

constexpr uint32_t round_up(uint32_t number, uint32_t step) { return (number + step - 1) / step * step; }

template <typename Head>
const Head& find_head(const std::vector<Head>& heads, std::string_view name, const std::string& version, const char* kind) {
  const auto found = std::find_if(heads.begin(), heads.end(), [&](const Head& head) { return head.name == name; });
  if (found == heads.end()) {
    throw Error("weights " + version + ": no " + kind + " head '" + std::string(name) +
                "'; use weights and program of the same release");
  }
  return *found;
}

}  // namespace

struct Scratch::Buffers {
  EncoderBuffers encoder;
  QuantizedBuffer atoms, pairs;
  Buffer<float> pair_rows;
};

Scratch::Scratch() : buffers(std::make_unique<Buffers>()) {}
Scratch::~Scratch() = default;
Scratch::Scratch(Scratch&&) noexcept = default;
Scratch& Scratch::operator=(Scratch&&) noexcept = default;

struct Model::Parts {
  Parts(std::span<const std::byte> bytes, const std::string& name) : file(bytes, name), encoder(file, neural::kernel()) {
    const WeightsHeader& header = file.header();
    if (!header.relations.empty()) {
      relation_size = file.columns("relation");
      relation = read_linear(file, "relation", static_cast<uint32_t>(header.relations.size()), relation_size);
    }
    link_width = header.pair_width + 2 * relation_size;
    if (header.label_width > 0) labels = read_linear(file, "labels", header.label_width, header.width);
    if (link_width > 0) links = read_linear(file, "links", link_width, header.width);
  }

  void run_group(std::span<const Window> windows, std::span<WindowScores> out, Scratch::Buffers& buffers) const;

  WeightsFile file;
  Encoder encoder;
  Linear labels, links, relation;
  uint32_t link_width = 0, relation_size = 0;
};

Model::Model(std::span<const std::byte> file, const std::string& name) : parts_(std::make_unique<Parts>(file, name)) {}
Model::~Model() = default;
Model::Model(Model&&) noexcept = default;

const std::vector<std::string>& Model::vocabulary() const { return parts_->file.header().vocabulary; }
uint32_t Model::max_pieces() const { return parts_->file.header().max_pieces; }
const std::vector<LabelHead>& Model::labels() const { return parts_->file.header().labels; }
const std::vector<LinkHead>& Model::links() const { return parts_->file.header().links; }
const LabelHead& Model::label(std::string_view name) const { return find_head(labels(), name, version(), "label"); }
const LinkHead& Model::link(std::string_view name) const { return find_head(links(), name, version(), "link"); }
uint32_t Model::label_width() const { return parts_->file.header().label_width; }
uint32_t Model::link_width() const { return parts_->link_width; }
const std::string& Model::version() const { return parts_->file.header().version; }
const std::vector<std::string>& Model::relations() const { return parts_->file.header().relations; }
std::span<const float> Model::table(std::string_view name) const { return parts_->file.matrix("table." + std::string(name)); }
std::string_view Model::kernel() { return neural::kernel().name; }

void Model::Parts::run_group(std::span<const Window> windows, std::span<WindowScores> out, Scratch::Buffers& buffers) const {
  const Kernel& kernel = encoder.kernel();
  const uint32_t width = file.header().width, label_width = file.header().label_width;
  const QuantizedRows pieces = encoder.run(windows, buffers.encoder);
  size_t first_row = 0;
  for (size_t index = 0; index < windows.size(); ++index) {
    const Window& window = windows[index];
    WindowScores& scores = out[index];
    const size_t atoms = window.firsts.size();
    const QuantizedRows rows = buffers.atoms.rows(atoms, width, kernel);
    for (size_t atom = 0; atom < atoms; ++atom) {
      const size_t piece = first_row + window.firsts[atom];
      std::memcpy(rows.values + atom * rows.stride, pieces.values + piece * pieces.stride, rows.stride);
      rows.scales[atom] = pieces.scales[piece];
    }
    scores.atoms = static_cast<uint32_t>(atoms);
    scores.logits.resize(atoms * label_width);
    scores.projections.resize(atoms * link_width);
    kernel.gemm(rows, atoms, labels.packed(), scores.logits.data(), label_width);
    kernel.gemm(rows, atoms, links.packed(), scores.projections.data(), link_width);
    first_row += window.pieces.size();
  }
}

void Model::run(std::span<const Window> windows, std::vector<WindowScores>& out, Scratch& scratch) const {
  out.resize(windows.size());
  size_t first = 0;
  while (first < windows.size()) {
    size_t end = first, pieces = 0;
    do {
      pieces += windows[end++].pieces.size();
    } while (end < windows.size() && pieces + windows[end].pieces.size() <= group_pieces);
    const size_t count = end - first;
    parts_->run_group(windows.subspan(first, count), std::span(out).subspan(first, count), *scratch.buffers);
    first = end;
  }
}

void Model::relate(const WindowScores& scores, std::span<const std::pair<uint32_t, uint32_t>> pairs, std::vector<float>& out,
                   Scratch& scratch) const {
  const Kernel& kernel = parts_->encoder.kernel();
  const size_t labels = relations().size();
  const uint32_t size = parts_->relation_size, link_width = parts_->link_width;
  const uint32_t padded = round_up(size, PackedLinear::input_step);
  out.resize(pairs.size() * labels);
  if (labels == 0) return;
  const float* from = scores.projections.data() + (link_width - 2 * size);
  const float* to = from + size;
  for (size_t first = 0; first < pairs.size(); first += group_pairs) {
    const size_t count = std::min(group_pairs, pairs.size() - first);
    float* rows = room_for(scratch.buffers->pair_rows, group_pairs * padded);
    for (size_t pair = 0; pair < count; ++pair) {
      const auto [dependent, head] = pairs[first + pair];
      if (dependent >= scores.atoms || head >= scores.atoms)
        throw std::invalid_argument("pair: an atom that the window has not");
      const float* a = from + static_cast<size_t>(dependent) * link_width;
      const float* b = to + static_cast<size_t>(head) * link_width;
      float* row = rows + pair * padded;
      for (uint32_t i = 0; i < size; ++i) row[i] = a[i] + b[i];
      std::fill(row + size, row + padded, 0.0f);
    }
    const QuantizedRows quantized = scratch.buffers->pairs.rows(group_pairs, padded, kernel);
    kernel.rows.gelu_quantize(rows, padded, count, padded, quantized);
    kernel.gemm(quantized, count, parts_->relation.packed(), out.data() + first * labels, labels);
  }
}

}  // namespace dateline::neural
