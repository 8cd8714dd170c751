#include "cli/interrupt.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>

namespace dateline::cli {
namespace {

// The state is global because a signal handler has no other.
std::atomic<int> arrived{0};
int wake[2] = {-1, -1};  // a pipe: a signal that arrives just before poll() must still end the waiting

void on_signal(int number) {
  const int kept = errno;
  arrived = number;
  [[maybe_unused]] const ssize_t written = write(wake[1], "", 1);
  errno = kept;
}

}  // namespace

void catch_interrupts() {
  if (pipe2(wake, O_CLOEXEC | O_NONBLOCK) != 0) return;
  for (const int number : {SIGINT, SIGTERM}) {
    struct sigaction before {};
    sigaction(number, nullptr, &before);
    if (before.sa_handler == SIG_IGN) continue;  // started in the background
    struct sigaction action {};
    action.sa_handler = on_signal;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, nullptr);
  }
}

int interrupt() { return arrived; }

void wait_for_input(int descriptor) {
  while (true) {
    if (interrupt() != 0) throw Interrupted{};
    pollfd waits[2] = {{descriptor, POLLIN, 0}, {wake[0], POLLIN, 0}};
    const int ready = poll(waits, wake[0] < 0 ? 1 : 2, -1);
    if (ready < 0 && errno != EINTR) return;  // read() will say what is wrong
    if (ready > 0 && waits[0].revents != 0 && interrupt() == 0) return;
  }
}

}  // namespace dateline::cli
