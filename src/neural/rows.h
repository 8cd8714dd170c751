// What the encoder does with rows of 32-bit floats between its products. Widths are multiples of 16. A row's result depends on
// nothing but the row (attention: the window).
//
// Only plain data here, for the reason given in gemm.h.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "neural/gemm.h"

namespace dateline::neural {

// One window's queries, keys and values: a row a piece, the queries of all heads, then the keys, then the values.
struct AttentionInput {
  const float* rows = nullptr;
  size_t stride = 0;                              // floats from row to row
  uint32_t pieces = 0, heads = 0, head_size = 0;  // head_size: a multiple of 16
};

// Floats of scratch memory that attention needs.
inline constexpr size_t attention_scratch(uint32_t pieces, uint32_t head_size) {
  return (static_cast<size_t>(head_size) + 16) * ((pieces + 15u) / 16u * 16u);
}

struct RowKernels {
  // out = word * scale + position + shape + gap
  void (*embed)(const int8_t* word, float scale, const float* position, const float* shape, const float* gap, uint32_t width,
                float* out);
  // x = norm(x + y), epsilon 1e-12; y may be null
  void (*add_norm)(float* x, const float* y, size_t count, uint32_t width, const float* weight, const float* bias);
  // rounds rows to 8 bits, symmetric, the largest magnitude to 127
  void (*quantize)(const float* rows, size_t stride, size_t count, uint32_t width, const QuantizedRows& out);
  // rows = gelu(rows) (tanh form), then as quantize
  void (*gelu_quantize)(float* rows, size_t stride, size_t count, uint32_t width, const QuantizedRows& out);
  // out: a row a piece, the results of all heads, `out_stride` floats apart. scratch: attention_scratch() floats, aligned to 64
  void (*attention)(const AttentionInput& input, float* out, size_t out_stride, float* scratch);
};

extern const RowKernels rows_portable, rows_avx2, rows_avx512;

}  // namespace dateline::neural
