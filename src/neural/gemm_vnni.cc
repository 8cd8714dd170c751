// vpdpbusd multiplies unsigned by signed bytes: rows are stored plus 128, and the sum starts at -128 times the weights' sum.
#if defined(__x86_64__)

#include <utility>

#include "neural/avx512_intrinsics.h"
#include "neural/gemm.h"

namespace dateline::neural {

namespace {

// Sixteen sums. As __m512i, which g++ 12 takes for eight 64-bit numbers, each would need two registers, one for either view.
using Sums = int32_t __attribute__((vector_size(64)));

struct Panel {
  const int8_t* weights;
  __m512i start_first, start_second;
  __m512 scale_first, scale_second, bias_first, bias_second;
  __mmask16 mask_first, mask_second;  // the outputs that the layer has
};

Panel panel_of(const PackedLinear& layer, uint32_t output) {
  const uint32_t columns = layer.outputs - output;
  const auto start = [&](uint32_t at) {
    return _mm512_sub_epi32(_mm512_setzero_si512(), _mm512_slli_epi32(_mm512_loadu_si512(layer.sums + at), 7));
  };
  const auto mask = [](uint32_t count) { return static_cast<__mmask16>(count >= 16 ? 0xffffu : (1u << count) - 1); };
  return {layer.weights + static_cast<size_t>(output) * layer.packed_inputs,
          start(output),
          start(output + 16),
          _mm512_loadu_ps(layer.scale + output),
          _mm512_loadu_ps(layer.scale + output + 16),
          _mm512_loadu_ps(layer.bias + output),
          _mm512_loadu_ps(layer.bias + output + 16),
          mask(columns),
          mask(columns > 16 ? columns - 16 : 0)};
}

inline __m512i four_values(const uint8_t* at) {
  int four;
  __builtin_memcpy(&four, at, sizeof(four));
  return _mm512_set1_epi32(four);
}

inline Sums multiply(Sums sums, __m512i values, __m512i weights) {
  return (Sums)_mm512_dpbusd_epi32((__m512i)sums, values, weights);
}

inline void store(float* out, __mmask16 mask, Sums sums, float row_scale, __m512 scale, __m512 bias) {
  const __m512 scaled = _mm512_mul_ps(_mm512_cvtepi32_ps((__m512i)sums), _mm512_set1_ps(row_scale));
  _mm512_mask_storeu_ps(out, mask, _mm512_fmadd_ps(scaled, scale, bias));
}

// Rows ROW... times a panel. `out` is the panel's first output of the first row. Folds, not loops: the compiler keeps the sums
// in registers only if it never sees a variable index.
template <size_t... ROW>
void tile(std::index_sequence<ROW...>, const QuantizedRows& rows, size_t row, uint32_t inputs, const Panel& panel, float* out,
          size_t out_stride) {
  const uint8_t* values = rows.values + row * rows.stride;
  const float* scales = rows.scales + row;
  const int8_t* weights = panel.weights;
  Sums first[] = {((void)ROW, (Sums)panel.start_first)...};
  Sums second[] = {((void)ROW, (Sums)panel.start_second)...};
  const int8_t* const end = weights + static_cast<size_t>(inputs) * PackedLinear::panel;
  do {
    const __m512i weights_first = _mm512_load_si512(weights), weights_second = _mm512_load_si512(weights + 64);
    ((first[ROW] = multiply(first[ROW], four_values(values + ROW * rows.stride), weights_first),
      second[ROW] = multiply(second[ROW], four_values(values + ROW * rows.stride), weights_second)),
     ...);
    weights += 4 * PackedLinear::panel;
    values += 4;
  } while (weights != end);
  (store(out + ROW * out_stride, panel.mask_first, first[ROW], scales[ROW], panel.scale_first, panel.bias_first), ...);
  if (panel.mask_second == 0) return;
  (store(out + ROW * out_stride + 16, panel.mask_second, second[ROW], scales[ROW], panel.scale_second, panel.bias_second), ...);
}

template <size_t ROWS>
[[gnu::noinline]] void tile(const QuantizedRows& rows, size_t row, uint32_t inputs, const Panel& panel, float* out,
                            size_t out_stride) {
  tile(std::make_index_sequence<ROWS>(), rows, row, inputs, panel, out + row * out_stride, out_stride);
}

using Tile = void (*)(const QuantizedRows&, size_t, uint32_t, const Panel&, float*, size_t);

constexpr size_t tile_rows = 12;  // 24 sums, two registers of weights, one of activations
constexpr Tile tiles[tile_rows] = {nullptr, tile<1>, tile<2>, tile<3>, tile<4>,  tile<5>,
                                   tile<6>, tile<7>, tile<8>, tile<9>, tile<10>, tile<11>};

}  // namespace

void gemm_vnni(const QuantizedRows& rows, size_t count, const PackedLinear& layer, float* out, size_t out_stride) {
  if (count == 0) return;
  for (uint32_t output = 0; output < layer.outputs; output += PackedLinear::panel) {
    const Panel panel = panel_of(layer, output);
    float* panel_out = out + output;
    size_t row = 0;
    for (; row + tile_rows <= count; row += tile_rows) {
      tile<tile_rows>(rows, row, layer.packed_inputs, panel, panel_out, out_stride);
    }
    if (row < count) tiles[count - row](rows, row, layer.packed_inputs, panel, panel_out, out_stride);
  }
}

}  // namespace dateline::neural

#endif
