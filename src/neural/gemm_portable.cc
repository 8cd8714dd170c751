#include "neural/gemm.h"

namespace dateline::neural {

void gemm_portable(const QuantizedRows& rows, size_t count, const PackedLinear& layer, float* out, size_t out_stride) {
  constexpr uint32_t panel = PackedLinear::panel;
  for (uint32_t first = 0; first < layer.outputs; first += panel) {
    const int8_t* panel_weights = layer.weights + static_cast<size_t>(first) * layer.packed_inputs;
    const uint32_t columns = layer.outputs - first < panel ? layer.outputs - first : panel;
    for (size_t row = 0; row < count; ++row) {
      const int8_t* values = reinterpret_cast<const int8_t*>(rows.values + row * rows.stride);
      int32_t sums[panel] = {};
      const int8_t* weights = panel_weights;
      for (uint32_t input = 0; input < layer.packed_inputs; input += 4, weights += 4 * panel) {
        const int32_t x0 = values[input], x1 = values[input + 1], x2 = values[input + 2], x3 = values[input + 3];
        for (uint32_t column = 0; column < panel; ++column) {
          const int8_t* four = weights + 4 * column;
          sums[column] += x0 * four[0] + x1 * four[1] + x2 * four[2] + x3 * four[3];
        }
      }
      float* out_row = out + row * out_stride + first;
      const float row_scale = rows.scales[row];
      for (uint32_t column = 0; column < columns; ++column) {
        out_row[column] =
            layer.bias[first + column] + layer.scale[first + column] * (static_cast<float>(sums[column]) * row_scale);
      }
    }
  }
}

}  // namespace dateline::neural
