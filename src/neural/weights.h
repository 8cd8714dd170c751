// The weights file (docs/weights.md): checked once, then read in place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "neural/model.h"

namespace dateline::neural {

struct WeightsHeader {
  std::string version;
  uint32_t max_pieces = 0, layers = 0, heads = 0, width = 0, inner = 0;
  std::vector<std::string> vocabulary, relations;
  std::vector<LabelHead> labels;  // offsets filled in
  std::vector<LinkHead> links;    // offsets filled in
  uint32_t label_width = 0;
  uint32_t pair_width = 0;  // of the projections of all link heads, without those of the relation head
};

class WeightsFile {
 public:
  // The memory must stay valid while the object, or what it gives out, is used. Throws Error ("weights NAME: what, at byte N;
  // what to do") unless magic, version, checksum and header are right and every tensor lies inside the file, aligned and apart
  // from all others. Allocates no more than a small multiple of the file's size, whatever is in the file.
  WeightsFile(std::span<const std::byte> file, std::string name);

  const WeightsHeader& header() const { return header_; }

  // The tensor of this name. Throws Error when it is missing, or of another type or shape; of floats also when one is not
  // finite.
  std::span<const int8_t> bytes(std::string_view tensor, std::initializer_list<uint32_t> shape) const;
  std::span<const float> floats(std::string_view tensor, std::initializer_list<uint32_t> shape) const;
  // A matrix of floats of any shape.
  std::span<const float> matrix(std::string_view tensor) const;
  // Columns of a tensor that must be a matrix. Throws Error when it is missing or none.
  uint32_t columns(std::string_view tensor) const;

  [[noreturn]] void fail(const std::string& what, size_t byte, std::string_view advice) const;

 private:
  struct Tensor {
    bool is_float = false;
    std::vector<uint32_t> shape;
    size_t offset = 0, bytes = 0;
  };

  void read_header(std::string_view json);
  void check_apart() const;
  const Tensor& find(std::string_view tensor) const;
  const Tensor& find(std::string_view tensor, bool is_float, std::initializer_list<uint32_t> shape) const;
  std::span<const float> finite(std::string_view name, const Tensor& tensor) const;

  std::span<const std::byte> file_;
  std::string name_;
  WeightsHeader header_;
  std::map<std::string, Tensor, std::less<>> tensors_;
};

}  // namespace dateline::neural
