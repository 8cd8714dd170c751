#include "neural/kernel.h"

#include <dateline/reader.h>

#include <cstdlib>
#include <string>
#include <vector>

namespace dateline::neural {

namespace {

const Kernel portable = {"portable", portable_value_bytes, gemm_portable, rows_portable};
#if defined(__x86_64__)
const Kernel avx2 = {"avx2", avx2_value_bytes, gemm_avx2, rows_avx2};
const Kernel avx512_vnni = {"avx512-vnni", vnni_value_bytes, gemm_vnni, rows_avx512};
#endif

std::vector<const Kernel*> runnable() {
  std::vector<const Kernel*> found;
#if defined(__x86_64__)
  __builtin_cpu_init();
  const bool has_avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  if (has_avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vnni")) {
    found.push_back(&avx512_vnni);
  }
  if (has_avx2) found.push_back(&avx2);
#endif
  found.push_back(&portable);
  return found;
}

const Kernel& choose() {
  const char* wanted = std::getenv("DATELINE_KERNEL");
  if (wanted == nullptr || *wanted == '\0') return *kernels().front();
  std::string names;
  for (const Kernel* candidate : kernels()) {
    if (candidate->name == wanted) return *candidate;
    names += (names.empty() ? "" : ", ") + std::string(candidate->name);
  }
  throw Error("DATELINE_KERNEL: this machine has no kernel '" + std::string(wanted) + "'; unset it, or use one of " + names);
}

}  // namespace

std::span<const Kernel* const> kernels() {
  static const std::vector<const Kernel*> found = runnable();
  return found;
}

const Kernel& kernel() {
  static const Kernel& chosen = choose();
  return chosen;
}

}  // namespace dateline::neural
