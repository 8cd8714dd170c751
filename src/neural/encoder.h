// BERT's layers over the pieces of many windows at once: the windows' rows lie one after the other, without padding.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "neural/buffer.h"
#include "neural/kernel.h"
#include "neural/linear.h"
#include "neural/model.h"
#include "neural/weights.h"

namespace dateline::neural {

// Rows rounded to 8 bits, with the memory behind them.
class QuantizedBuffer {
 public:
  // Makes room; what was in it is lost.
  QuantizedRows rows(size_t count, uint32_t width, const Kernel& kernel);

 private:
  Buffer<uint8_t> values_;
  Buffer<float> scales_;
};

struct EncoderBuffers {
  Buffer<float> vectors, qkv, attended, sums, inner, attention;
  QuantizedBuffer quantized, quantized_inner;
};

class Encoder {
 public:
  // Reads from `file`, whose memory must outlive the encoder. Throws Error when a tensor is missing or of another shape.
  Encoder(const WeightsFile& file, const Kernel& kernel);

  // The vectors of the last layer, rounded to 8 bits: a row a piece, window after window. Valid until the buffers are used
  // again. Throws std::invalid_argument for a window that is longer than the file allows or has a number out of range.
  QuantizedRows run(std::span<const Window> windows, EncoderBuffers& buffers) const;

  const Kernel& kernel() const { return kernel_; }

 private:
  struct Norm {
    std::span<const float> weight, bias;
  };
  struct Layer {
    Linear qkv, attention, inner, outer;
    Norm norm1, norm2;
  };

  void check(const Window& window) const;
  void embed(const Window& window, float* out) const;
  void attend(std::span<const Window> windows, EncoderBuffers& buffers) const;
  void add_norm(float* vectors, const float* sums, size_t count, const Norm& norm) const;

  const Kernel& kernel_;
  uint32_t width_, inner_, heads_, max_pieces_;
  std::span<const int8_t> words_;
  std::span<const float> word_scales_, positions_, shapes_, gaps_;
  Norm embed_norm_;
  std::vector<Layer> layers_;
};

// Reads the layer NAME, NAME.scale, NAME.bias.
Linear read_linear(const WeightsFile& file, const std::string& name, uint32_t outputs, uint32_t inputs);

}  // namespace dateline::neural
