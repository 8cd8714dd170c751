#include "neural/linear.h"

#include <algorithm>
#include <cstring>
#include <numeric>

namespace dateline::neural {

namespace {

constexpr uint32_t round_up(uint32_t number, uint32_t step) { return (number + step - 1) / step * step; }

}  // namespace

Linear::Linear(std::span<const int8_t> weights, std::span<const float> scale, std::span<const float> bias)
    : outputs_(static_cast<uint32_t>(scale.size())),
      inputs_(outputs_ == 0 ? 0 : static_cast<uint32_t>(weights.size() / outputs_)),
      packed_inputs_(round_up(inputs_, PackedLinear::input_step)) {
  constexpr uint32_t panel = PackedLinear::panel;
  const uint32_t packed_outputs = round_up(outputs_, panel);
  weights_.resize(static_cast<size_t>(packed_outputs) * packed_inputs_);
  sums_.resize(packed_outputs);
  scale_.assign(scale.begin(), scale.end());
  scale_.resize(packed_outputs);
  bias_.assign(bias.begin(), bias.end());
  bias_.resize(packed_outputs);
  for (uint32_t output = 0; output < outputs_; ++output) {
    const int8_t* row = weights.data() + static_cast<size_t>(output) * inputs_;
    sums_[output] = std::accumulate(row, row + inputs_, int32_t{0});
    int8_t* out = weights_.data() + static_cast<size_t>(output / panel) * panel * packed_inputs_ + 4 * (output % panel);
    uint32_t input = 0;
    for (; input + 4 <= inputs_; input += 4, out += 4 * panel) std::memcpy(out, row + input, 4);
    if (input < inputs_) std::memcpy(out, row + input, inputs_ - input);
  }
}

PackedLinear Linear::packed() const {
  return {.outputs = outputs_,
          .inputs = inputs_,
          .packed_inputs = packed_inputs_,
          .weights = weights_.data(),
          .sums = sums_.data(),
          .scale = scale_.data(),
          .bias = bias_.data()};
}

}  // namespace dateline::neural
