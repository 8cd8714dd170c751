// Vectors of four by the compiler's extension, which every target has in some form.
#include "neural/rows.h"

namespace dateline::neural {
namespace {

using Vector = float __attribute__((vector_size(16)));
using Whole = int32_t __attribute__((vector_size(16)));
constexpr uint32_t lanes = 4;
constexpr uint32_t block_vectors = 2;

inline Vector load(const float* from) {
  Vector x;
  __builtin_memcpy(&x, from, sizeof(x));
  return x;
}
inline void store(float* to, Vector x) { __builtin_memcpy(to, &x, sizeof(x)); }
inline Vector all(float x) { return Vector{x, x, x, x}; }
inline Vector fma(Vector a, Vector b, Vector c) { return a * b + c; }
// As the instruction: the second where a comparison fails, so that "not a number" becomes the bound.
inline Vector max(Vector a, Vector b) { return a > b ? a : b; }
inline Vector min(Vector a, Vector b) { return a < b ? a : b; }
inline Vector abs(Vector x) { return max(x, -x); }
// Adding 1.5 * 2^23 leaves no bits for a fraction; rounds to nearest, ties to even. For magnitudes below 2^22.
inline Vector round(Vector x) { return (x + all(12582912.0f)) - all(12582912.0f); }
inline Vector times_power(Vector a, Vector k) {
  return reinterpret_cast<Vector>(reinterpret_cast<Whole>(a) + (__builtin_convertvector(k, Whole) << 23));
}
inline float larger(float a, float b) { return a > b ? a : b; }
inline float largest(Vector x) { return larger(larger(x[0], x[1]), larger(x[2], x[3])); }
inline float sum(Vector x) { return (x[0] + x[1]) + (x[2] + x[3]); }
inline Vector widen(const int8_t* from) {
  return Vector{static_cast<float>(from[0]), static_cast<float>(from[1]), static_cast<float>(from[2]),
                static_cast<float>(from[3])};
}

// As gemm_portable wants them: int8.
inline void store_rounded(Vector x, uint8_t* out, size_t index) {
  static_assert(portable_value_bytes == 1);
  const Whole whole = __builtin_convertvector(round(x), Whole);
  for (uint32_t lane = 0; lane < lanes; ++lane) out[index + lane] = static_cast<uint8_t>(whole[lane]);
}

}  // namespace
}  // namespace dateline::neural

#include "neural/row_kernels.h"

namespace dateline::neural {
const RowKernels rows_portable = row_kernels;
}
