// A linear layer of the weights file, packed for the kernels.
#pragma once

#include <cstdint>
#include <span>

#include "neural/buffer.h"
#include "neural/gemm.h"

namespace dateline::neural {

class Linear {
 public:
  Linear() = default;
  // weights: outputs x inputs, row by row. Keeps no reference to what it is given.
  Linear(std::span<const int8_t> weights, std::span<const float> scale, std::span<const float> bias);

  uint32_t outputs() const { return outputs_; }
  uint32_t inputs() const { return inputs_; }
  PackedLinear packed() const;

 private:
  uint32_t outputs_ = 0, inputs_ = 0, packed_inputs_ = 0;
  Buffer<int8_t> weights_;
  Buffer<int32_t> sums_;
  Buffer<float> scale_, bias_;
};

}  // namespace dateline::neural
