#include "cli/read.h"

#include "cli/failure.h"
#include "cli/input_file.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "cli/pipeline.h"
#include "cli/progress.h"
#include "cli/values.h"
#include "document/documents.h"

#include <dateline/formats.h>
#include <dateline/reader.h>

#include <sys/ioctl.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <new>

namespace dateline::cli {
namespace {

// What the command line asks for, checked.
struct Request {
  std::vector<std::string> inputs;
  document::InputOptions input;
  Layers layers;
  Format format = Format::jsonl;
  TextLayout layout;
  unsigned threads = 1;
};

unsigned terminal_width() {
  winsize size{};
  const unsigned columns = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
  return std::min(columns, 100u);  // longer lines are hard to read
}

Request checked(const ReadArguments& arguments) {
  Request request;
  request.inputs = arguments.inputs;
  const bool terminal = isatty(STDOUT_FILENO) == 1;
  request.format = arguments.format ? format_value(*arguments.format) : terminal ? Format::text : Format::jsonl;
  if (arguments.layers) {
    request.layers = layers_value(*arguments.layers);
    if (request.format == Format::conllu && !request.layers.has(Layer::tokens)) {
      throw UsageError("--format conllu prints the layer tokens; add it to --layers, or leave --layers out");
    }
  } else {
    request.layers = request.format == Format::conllu ? Layers(Layer::tokens) : Layers::standard();
  }
  if (arguments.from) request.input.kind = kind_value(*arguments.from);
  if (arguments.published) request.input.published = day_value(*arguments.published);
  if (arguments.max_document) request.input.max_bytes = size_value(*arguments.max_document);
  request.threads =
      arguments.threads ? threads_value(*arguments.threads) : std::clamp(std::thread::hardware_concurrency(), 1u, 256u);
  request.layout = {terminal_width(), arguments.color};
  if (request.inputs.empty()) {
    if (isatty(STDIN_FILENO) == 1) throw UsageError("nothing to read; name files, or - for standard input");
    request.inputs.push_back("-");
  }
  return request;
}

class Run {
 public:
  Run(const Request& request, const Reader& reader)
      : request_(request),
        reader_(reader),
        version_(reader.version()),
        progress_(isatty(STDERR_FILENO) == 1 && isatty(STDOUT_FILENO) != 1),
        pipeline_(
            request.threads, [this](Job&& job) { return work(std::move(job)); },
            [this](Result&& result) { return deliver(std::move(result)); }) {}

  int run() {
    if (request_.format == Format::html) {
      std::string head;
      open_html(version_, head);
      put_out(head);
    }
    for (const std::string& name : request_.inputs) {
      if (interrupt() != 0 || !read_input(name)) break;
    }
    if (interrupt() != 0) pipeline_.drop_waiting();
    pipeline_.finish();
    if (request_.format == Format::html) {
      std::string foot;
      close_html(foot);
      put_out(foot);
    }
    if (interrupt() != 0) return 128 + interrupt();
    return failed_ ? some_failed : ok;
  }

 private:
  // False when nobody wants more or an interrupt arrived.
  bool read_input(const std::string& name) {
    try {
      InputFile file(name);
      document::Documents documents(file, name, request_.input);
      Job job;
      while (documents.next(job.document, job.failure)) {
        if (interrupt() != 0 || !pipeline_.put(std::move(job))) return false;
        job = {};
      }
    } catch (const Interrupted&) {
      return false;
    } catch (const Error& error) {
      return pipeline_.put({{}, (name == "-" ? "standard input" : document::printable(name)) + ": " + error.what()});
    }
    return true;
  }

  Result work(Job&& job) const {
    Result result;
    result.failure = std::move(job.failure);
    if (!result.failure.empty()) return result;
    try {
      write(reader_.read(job.document, request_.layers), result.output);
    } catch (const std::bad_alloc&) {
      result = {"", document::printable(job.document.id) + ": not enough memory; split the document or give --threads 1"};
    } catch (const std::exception& error) {
      result = {"", document::printable(job.document.id) + ": " + error.what()};
    }
    return result;
  }

  void write(const Record& record, std::string& out) const {
    switch (request_.format) {
      case Format::jsonl:
        write_json(record, version_, out);
        out += '\n';
        break;
      case Format::conllu:
        write_conllu(record, out);
        break;
      case Format::html:
        write_html(record, out);
        break;
      case Format::text:
        write_text(record, request_.layout, out);
        out += '\n';
        break;
    }
  }

  bool deliver(Result&& result) {
    progress_.document(!result.failure.empty());
    if (!result.failure.empty()) {
      failed_ = true;
      progress_.message(result.failure);
      return true;
    }
    return put_out(result.output);
  }

  bool put_out(std::string_view bytes) {
    if (closed_) return false;
    switch (write_output(bytes)) {
      case Written::all:
        return true;
      case Written::failed:
        failed_ = true;
        progress_.message("standard output: writing failed: " + std::string(std::strerror(errno)));
        break;
      case Written::nobody_reads:
        break;
    }
    closed_ = true;
    return false;
  }

  const Request& request_;
  const Reader& reader_;
  const Version version_;
  Progress progress_;
  bool failed_ = false, closed_ = false;  // touched by the thread that delivers, and before and after all others
  Pipeline pipeline_;
};

}  // namespace

CLI::App* add_read(CLI::App& program, ReadArguments& arguments) {
  CLI::App* read = program.add_subcommand("read", "Read reports and print their records");
  const auto add = [read](const std::string& name, std::optional<std::string>& value, const char* type, const char* help) {
    read->add_option(name, value, help)->type_name(type);
  };
  read->add_option("INPUT", arguments.inputs, "Files, or - for standard input")->type_name("");
  add("--from", arguments.from, "KIND",
      "text (one report a file) or jsonl (one JSON object a line, with `text` and, if known, `id`, `published`, `title`, "
      "`url`, "
      "`publisher`) [by ending and first byte]");
  add("--published", arguments.published, "DATE", "Day of publication of reports that bring none, YYYY-MM-DD");
  add("--layers", arguments.layers, "A,B",
      "Layers to print, of: tokens, mentions, entities, times, places, statements, events, positions; \"\" for the document "
      "alone "
      "[all but tokens]");
  add("--format", arguments.format, "FORMAT",
      "text (for people), jsonl (one record a line), conllu (the layer tokens) or html (the report with its spans marked) "
      "[text "
      "on a terminal, else jsonl]");
  add("--threads", arguments.threads, "N", "Reports read at the same time [one a core]");
  add("--max-document", arguments.max_document, "SIZE",
      "Longest report, in bytes of the file or of the line; may end in K, M or G [10M]");
  add("--weights", arguments.weights, "FILE", "Weights to use instead of those built in");
  read->add_flag("--color", arguments.color, "Colours in the format text");
  read->footer(
      "Examples:\n"
      "  dateline read report.txt\n"
      "  dateline read --published 2031-05-14 --format html report.txt > report.html\n"
      "  dateline read --layers statements,events reports.jsonl > records.jsonl\n"
      "  zcat reports.jsonl.gz | dateline read --from jsonl - | jq .events\n"
      "\n"
      "Exit status: 0 all were read, 1 some could not be (standard error says which and why), 2 wrong usage, 130 interrupted.");
  return read;
}

int run_read(const ReadArguments& arguments) {
  const Request request = checked(arguments);
  const Reader reader(ReaderOptions{arguments.weights.value_or("")});
  std::signal(SIGPIPE, SIG_IGN);  // writing to a closed pipe is told by EPIPE
  catch_interrupts();
  return Run(request, reader).run();
}

}  // namespace dateline::cli
