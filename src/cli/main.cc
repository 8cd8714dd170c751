// The program: picks the command. Each command has a file of its own.
#include "cli/failure.h"
#include "cli/read.h"

#include <dateline/reader.h>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

namespace dateline::cli {
namespace {

// What CLI11 has against the command line, and what would be allowed.
std::string explained(const CLI::App& program, const CLI::ParseError& error) {
  const CLI::App* place = &program;
  for (const CLI::App* command : program.get_subcommands()) place = command;
  const std::string help = "see dateline " + (place == &program ? "" : place->get_name() + " ") + "--help";
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    std::string first, allowed;
    for (const std::string& extra : program.remaining(true)) {
      first = extra;
      break;
    }
    const bool option = first.starts_with("-");
    if (option || place != &program) {
      for (const CLI::Option* one : place->get_options()) {
        if (!one->get_lnames().empty()) allowed += (allowed.empty() ? "" : ", ") + ("--" + one->get_lnames()[0]);
      }
      return "unknown option " + first + "; allowed: " + allowed;
    }
  }
  if (place == &program) return "no such command; allowed: read; " + help;
  return std::string(error.what()) + "; " + help;
}

// The command line for CLI11, last word first. "--layers=" becomes two words: CLI11 takes the next word for its value
// otherwise.
std::vector<std::string> words(int argc, char** argv) {
  std::vector<std::string> words;
  for (int i = 1; i < argc; ++i) {
    std::string word = argv[i];
    const bool no_value = word.starts_with("--") && word.ends_with('=');
    if (no_value) word.pop_back();
    words.push_back(std::move(word));
    if (no_value) words.emplace_back();
  }
  std::reverse(words.begin(), words.end());
  return words;
}

int run(int argc, char** argv) {
  CLI::App program("Dateline reads news reports and prints who said what, and who did what to whom.", "dateline");
  program.require_subcommand(0, 1);
  program.footer("Try: dateline read report.txt\nMore: dateline read --help");
  bool version = false;
  program.add_flag("--version", version, "Print the versions of program, weights and tables");
  ReadArguments arguments;
  CLI::App* read = add_read(program, arguments);
  try {
    program.parse(words(argc, argv));
  } catch (const CLI::CallForHelp&) {
    std::cout << (read->count() > 0 ? read->help("dateline") : program.help());
    return ok;
  } catch (const CLI::ParseError& error) {
    throw UsageError(explained(program, error));
  }
  if (version) {
    const Version versions = Reader().version();
    std::cout << "dateline " << versions.program << "\nweights " << versions.weights << "\ntables " << versions.tables << "\n";
    return ok;
  }
  if (!read->parsed()) throw UsageError("no command; allowed: read; see dateline --help");
  return run_read(arguments);
}

}  // namespace
}  // namespace dateline::cli

int main(int argc, char** argv) {
  try {
    return dateline::cli::run(argc, argv);
  } catch (const dateline::cli::UsageError& error) {
    std::fprintf(stderr, "dateline: %s\n", error.what());
    return dateline::cli::usage;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "dateline: %s\n", error.what());
    return dateline::cli::usage;
  }
}
