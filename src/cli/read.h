// dateline read: reports in, records out.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace dateline::cli {

// The options as they stand on the command line.
struct ReadArguments {
  std::vector<std::string> inputs;
  std::optional<std::string> from, published, layers, format, threads, max_document, weights;
  bool color = false;
};

CLI::App* add_read(CLI::App& program, ReadArguments& arguments);

// The exit status. Throws UsageError before anything is read, and Error when the weights can't be loaded.
int run_read(const ReadArguments& arguments);

}  // namespace dateline::cli
