#pragma once

#include <stdexcept>
#include <string>

namespace dateline::cli {

// What stands on the command line can't be done: names it and what is allowed. Exit status 2.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Exit statuses; an interrupted run ends with 128 + the signal's number.
enum Exit { ok = 0, some_failed = 1, usage = 2 };

}  // namespace dateline::cli
