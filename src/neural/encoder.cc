#include "neural/encoder.h"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace dateline::neural {

namespace {

constexpr uint32_t shape_count = 8, gap_count = 5;  // docs/weights.md
constexpr size_t inner_rows = 48;                   // rows whose inner layer stays in the second-level cache

// Rows of queries, keys and values lie an odd number of cache lines apart, or one head's values would all fall into the same
// few sets of the first-level cache.
size_t qkv_stride(uint32_t width) {
  const size_t floats = 3 * static_cast<size_t>(width);
  return floats / 16 % 2 == 0 ? floats + 16 : floats;
}

}  // namespace

QuantizedRows QuantizedBuffer::rows(size_t count, uint32_t width, const Kernel& kernel) {
  QuantizedRows rows;
  rows.stride = static_cast<size_t>(width) * kernel.value_bytes;
  rows.values = room_for(values_, count * rows.stride);
  rows.scales = room_for(scales_, count);
  return rows;
}

Linear read_linear(const WeightsFile& file, const std::string& name, uint32_t outputs, uint32_t inputs) {
  return Linear(file.bytes(name, {outputs, inputs}), file.floats(name + ".scale", {outputs}),
                file.floats(name + ".bias", {outputs}));
}

Encoder::Encoder(const WeightsFile& file, const Kernel& kernel)
    : kernel_(kernel),
      width_(file.header().width),
      inner_(file.header().inner),
      heads_(file.header().heads),
      max_pieces_(file.header().max_pieces) {
  const auto read_norm = [&](const std::string& name) {
    return Norm{file.floats(name + ".weight", {width_}), file.floats(name + ".bias", {width_})};
  };
  const auto vocabulary = static_cast<uint32_t>(file.header().vocabulary.size());
  words_ = file.bytes("embed.word", {vocabulary, width_});
  word_scales_ = file.floats("embed.word.scale", {vocabulary});
  positions_ = file.floats("embed.position", {max_pieces_, width_});
  shapes_ = file.floats("embed.shape", {shape_count, width_});
  gaps_ = file.floats("embed.gap", {gap_count, width_});
  embed_norm_ = read_norm("embed.norm");
  for (uint32_t index = 0; index < file.header().layers; ++index) {
    const std::string name = "layer." + std::to_string(index) + ".";
    layers_.push_back({read_linear(file, name + "qkv", 3 * width_, width_),
                       read_linear(file, name + "attention", width_, width_), read_linear(file, name + "inner", inner_, width_),
                       read_linear(file, name + "outer", width_, inner_), read_norm(name + "norm1"),
                       read_norm(name + "norm2")});
  }
}

void Encoder::check(const Window& window) const {
  const size_t pieces = window.pieces.size();
  const auto fail = [](const std::string& what) { throw std::invalid_argument("window: " + what); };
  if (pieces > max_pieces_) fail("more than " + std::to_string(max_pieces_) + " pieces");
  if (window.shapes.size() != pieces || window.gaps.size() != pieces) fail("not one shape and gap a piece");
  for (size_t i = 0; i < pieces; ++i) {
    if (window.pieces[i] >= word_scales_.size()) fail("a piece that the vocabulary has not");
    if (window.shapes[i] >= shape_count || window.gaps[i] >= gap_count) fail("a shape or gap out of range");
  }
  for (uint32_t first : window.firsts) {
    if (first >= pieces) fail("an atom outside its pieces");
  }
}

void Encoder::embed(const Window& window, float* out) const {
  for (size_t i = 0; i < window.pieces.size(); ++i) {
    const size_t piece = window.pieces[i];
    kernel_.rows.embed(&words_[piece * width_], word_scales_[piece], &positions_[i * width_],
                       &shapes_[window.shapes[i] * width_], &gaps_[window.gaps[i] * width_], width_, out + i * width_);
  }
}

void Encoder::attend(std::span<const Window> windows, EncoderBuffers& buffers) const {
  const size_t stride = qkv_stride(width_);
  const float* rows = buffers.qkv.data();
  float* out = buffers.attended.data();
  for (const Window& window : windows) {
    const AttentionInput input{rows, stride, static_cast<uint32_t>(window.pieces.size()), heads_, width_ / heads_};
    kernel_.rows.attention(input, out, width_, buffers.attention.data());
    rows += input.pieces * stride;
    out += static_cast<size_t>(input.pieces) * width_;
  }
}

void Encoder::add_norm(float* vectors, const float* sums, size_t count, const Norm& norm) const {
  kernel_.rows.add_norm(vectors, sums, count, width_, norm.weight.data(), norm.bias.data());
}

QuantizedRows Encoder::run(std::span<const Window> windows, EncoderBuffers& buffers) const {
  size_t count = 0, longest = 0;
  for (const Window& window : windows) {
    check(window);
    count += window.pieces.size();
    longest = std::max(longest, window.pieces.size());
  }
  float* vectors = room_for(buffers.vectors, count * width_);
  float* qkv = room_for(buffers.qkv, count * qkv_stride(width_));
  float* attended = room_for(buffers.attended, count * width_);
  float* sums = room_for(buffers.sums, count * width_);
  float* inner = room_for(buffers.inner, inner_rows * inner_);
  room_for(buffers.attention, attention_scratch(static_cast<uint32_t>(longest), width_ / heads_));
  const QuantizedRows quantized = buffers.quantized.rows(count, width_, kernel_);
  const QuantizedRows quantized_inner = buffers.quantized_inner.rows(inner_rows, inner_, kernel_);
  const auto quantize = [&](const float* rows) { kernel_.rows.quantize(rows, width_, count, width_, quantized); };

  float* next = vectors;
  for (const Window& window : windows) {
    embed(window, next);
    next += window.pieces.size() * width_;
  }
  add_norm(vectors, nullptr, count, embed_norm_);
  quantize(vectors);
  for (const Layer& layer : layers_) {
    kernel_.gemm(quantized, count, layer.qkv.packed(), qkv, qkv_stride(width_));
    attend(windows, buffers);
    quantize(attended);
    kernel_.gemm(quantized, count, layer.attention.packed(), sums, width_);
    add_norm(vectors, sums, count, layer.norm1);
    quantize(vectors);
    for (size_t first = 0; first < count; first += inner_rows) {
      const size_t rows = std::min(inner_rows, count - first);
      const QuantizedRows block{quantized.values + first * quantized.stride, quantized.stride, quantized.scales + first};
      kernel_.gemm(block, rows, layer.inner.packed(), inner, inner_);
      kernel_.rows.gelu_quantize(inner, inner_, rows, inner_, quantized_inner);
      kernel_.gemm(quantized_inner, rows, layer.outer.packed(), sums + first * width_, width_);
    }
    add_norm(vectors, sums, count, layer.norm2);
    quantize(vectors);
  }
  return quantized;
}

}  // namespace dateline::neural
