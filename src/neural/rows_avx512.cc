#if defined(__x86_64__)

#include "neural/avx512_intrinsics.h"
#include "neural/rows.h"

namespace dateline::neural {
namespace {

using Vector = __m512;
constexpr uint32_t lanes = 16;
constexpr uint32_t block_vectors = 6;  // with four rows: 24 accumulators, six keys, one query

inline Vector load(const float* from) { return _mm512_loadu_ps(from); }
inline void store(float* to, Vector x) { _mm512_storeu_ps(to, x); }
inline Vector all(float x) { return _mm512_set1_ps(x); }
inline Vector fma(Vector a, Vector b, Vector c) { return _mm512_fmadd_ps(a, b, c); }
inline Vector max(Vector a, Vector b) { return _mm512_max_ps(a, b); }
inline Vector min(Vector a, Vector b) { return _mm512_min_ps(a, b); }
inline Vector abs(Vector x) { return _mm512_abs_ps(x); }
inline Vector round(Vector x) { return _mm512_roundscale_ps(x, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC); }
inline Vector times_power(Vector a, Vector k) { return _mm512_scalef_ps(a, k); }
inline float largest(Vector x) { return _mm512_reduce_max_ps(x); }
inline float sum(Vector x) { return _mm512_reduce_add_ps(x); }
inline Vector widen(const int8_t* from) {
  return _mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(from))));
}

// As gemm_vnni wants them: plus 128.
inline void store_rounded(Vector x, uint8_t* out, size_t index) {
  static_assert(vnni_value_bytes == 1);
  const __m128i bytes = _mm512_cvtepi32_epi8(_mm512_cvtps_epi32(x));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(out + index), _mm_xor_si128(bytes, _mm_set1_epi8(-128)));
}

}  // namespace
}  // namespace dateline::neural

#include "neural/row_kernels.h"

namespace dateline::neural {
const RowKernels rows_avx512 = row_kernels;
}

#endif
