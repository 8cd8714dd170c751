#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

namespace dateline::cli {

// A line on standard error that says how far a long run is; shown only on a terminal, from the second second on, four times a
// second. Messages go through it, so that they don't mix.
class Progress {
 public:
  explicit Progress(bool shown);
  ~Progress() { clear(); }
  void document(bool failed);
  void message(std::string_view line);

 private:
  using Clock = std::chrono::steady_clock;
  void clear();

  const bool shown_;
  const Clock::time_point begun_ = Clock::now();
  Clock::time_point next_ = begun_ + std::chrono::seconds(1);
  uint64_t documents_ = 0, failed_ = 0;
  bool on_screen_ = false;
};

}  // namespace dateline::cli
