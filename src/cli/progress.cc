#include "cli/progress.h"

#include <cstdio>

namespace dateline::cli {

Progress::Progress(bool shown) : shown_(shown) {}

void Progress::document(bool failed) {
  ++documents_;
  failed_ += failed;
  if (!shown_) return;
  const auto now = Clock::now();
  if (now < next_) return;
  next_ = now + std::chrono::milliseconds(250);
  const double seconds = std::chrono::duration<double>(now - begun_).count();
  std::fprintf(stderr, "\r\x1b[K%llu documents, %.0f a second", static_cast<unsigned long long>(documents_),
               static_cast<double>(documents_) / seconds);
  if (failed_ > 0) std::fprintf(stderr, ", %llu not read", static_cast<unsigned long long>(failed_));
  on_screen_ = true;
}

void Progress::message(std::string_view line) {
  clear();
  std::fprintf(stderr, "dateline: %.*s\n", static_cast<int>(line.size()), line.data());
}

void Progress::clear() {
  if (on_screen_) std::fputs("\r\x1b[K", stderr);
  on_screen_ = false;
}

}  // namespace dateline::cli
