// Documents in, outputs out in the same order, with several threads between and a bounded number of documents in hand.
#pragma once

#include <dateline/document.h>

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace dateline::cli {

// A document, or why it can't be read.
struct Job {
  Document document;
  std::string failure;
};

struct Result {
  std::string output;
  std::string failure;
};

// Thread safety: put(), drop_waiting() and finish() are for the thread that made the pipeline. `work` is called by many threads
// at once; `deliver` by one at a time, in the order of put(), never after it returned false.
class Pipeline {
 public:
  using Work = std::function<Result(Job&&)>;
  using Deliver = std::function<bool(Result&&)>;  // false: nobody wants more

  Pipeline(unsigned threads, Work work, Deliver deliver);
  ~Pipeline();

  // Waits for room. False when deliver has returned false.
  bool put(Job&& job);
  // Forgets what no thread has begun.
  void drop_waiting();
  // Waits until everything is delivered, and ends the threads.
  void finish();

 private:
  // The bound on what is in hand: this many documents a thread, and this many bytes of text in all (one document may be
  // longer).
  static constexpr size_t documents_a_thread = 8;
  static constexpr size_t most_bytes = size_t{16} << 20;

  struct Slot {
    Job job;
    Result result;
    size_t bytes = 0;
    bool done = false;
  };

  void run();
  void deliver_done(std::unique_lock<std::mutex>& lock);

  const size_t most_documents_;
  const Work work_;
  const Deliver deliver_;
  std::mutex mutex_;
  std::condition_variable work_waits_, room_;
  std::deque<Slot> slots_;   // in order; the first is the next to be delivered
  size_t begun_ = 0;         // of slots_, from the first
  size_t bytes_ = 0;         // of all slots
  bool delivering_ = false;  // a thread is in deliver_
  bool refused_ = false;     // deliver_ returned false
  bool ended_ = false;       // nothing more will be put
  std::vector<std::thread> threads_;
};

}  // namespace dateline::cli
