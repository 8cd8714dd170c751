// The kernels for one instruction set, and the choice among them.
#pragma once

#include <span>
#include <string_view>

#include "neural/gemm.h"
#include "neural/rows.h"

namespace dateline::neural {

struct Kernel {
  std::string_view name;
  uint32_t value_bytes;  // of a value in QuantizedRows
  void (*gemm)(const QuantizedRows& rows, size_t count, const PackedLinear& layer, float* out, size_t out_stride);
  const RowKernels& rows;
};

// The kernels that this machine can run, the best first. The last is "portable".
std::span<const Kernel* const> kernels();

// The best kernel, or the one that the environment variable DATELINE_KERNEL names. Throws Error when this machine has none of
// that name.
const Kernel& kernel();

}  // namespace dateline::neural
