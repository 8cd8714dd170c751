// Weights are widened to 16 bits as they are read and multiplied in pairs (vpmaddwd), which cannot overflow. The 8-bit
// multiplication (vpmaddubsw) would be faster, but saturates unless the activations give up a bit.
#if defined(__x86_64__)

#include <immintrin.h>

#include "neural/gemm.h"

namespace dateline::neural {

namespace {

constexpr size_t tile_columns = 8;

// As __m256i, which g++ 12 takes for four 64-bit numbers, each would need two registers, one for either view.
using Sums = int32_t __attribute__((vector_size(32)));

// Columns that the layer does not have are not written.
void store(float* out, __m256 values, uint32_t columns) {
  if (columns >= tile_columns) {
    _mm256_storeu_ps(out, values);
    return;
  }
  float all[tile_columns];
  _mm256_storeu_ps(all, values);
  for (uint32_t column = 0; column < columns; ++column) out[column] = all[column];
}

// ROWS rows times eight outputs. Each accumulator holds four outputs, each as two partial sums side by side.
template <int ROWS>
void tile(const QuantizedRows& rows, size_t row, const PackedLinear& layer, const int8_t* weights, uint32_t output, float* out,
          size_t out_stride) {
  const uint8_t* values = rows.values + row * rows.stride;
  Sums low[ROWS], high[ROWS];
#pragma GCC unroll 8
  for (int r = 0; r < ROWS; ++r) low[r] = high[r] = Sums{};
  for (uint32_t input = 0; input < layer.packed_inputs; input += 4, weights += 4 * PackedLinear::panel) {
    const __m256i weights_low = _mm256_cvtepi8_epi16(_mm_load_si128(reinterpret_cast<const __m128i*>(weights)));
    const __m256i weights_high = _mm256_cvtepi8_epi16(_mm_load_si128(reinterpret_cast<const __m128i*>(weights + 16)));
#pragma GCC unroll 8
    for (int r = 0; r < ROWS; ++r) {
      long long four;
      __builtin_memcpy(&four, values + static_cast<size_t>(r) * rows.stride + input * avx2_value_bytes, sizeof(four));
      const __m256i value = _mm256_set1_epi64x(four);
      low[r] += (Sums)_mm256_madd_epi16(value, weights_low);
      high[r] += (Sums)_mm256_madd_epi16(value, weights_high);
    }
  }
  const __m256 scale = _mm256_loadu_ps(layer.scale + output);
  const __m256 bias = _mm256_loadu_ps(layer.bias + output);
#pragma GCC unroll 8
  for (int r = 0; r < ROWS; ++r) {
    // hadd leaves 0 1 4 5 | 2 3 6 7
    const __m256i sums = _mm256_permute4x64_epi64(_mm256_hadd_epi32((__m256i)low[r], (__m256i)high[r]), 0b11011000);
    const __m256 row_scale = _mm256_set1_ps(rows.scales[row + static_cast<size_t>(r)]);
    const __m256 result = _mm256_fmadd_ps(_mm256_mul_ps(_mm256_cvtepi32_ps(sums), row_scale), scale, bias);
    store(out + (row + static_cast<size_t>(r)) * out_stride + output, result, layer.outputs - output);
  }
}

}  // namespace

void gemm_avx2(const QuantizedRows& rows, size_t count, const PackedLinear& layer, float* out, size_t out_stride) {
  for (uint32_t output = 0; output < layer.outputs; output += tile_columns) {
    const uint32_t first = output / PackedLinear::panel * PackedLinear::panel;
    const int8_t* weights = layer.weights + static_cast<size_t>(first) * layer.packed_inputs + 4 * (output - first);
    size_t row = 0;
    for (; row + 4 <= count; row += 4) tile<4>(rows, row, layer, weights, output, out, out_stride);
    switch (count - row) {
      case 3:
        tile<3>(rows, row, layer, weights, output, out, out_stride);
        break;
      case 2:
        tile<2>(rows, row, layer, weights, output, out, out_stride);
        break;
      case 1:
        tile<1>(rows, row, layer, weights, output, out, out_stride);
        break;
      default:
        break;
    }
  }
}

}  // namespace dateline::neural

#endif
