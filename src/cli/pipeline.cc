#include "cli/pipeline.h"

#include <utility>

namespace dateline::cli {

Pipeline::Pipeline(unsigned threads, Work work, Deliver deliver)
    : most_documents_(documents_a_thread * threads), work_(std::move(work)), deliver_(std::move(deliver)) {
  for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}

Pipeline::~Pipeline() {
  drop_waiting();
  finish();
}

bool Pipeline::put(Job&& job) {
  std::unique_lock lock(mutex_);
  const size_t bytes = job.document.text.size();
  room_.wait(lock,
             [&] { return refused_ || slots_.empty() || (slots_.size() < most_documents_ && bytes_ + bytes <= most_bytes); });
  if (refused_) return false;
  slots_.push_back({std::move(job), {}, bytes, false});
  bytes_ += bytes;
  work_waits_.notify_one();
  return true;
}

void Pipeline::drop_waiting() {
  const std::lock_guard lock(mutex_);
  while (slots_.size() > begun_) {
    bytes_ -= slots_.back().bytes;
    slots_.pop_back();
  }
}

void Pipeline::finish() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  work_waits_.notify_all();
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

void Pipeline::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    work_waits_.wait(lock, [&] { return refused_ || begun_ < slots_.size() || ended_; });
    if (refused_ || begun_ == slots_.size()) return;
    Slot& slot = slots_[begun_++];  // stays where it is: a deque grows and shrinks at its ends only
    lock.unlock();
    Result result = work_(std::move(slot.job));
    lock.lock();
    slot.result = std::move(result);
    slot.job = {};
    slot.done = true;
    deliver_done(lock);
  }
}

void Pipeline::deliver_done(std::unique_lock<std::mutex>& lock) {
  if (delivering_) return;  // the thread that delivers looks again before it goes
  delivering_ = true;
  while (!refused_ && !slots_.empty() && slots_.front().done) {
    Result result = std::move(slots_.front().result);
    bytes_ -= slots_.front().bytes;
    slots_.pop_front();
    --begun_;
    lock.unlock();
    room_.notify_one();
    const bool more = deliver_(std::move(result));
    lock.lock();
    if (!more) {
      refused_ = true;
      room_.notify_all();
      work_waits_.notify_all();
    }
  }
  delivering_ = false;
}

}  // namespace dateline::cli
