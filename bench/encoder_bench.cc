// Pieces a second through the encoder and its heads, with random weights of the real shape, on one thread.
// DATELINE_KERNEL chooses the kernel.
#include <time.h>

#include <algorithm>
#include <cstdio>

#include "../tests/weights_writer.h"
#include "neural/model.h"

using namespace dateline::neural;

namespace {

// Of this thread, so that other work on the machine disturbs less.
double seconds() {
  timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

std::vector<Window> windows_of(uint32_t length, uint32_t count, uint32_t vocabulary) {
  std::vector<Window> windows(count);
  uint32_t piece = 0;
  for (Window& window : windows) {
    for (uint32_t i = 0; i < length; ++i) {
      window.pieces.push_back(piece = (piece * 31 + 7) % vocabulary);
      window.shapes.push_back(static_cast<uint8_t>(i % 8));
      window.gaps.push_back(static_cast<uint8_t>(i % 5));
      if (i % 7 != 0) window.firsts.push_back(i);
    }
  }
  return windows;
}

}  // namespace

int main() {
  RandomShape shape;
  shape.vocabulary = 30522;
  shape.max_pieces = 128;
  shape.layers = 6;
  shape.heads = 12;
  shape.width = 384;
  shape.inner = 1536;
  shape.labels = {18, 50, 9, 100};
  shape.links = {256, 128};
  shape.relations = 60;
  shape.relation_size = 256;
  const std::vector<std::byte> file = random_model(shape, 1).file();
  double start = seconds();
  const Model model(file, "random");
  std::printf("%s, loaded in %.0f ms\n", std::string(Model::kernel()).c_str(), 1e3 * (seconds() - start));

  Scratch scratch;
  std::vector<WindowScores> scores;
  for (uint32_t length : {36u, 128u}) {
    const std::vector<Window> windows = windows_of(length, 2048 / length, shape.vocabulary);
    const double pieces = static_cast<double>(windows.size()) * length;
    double best = 1e9, total = 0;
    int rounds = 0;
    while (total < 2.5) {
      start = seconds();
      model.run(windows, scores, scratch);
      const double time = seconds() - start;
      best = std::min(best, time);
      total += time;
      ++rounds;
    }
    std::printf("windows of %3u: best %6.0f, mean %6.0f pieces/s\n", length, pieces / best, pieces * rounds / total);
  }
}
