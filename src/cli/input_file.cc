#include "cli/input_file.h"

#include "cli/interrupt.h"

#include <dateline/reader.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace dateline::cli {

InputFile::InputFile(const std::string& name) {
  if (name == "-") return;
  descriptor_ = open(name.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor_ < 0) {
    if (errno == ENOENT) throw Error("no such file; check the name");
    if (errno == EACCES) throw Error("may not be read; check its permissions");
    throw Error("cannot be opened: " + std::string(std::strerror(errno)));
  }
  struct stat about {};
  if (fstat(descriptor_, &about) == 0 && S_ISDIR(about.st_mode)) {
    close(descriptor_);
    throw Error("is a folder; name the files in it");
  }
}

InputFile::~InputFile() {
  if (descriptor_ > 0) close(descriptor_);
}

size_t InputFile::read(char* buffer, size_t size) {
  while (true) {
    wait_for_input(descriptor_);
    const ssize_t got = ::read(descriptor_, buffer, size);
    if (got >= 0) return static_cast<size_t>(got);
    if (errno == EISDIR) throw Error("is a folder; name the files in it");
    if (errno != EINTR && errno != EAGAIN) throw Error("reading failed: " + std::string(std::strerror(errno)));
  }
}

}  // namespace dateline::cli
