// The row kernels, written once. A source file for each instruction set defines the vector type `Vector`, `lanes`, the
// operations below and `block_vectors`, all in an unnamed namespace, and then includes this file.
//
//   load, store, all(float), fma(a, b, c) = a * b + c, max, min, abs, round, times_power(a, k) = a * 2^k for whole k,
//   largest, sum (of the lanes), widen(int8), store_rounded(values, out, index) (values within +-127)
//
// No standard library here: its inline functions would be compiled for these instructions, and the linker could pick them for
// the rest of the program.

namespace dateline::neural {
namespace {

constexpr uint32_t block_rows = 4;     // rows of queries in registers
constexpr uint32_t softmax_rows = 16;  // rows of scores that stay in the first-level cache while keys and values pass by
constexpr float no_score = -1e30f;

static_assert(16 % lanes == 0 && softmax_rows % block_rows == 0);

// 2^x for x in [-126, 126]; relative error below 1e-7. Minimax polynomial of degree 5 on [-1/2, 1/2] (Remez).
inline Vector power_of_two(Vector x) {
  const Vector whole = round(x);
  const Vector part = x - whole;
  Vector y = fma(all(0.0013276472f), part, all(0.00967554133f));
  y = fma(y, part, all(0.0555071327f));
  y = fma(y, part, all(0.240221197f));
  y = fma(y, part, all(0.693146967f));
  y = fma(y, part, all(1.00000007f));
  return times_power(y, whole);
}

// x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))), written as x / (1 + 2^-z)
inline Vector gelu(Vector x) {
  constexpr float linear = -2.302208198f;  // -2 log2(e) sqrt(2/pi)
  constexpr float cubic = linear * 0.044715f;
  Vector z = x * fma(x * x, all(cubic), all(linear));
  z = min(max(z, all(-126.0f)), all(126.0f));
  return x / (all(1.0f) + power_of_two(z));
}

void embed(const int8_t* word, float scale, const float* position, const float* shape, const float* gap, uint32_t width,
           float* out) {
  const Vector word_scale = all(scale);
  for (uint32_t i = 0; i < width; i += lanes) {
    store(out + i, fma(widen(word + i), word_scale, load(position + i) + load(shape + i) + load(gap + i)));
  }
}

void add_norm(float* x, const float* y, size_t count, uint32_t width, const float* weight, const float* bias) {
  for (size_t row = 0; row < count; ++row, x += width) {
    Vector total = all(0.0f);
    if (y != nullptr) {
      for (uint32_t i = 0; i < width; i += lanes) {
        const Vector value = load(x + i) + load(y + i);
        store(x + i, value);
        total = total + value;
      }
      y += width;
    } else {
      for (uint32_t i = 0; i < width; i += lanes) total = total + load(x + i);
    }
    const Vector mean = all(sum(total) / static_cast<float>(width));
    Vector squares = all(0.0f);
    for (uint32_t i = 0; i < width; i += lanes) {
      const Vector difference = load(x + i) - mean;
      squares = fma(difference, difference, squares);
    }
    const float variance = sum(squares) / static_cast<float>(width);
    const Vector factor = all(1.0f / __builtin_sqrtf(variance + 1e-12f));
    for (uint32_t i = 0; i < width; i += lanes) {
      store(x + i, fma((load(x + i) - mean) * factor, load(weight + i), load(bias + i)));
    }
  }
}

inline void quantize_row(const float* row, uint32_t width, Vector largest_magnitudes, uint8_t* out, float* scale) {
  float magnitude = largest(largest_magnitudes);
  const bool tiny = !(magnitude > 1e-30f);  // the inverse would overflow
  if (tiny) magnitude = 0.0f;
  const Vector inverse = all(tiny ? 0.0f : 127.0f / magnitude);
  *scale = magnitude / 127.0f;
  for (uint32_t i = 0; i < width; i += lanes) {
    store_rounded(min(max(load(row + i) * inverse, all(-127.0f)), all(127.0f)), out, i);
  }
}

void quantize(const float* rows, size_t stride, size_t count, uint32_t width, const QuantizedRows& out) {
  for (size_t row = 0; row < count; ++row, rows += stride) {
    Vector magnitudes = all(0.0f);
    for (uint32_t i = 0; i < width; i += lanes) magnitudes = max(magnitudes, abs(load(rows + i)));
    quantize_row(rows, width, magnitudes, out.values + row * out.stride, out.scales + row);
  }
}

void gelu_quantize(float* rows, size_t stride, size_t count, uint32_t width, const QuantizedRows& out) {
  for (size_t row = 0; row < count; ++row, rows += stride) {
    Vector magnitudes = all(0.0f);
    for (uint32_t i = 0; i < width; i += lanes) {
      const Vector value = gelu(load(rows + i));
      store(rows + i, value);
      magnitudes = max(magnitudes, abs(value));
    }
    quantize_row(rows, width, magnitudes, out.values + row * out.stride, out.scales + row);
  }
}

// Scores of ROWS queries with VECTORS * lanes keys. Keys are transposed: a row a dimension, `padded` floats.
template <uint32_t ROWS, uint32_t VECTORS>
inline void score_tile(const float* queries, size_t stride, const float* keys, size_t padded, uint32_t head_size,
                       float* scores) {
  Vector sums[ROWS][VECTORS];
#pragma GCC unroll 8
  for (uint32_t r = 0; r < ROWS; ++r) {
#pragma GCC unroll 8
    for (uint32_t v = 0; v < VECTORS; ++v) sums[r][v] = all(0.0f);
  }
  for (uint32_t d = 0; d < head_size; ++d, keys += padded) {
    Vector key[VECTORS];
#pragma GCC unroll 8
    for (uint32_t v = 0; v < VECTORS; ++v) key[v] = load(keys + v * lanes);
#pragma GCC unroll 8
    for (uint32_t r = 0; r < ROWS; ++r) {
      const Vector query = all(queries[r * stride + d]);
#pragma GCC unroll 8
      for (uint32_t v = 0; v < VECTORS; ++v) sums[r][v] = fma(query, key[v], sums[r][v]);
    }
  }
#pragma GCC unroll 8
  for (uint32_t r = 0; r < ROWS; ++r) {
#pragma GCC unroll 8
    for (uint32_t v = 0; v < VECTORS; ++v) store(scores + r * padded + v * lanes, sums[r][v]);
  }
}

template <uint32_t ROWS>
void score_rows(const float* queries, size_t stride, const float* keys, size_t padded, uint32_t head_size, float* scores) {
  size_t column = 0;
  for (; column + block_vectors * lanes <= padded; column += block_vectors * lanes) {
    score_tile<ROWS, block_vectors>(queries, stride, keys + column, padded, head_size, scores + column);
  }
  const size_t rest = (padded - column) / lanes;  // below block_vectors
  if (rest >= 4) {
    score_tile<ROWS, 4>(queries, stride, keys + column, padded, head_size, scores + column);
    column += 4 * lanes;
  }
  switch ((padded - column) / lanes) {
    case 3:
      score_tile<ROWS, 3>(queries, stride, keys + column, padded, head_size, scores + column);
      break;
    case 2:
      score_tile<ROWS, 2>(queries, stride, keys + column, padded, head_size, scores + column);
      break;
    case 1:
      score_tile<ROWS, 1>(queries, stride, keys + column, padded, head_size, scores + column);
      break;
    default:
      break;
  }
}

// Weighted sums of the values: ROWS rows, VECTORS * lanes dimensions.
template <uint32_t ROWS, uint32_t VECTORS>
inline void value_tile(const float* weights, size_t padded, const float* inverse_sums, const float* values, size_t stride,
                       uint32_t pieces, float* out, size_t out_stride) {
  Vector sums[ROWS][VECTORS];
#pragma GCC unroll 8
  for (uint32_t r = 0; r < ROWS; ++r) {
#pragma GCC unroll 8
    for (uint32_t v = 0; v < VECTORS; ++v) sums[r][v] = all(0.0f);
  }
  for (uint32_t piece = 0; piece < pieces; ++piece, values += stride) {
    Vector value[VECTORS];
#pragma GCC unroll 8
    for (uint32_t v = 0; v < VECTORS; ++v) value[v] = load(values + v * lanes);
#pragma GCC unroll 8
    for (uint32_t r = 0; r < ROWS; ++r) {
      const Vector weight = all(weights[r * padded + piece]);
#pragma GCC unroll 8
      for (uint32_t v = 0; v < VECTORS; ++v) sums[r][v] = fma(weight, value[v], sums[r][v]);
    }
  }
#pragma GCC unroll 8
  for (uint32_t r = 0; r < ROWS; ++r) {
#pragma GCC unroll 8
    for (uint32_t v = 0; v < VECTORS; ++v) store(out + r * out_stride + v * lanes, sums[r][v] * all(inverse_sums[r]));
  }
}

template <uint32_t ROWS>
void value_rows(const float* weights, size_t padded, const float* inverse_sums, const float* values, size_t stride,
                uint32_t pieces, uint32_t head_size, float* out, size_t out_stride) {
  uint32_t d = 0;
  for (; d + 2 * lanes <= head_size; d += 2 * lanes) {
    value_tile<ROWS, 2>(weights, padded, inverse_sums, values + d, stride, pieces, out + d, out_stride);
  }
  for (; d < head_size; d += lanes) {
    value_tile<ROWS, 1>(weights, padded, inverse_sums, values + d, stride, pieces, out + d, out_stride);
  }
}

// Scores to weights that are yet to be divided by their sum; gives the inverse of the sum.
inline float softmax_row(float* scores, uint32_t pieces, size_t padded, float factor) {
  for (size_t i = pieces; i < padded; ++i) scores[i] = no_score;
  Vector highest = load(scores);
  for (size_t i = lanes; i < padded; i += lanes) highest = max(highest, load(scores + i));
  const Vector scale = all(factor), shift = all(-largest(highest) * factor);
  Vector total = all(0.0f);
  for (size_t i = 0; i < padded; i += lanes) {
    const Vector weight = power_of_two(max(fma(load(scores + i), scale, shift), all(-126.0f)));
    store(scores + i, weight);
    total = total + weight;
  }
  return 1.0f / sum(total);
}

using Four = float __attribute__((vector_size(16)));

inline Four load_four(const float* from) {
  Four four;
  __builtin_memcpy(&four, from, sizeof(four));
  return four;
}

// A head's keys, a row a dimension, zeros in the columns after the last piece.
void transpose_keys(const float* keys, size_t stride, uint32_t pieces, size_t padded, uint32_t head_size, float* out) {
  uint32_t piece = 0;
  for (; piece + 4 <= pieces; piece += 4, keys += 4 * stride) {
    for (uint32_t d = 0; d < head_size; d += 4) {
      const Four a = load_four(keys + d), b = load_four(keys + stride + d);
      const Four c = load_four(keys + 2 * stride + d), e = load_four(keys + 3 * stride + d);
      const Four ab_low = __builtin_shufflevector(a, b, 0, 4, 1, 5), ab_high = __builtin_shufflevector(a, b, 2, 6, 3, 7);
      const Four ce_low = __builtin_shufflevector(c, e, 0, 4, 1, 5), ce_high = __builtin_shufflevector(c, e, 2, 6, 3, 7);
      const Four column0 = __builtin_shufflevector(ab_low, ce_low, 0, 1, 4, 5);
      const Four column1 = __builtin_shufflevector(ab_low, ce_low, 2, 3, 6, 7);
      const Four column2 = __builtin_shufflevector(ab_high, ce_high, 0, 1, 4, 5);
      const Four column3 = __builtin_shufflevector(ab_high, ce_high, 2, 3, 6, 7);
      float* to = out + d * padded + piece;
      __builtin_memcpy(to, &column0, sizeof(Four));
      __builtin_memcpy(to + padded, &column1, sizeof(Four));
      __builtin_memcpy(to + 2 * padded, &column2, sizeof(Four));
      __builtin_memcpy(to + 3 * padded, &column3, sizeof(Four));
    }
  }
  for (; piece < padded; ++piece, keys += stride) {
    for (uint32_t d = 0; d < head_size; ++d) out[d * padded + piece] = piece < pieces ? keys[d] : 0.0f;
  }
}

// Queries in blocks of `softmax_rows`: scores, softmax, weighted values.
void attention(const AttentionInput& input, float* out, size_t out_stride, float* scratch) {
  const uint32_t head_size = input.head_size, pieces = input.pieces, width = input.heads * head_size;
  const size_t padded = (pieces + 15u) / 16u * 16u, stride = input.stride;
  const float factor = 1.4426950408889634f / __builtin_sqrtf(static_cast<float>(head_size));  // e^x is 2^(x log2(e))
  float* keys = scratch;
  float* scores = scratch + head_size * padded;
  for (uint32_t head = 0; head < input.heads; ++head) {
    const float* queries = input.rows + head * head_size;
    const float* values = input.rows + 2 * width + head * head_size;
    float* head_out = out + head * head_size;
    transpose_keys(input.rows + width + head * head_size, stride, pieces, padded, head_size, keys);
    for (uint32_t first = 0; first < pieces; first += softmax_rows) {
      const uint32_t count = pieces - first < softmax_rows ? pieces - first : softmax_rows;
      const float* block = queries + first * stride;
      uint32_t row = 0;
      for (; row + block_rows <= count; row += block_rows) {
        score_rows<block_rows>(block + row * stride, stride, keys, padded, head_size, scores + row * padded);
      }
      for (; row < count; ++row) score_rows<1>(block + row * stride, stride, keys, padded, head_size, scores + row * padded);
      float inverse_sums[softmax_rows];
      for (row = 0; row < count; ++row) inverse_sums[row] = softmax_row(scores + row * padded, pieces, padded, factor);
      float* block_out = head_out + first * out_stride;
      for (row = 0; row + block_rows <= count; row += block_rows) {
        value_rows<block_rows>(scores + row * padded, padded, inverse_sums + row, values, stride, pieces, head_size,
                               block_out + row * out_stride, out_stride);
      }
      for (; row < count; ++row) {
        value_rows<1>(scores + row * padded, padded, inverse_sums + row, values, stride, pieces, head_size,
                      block_out + row * out_stride, out_stride);
      }
    }
  }
}

constexpr RowKernels row_kernels = {embed, add_norm, quantize, gelu_quantize, attention};

}  // namespace
}  // namespace dateline::neural
