// A weights file of any bytes must give a model that can be run, or an Error.
#include <dateline/reader.h>
#include <zlib.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "neural/model.h"

namespace {

void load_and_run(std::span<const std::byte> file) {
  using namespace dateline::neural;
  try {
    const Model model(file, "fuzz");
    Window window;
    for (uint32_t i = 0; i < 2; ++i) {
      window.pieces.push_back(i % static_cast<uint32_t>(model.vocabulary().size()));
      window.shapes.push_back(0);
      window.gaps.push_back(0);
      window.firsts.push_back(i);
    }
    std::vector<WindowScores> scores;
    std::vector<float> relations;
    Scratch scratch;
    model.run({&window, 1}, scores, scratch);
    const std::pair<uint32_t, uint32_t> pair{0, 1};
    model.relate(scores.at(0), {&pair, 1}, relations, scratch);
    model.table("small");
  } catch (const dateline::Error&) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::vector<std::byte> file(size);
  if (size > 0) std::memcpy(file.data(), data, size);
  load_and_run(file);
  // Again with magic, version and checksum put right, or nothing behind them would ever be read.
  if (size < 24) return 0;
  const uint32_t version = 1, zero = 0;
  std::memcpy(file.data(), "DATELINE", 8);
  std::memcpy(file.data() + 8, &version, 4);
  std::memcpy(file.data() + 20, &zero, 4);
  const auto checksum = static_cast<uint32_t>(crc32_z(0, reinterpret_cast<const Bytef*>(file.data() + 24), size - 24));
  std::memcpy(file.data() + 12, &checksum, 4);
  load_and_run(file);
  return 0;
}
