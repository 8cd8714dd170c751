// Memory for numbers that kernels read: aligned to a cache line, grown and never shrunk.
#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace dateline::neural {

template <typename T>
struct CacheLineAllocator {
  using value_type = T;
  static constexpr std::align_val_t alignment{64};

  CacheLineAllocator() = default;
  template <typename U>
  CacheLineAllocator(const CacheLineAllocator<U>&) {}

  T* allocate(size_t count) { return static_cast<T*>(::operator new(count * sizeof(T), alignment)); }
  void deallocate(T* memory, size_t) { ::operator delete(memory, alignment); }
  friend bool operator==(const CacheLineAllocator&, const CacheLineAllocator&) { return true; }
};

template <typename T>
using Buffer = std::vector<T, CacheLineAllocator<T>>;

// Makes room for at least `count` numbers. What is in them is not kept up: each user writes before it reads.
template <typename T>
T* room_for(Buffer<T>& buffer, size_t count) {
  if (buffer.size() < count) buffer.resize(count);
  return buffer.data();
}

}  // namespace dateline::neural
