#include "cli/output.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>

namespace dateline::cli {

Written write_output(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (written >= 0) {
      bytes.remove_prefix(static_cast<size_t>(written));
    } else if (errno == EPIPE) {
      return Written::nobody_reads;
    } else if (errno == EAGAIN) {
      pollfd room = {STDOUT_FILENO, POLLOUT, 0};
      poll(&room, 1, -1);
    } else if (errno != EINTR) {
      return Written::failed;
    }
  }
  return Written::all;
}

}  // namespace dateline::cli
