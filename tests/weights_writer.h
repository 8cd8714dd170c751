// Writes weights files (docs/weights.md) in memory, with random numbers, for tests and the encoder's benchmark.
#pragma once

#include <zlib.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace dateline::neural {

// Sizes of a model; the defaults are small, and odd where the format allows it.
struct RandomShape {
  uint32_t vocabulary = 50, max_pieces = 40, layers = 2, heads = 3, width = 48, inner = 80;
  std::vector<uint32_t> labels = {5, 3};
  std::vector<uint32_t> links = {7, 16};
  uint32_t relations = 6, relation_size = 21;
};

class WeightsWriter {
 public:
  explicit WeightsWriter(uint32_t seed) : random_(seed) {}

  // Members of the header other than the tensors, and a tensor's entry can be changed to make a wrong file.
  std::string members;
  struct Tensor {
    std::string name, type, shape;
    std::vector<uint8_t> bytes;
    uint64_t offset_error = 0;
  };
  std::vector<Tensor> tensors;

  void floats(const std::string& name, const std::vector<uint32_t>& shape, float middle, float spread) {
    std::uniform_real_distribution<float> number(middle - spread, middle + spread);
    std::vector<float> values(product(shape));
    for (float& value : values) value = number(random_);
    add(name, "f32", shape, values.data(), values.size() * sizeof(float));
  }

  void bytes(const std::string& name, const std::vector<uint32_t>& shape) {
    std::uniform_int_distribution<int> number(-127, 127);
    std::vector<int8_t> values(product(shape));
    for (int8_t& value : values) value = static_cast<int8_t>(number(random_));
    add(name, "i8", shape, values.data(), values.size());
  }

  // A layer whose outputs have about the variance of its inputs.
  void linear(const std::string& name, uint32_t outputs, uint32_t inputs) {
    const float scale = 1.0f / (73.0f * std::sqrt(static_cast<float>(inputs)));
    bytes(name, {outputs, inputs});
    floats(name + ".scale", {outputs}, scale, 0.3f * scale);
    floats(name + ".bias", {outputs}, 0.0f, 0.2f);
  }

  void norm(const std::string& name, uint32_t width) {
    floats(name + ".weight", {width}, 1.0f, 0.2f);
    floats(name + ".bias", {width}, 0.0f, 0.2f);
  }

  std::vector<std::byte> file() const {
    // The header's length depends on the offsets' digits: lay out until nothing moves.
    std::string header;
    size_t start = 64;
    for (;;) {
      header = "{" + members + ", \"tensors\": {";
      size_t offset = start;
      for (const Tensor& tensor : tensors) {
        header += (&tensor == &tensors.front() ? "\"" : ", \"") + tensor.name + "\": {\"type\": \"" + tensor.type +
                  "\", \"shape\": " + tensor.shape + ", \"offset\": " + std::to_string(offset + tensor.offset_error) + "}";
        offset = align(offset + tensor.bytes.size());
      }
      header += "}}";
      if (align(24 + header.size()) <= start) break;
      start = align(24 + header.size());
    }
    std::vector<std::byte> out(start);
    std::memcpy(out.data() + 24, header.data(), header.size());
    for (const Tensor& tensor : tensors) {
      out.resize(align(out.size()));
      const auto* from = reinterpret_cast<const std::byte*>(tensor.bytes.data());
      out.insert(out.end(), from, from + tensor.bytes.size());
    }
    std::memcpy(out.data(), "DATELINE", 8);
    put(out, 8, 1);
    put(out, 16, static_cast<uint32_t>(header.size()));
    seal(out);
    return out;
  }

  static void put(std::vector<std::byte>& file, size_t at, uint32_t value) {
    std::memcpy(file.data() + at, &value, sizeof(value));
  }

  // Makes the checksum right.
  static void seal(std::vector<std::byte>& file) {
    const auto* body = reinterpret_cast<const Bytef*>(file.data() + 24);
    put(file, 12, static_cast<uint32_t>(crc32_z(crc32_z(0, nullptr, 0), body, file.size() - 24)));
  }

 private:
  static size_t align(size_t offset) { return (offset + 63) / 64 * 64; }
  static size_t product(const std::vector<uint32_t>& shape) {
    size_t count = 1;
    for (uint32_t size : shape) count *= size;
    return count;
  }
  void add(const std::string& name, const std::string& type, const std::vector<uint32_t>& shape, const void* data,
           size_t size) {
    std::string shape_text;
    for (uint32_t one : shape) shape_text += (shape_text.empty() ? "[" : ", ") + std::to_string(one);
    Tensor tensor{name, type, shape_text + "]", std::vector<uint8_t>(size)};
    std::memcpy(tensor.bytes.data(), data, size);
    tensors.push_back(std::move(tensor));
  }

  std::mt19937 random_;
};

// A whole model, with a table "small" of 2 x 3.
inline WeightsWriter random_model(const RandomShape& shape, uint32_t seed) {
  WeightsWriter writer(seed);
  const uint32_t width = shape.width;
  const auto names = [](const std::string& prefix, uint32_t count) {
    std::string list;
    for (uint32_t i = 0; i < count; ++i) list += (i == 0 ? "\"" : ", \"") + prefix + std::to_string(i) + "\"";
    return "[" + list + "]";
  };
  writer.members = "\"version\": \"test\", \"max_pieces\": " + std::to_string(shape.max_pieces) +
                   ", \"layers\": " + std::to_string(shape.layers) + ", \"heads\": " + std::to_string(shape.heads) +
                   ", \"width\": " + std::to_string(width) + ", \"inner\": " + std::to_string(shape.inner) +
                   ", \"vocabulary\": " + names("w", shape.vocabulary) + ", \"relations\": " + names("r", shape.relations) +
                   ", \"labels\": [";
  uint32_t label_width = 0, link_width = 2 * (shape.relations > 0 ? shape.relation_size : 0);
  for (size_t i = 0; i < shape.labels.size(); ++i) {
    writer.members += std::string(i == 0 ? "" : ", ") + "{\"name\": \"label" + std::to_string(i) +
                      "\", \"labels\": " + names("l", shape.labels[i]) + ", \"temperature\": 1.5}";
    label_width += shape.labels[i];
  }
  writer.members += "], \"links\": [";
  for (size_t i = 0; i < shape.links.size(); ++i) {
    writer.members += std::string(i == 0 ? "" : ", ") + "{\"name\": \"link" + std::to_string(i) +
                      "\", \"size\": " + std::to_string(shape.links[i]) + ", \"temperature\": 1}";
    link_width += 2 * shape.links[i];
  }
  writer.members += "]";

  writer.bytes("embed.word", {shape.vocabulary, width});
  writer.floats("embed.word.scale", {shape.vocabulary}, 0.01f, 0.005f);
  writer.floats("embed.position", {shape.max_pieces, width}, 0.0f, 0.5f);
  writer.floats("embed.shape", {8, width}, 0.0f, 0.5f);
  writer.floats("embed.gap", {5, width}, 0.0f, 0.5f);
  writer.norm("embed.norm", width);
  for (uint32_t layer = 0; layer < shape.layers; ++layer) {
    const std::string name = "layer." + std::to_string(layer) + ".";
    writer.linear(name + "qkv", 3 * width, width);
    writer.linear(name + "attention", width, width);
    writer.linear(name + "inner", shape.inner, width);
    writer.linear(name + "outer", width, shape.inner);
    writer.norm(name + "norm1", width);
    writer.norm(name + "norm2", width);
  }
  if (label_width > 0) writer.linear("labels", label_width, width);
  if (link_width > 0) writer.linear("links", link_width, width);
  if (shape.relations > 0) writer.linear("relation", shape.relations, shape.relation_size);
  writer.floats("table.small", {2, 3}, 0.0f, 1.0f);
  return writer;
}

}  // namespace dateline::neural
