// The 8-bit linear layer: y[o] = bias[o] + scale[o] * row_scale * sum over i of weight[o][i] * value[i].
//
// The sum is exact (32-bit integers) in every kernel, so that kernels can be checked against a plain loop, number for number.
// Only plain data here: the sources of the kernels are compiled for instructions that the machine may not have, and must not
// share inline functions with the rest of the program.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace dateline::neural {

// Weights in the order that the kernels read: panels of `panel` outputs; in a panel, for every four inputs, the four weights of
// each output. Outputs are filled up with zeros to whole panels, inputs to multiples of `input_step`.
struct PackedLinear {
  static constexpr uint32_t panel = 32;
  static constexpr uint32_t input_step = 16;
  uint32_t outputs = 0, inputs = 0;  // of the layer
  uint32_t packed_inputs = 0;        // filled up
  const int8_t* weights = nullptr;   // aligned to 64
  const int32_t* sums = nullptr;     // of each output's weights; filled up to whole panels, as scale and bias are
  const float* scale = nullptr;
  const float* bias = nullptr;
};

// Rows of activations, rounded to 8 bits: -127 to 127, times the row's scale. How a value is stored is the kernel's own affair.
struct QuantizedRows {
  uint8_t* values = nullptr;
  size_t stride = 0;  // bytes from row to row, a multiple of 16
  float* scales = nullptr;
};

// Bytes of a stored value, and how it is stored, in the rows of each kernel.
inline constexpr uint32_t portable_value_bytes = 1;  // int8
inline constexpr uint32_t avx2_value_bytes = 2;      // int16, ready to be multiplied in pairs
inline constexpr uint32_t vnni_value_bytes = 1;      // uint8, the value plus 128

// out: `count` rows of layer.outputs floats, `out_stride` floats apart; nothing is written beyond the outputs of a row.
void gemm_portable(const QuantizedRows& rows, size_t count, const PackedLinear& layer, float* out, size_t out_stride);
void gemm_avx2(const QuantizedRows& rows, size_t count, const PackedLinear& layer, float* out, size_t out_stride);
void gemm_vnni(const QuantizedRows& rows, size_t count, const PackedLinear& layer, float* out, size_t out_stride);

}  // namespace dateline::neural
