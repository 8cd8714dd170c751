#include "neural/weights.h"

#include <dateline/reader.h>
#include <rapidjson/document.h>
#include <rapidjson/error/en.h>
#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <utility>

namespace dateline::neural {

namespace {

constexpr std::string_view magic = "DATELINE";
constexpr uint32_t format_version = 1;
constexpr size_t version_at = 8, checksum_at = 12, header_length_at = 16, zero_at = 20, header_at = 24;
constexpr size_t tensor_alignment = 64;

constexpr std::string_view get_again = "the file is cut or damaged, get it again";
constexpr std::string_view make_again = "it was written wrongly, make it again with training/weights_file.py";

// Far above what is in use; they keep sums in range (127 * 127 * inputs must fit in 31 bits) and work bounded.
constexpr uint32_t most_layers = 64, most_width = 8192, most_inner = 32768, most_pieces = 4096;

uint32_t read_u32(std::span<const std::byte> file, size_t at) {
  uint32_t value;
  std::memcpy(&value, file.data() + at, sizeof(value));  // little-endian, as are the machines that we build for
  return value;
}

std::string shape_text(std::span<const uint32_t> shape) {
  std::string text = "[";
  for (uint32_t size : shape) text += (text.size() > 1 ? ", " : "") + std::to_string(size);
  return text + "]";
}

// Reads members of the header; what is missing or of the wrong kind is an error that names it.
class HeaderReader {
 public:
  explicit HeaderReader(const WeightsFile& file) : file_(file) {}

  [[noreturn]] void fail(const std::string& what) const { file_.fail("header: " + what, header_at, make_again); }

  const rapidjson::Value& member(const rapidjson::Value& object, const char* name) const {
    if (!object.IsObject()) fail("an object is missing that should have '" + std::string(name) + "'");
    const auto found = object.FindMember(name);
    if (found == object.MemberEnd()) fail("'" + std::string(name) + "' is missing");
    return found->value;
  }
  uint32_t number(const rapidjson::Value& object, const char* name, uint32_t least, uint32_t most) const {
    const rapidjson::Value& value = member(object, name);
    if (!value.IsUint() || value.GetUint() < least || value.GetUint() > most) {
      fail("'" + std::string(name) + "' is no whole number from " + std::to_string(least) + " to " + std::to_string(most));
    }
    return value.GetUint();
  }
  std::string text(const rapidjson::Value& value, const char* name) const {
    if (!value.IsString()) fail("'" + std::string(name) + "' is not text");
    return {value.GetString(), value.GetStringLength()};
  }
  const rapidjson::Value& list(const rapidjson::Value& object, const char* name) const {
    const rapidjson::Value& value = member(object, name);
    if (!value.IsArray()) fail("'" + std::string(name) + "' is not a list");
    return value;
  }
  std::vector<std::string> texts(const rapidjson::Value& object, const char* name) const {
    std::vector<std::string> all;
    const rapidjson::Value& values = list(object, name);
    all.reserve(values.Size());
    for (const rapidjson::Value& value : values.GetArray()) all.push_back(text(value, name));
    return all;
  }
  float temperature(const rapidjson::Value& head) const {
    const rapidjson::Value& value = member(head, "temperature");
    // Not so small that dividing by it overflows.
    if (!value.IsNumber() || !(value.GetDouble() >= 1e-3 && value.GetDouble() <= 1e3)) {
      fail("a 'temperature' is no number from 0.001 to 1000");
    }
    return static_cast<float>(value.GetDouble());
  }

 private:
  const WeightsFile& file_;
};

}  // namespace

void WeightsFile::fail(const std::string& what, size_t byte, std::string_view advice) const {
  throw Error("weights " + name_ + ": " + what + ", at byte " + std::to_string(byte) + "; " + std::string(advice));
}

WeightsFile::WeightsFile(std::span<const std::byte> file, std::string name) : file_(file), name_(std::move(name)) {
  if (file.size() < header_at) fail("ends inside its first " + std::to_string(header_at) + " bytes", file.size(), get_again);
  if (std::memcmp(file.data(), magic.data(), magic.size()) != 0) {
    fail("does not begin with " + std::string(magic), 0, "give the path of a Dateline weights file");
  }
  if (reinterpret_cast<uintptr_t>(file.data()) % alignof(float) != 0)
    fail("lies at an odd address", 0, "load it to one that is a multiple of 4");
  const uint32_t version = read_u32(file, version_at);
  if (version != format_version) {
    fail("format version " + std::to_string(version) + ", where this program reads version " + std::to_string(format_version),
         version_at, "use weights and program of the same release");
  }
  const size_t length = read_u32(file, header_length_at);
  if (length > file.size() - header_at) {
    fail("header of " + std::to_string(length) + " bytes in a file of " + std::to_string(file.size()), header_length_at,
         get_again);
  }
  if (read_u32(file, zero_at) != 0) fail("a reserved number is not zero", zero_at, get_again);
  const auto* body = reinterpret_cast<const Bytef*>(file.data() + header_at);
  const auto checksum = static_cast<uint32_t>(crc32_z(crc32_z(0, nullptr, 0), body, file.size() - header_at));
  if (checksum != read_u32(file, checksum_at)) fail("wrong checksum", checksum_at, get_again);
  read_header({reinterpret_cast<const char*>(file.data()) + header_at, length});
  check_apart();
}

void WeightsFile::read_header(std::string_view json) {
  rapidjson::Document header;
  // Iterative: nesting must not use up the stack.
  header.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag>(json.data(), json.size());
  if (header.HasParseError()) {
    fail(std::string("header: ") + rapidjson::GetParseError_En(header.GetParseError()), header_at + header.GetErrorOffset(),
         make_again);
  }
  const HeaderReader read(*this);
  header_.version = read.text(read.member(header, "version"), "version");
  header_.max_pieces = read.number(header, "max_pieces", 2, most_pieces);
  header_.layers = read.number(header, "layers", 1, most_layers);
  header_.width = read.number(header, "width", 16, most_width);
  header_.heads = read.number(header, "heads", 1, header_.width / 16);
  header_.inner = read.number(header, "inner", 16, most_inner);
  if (header_.width % header_.heads != 0 || header_.width / header_.heads % 16 != 0) {
    read.fail("'width' over 'heads' is no multiple of 16");
  }
  if (header_.inner % 16 != 0) read.fail("'inner' is no multiple of 16");
  header_.vocabulary = read.texts(header, "vocabulary");
  header_.relations = read.texts(header, "relations");
  if (header_.vocabulary.empty()) read.fail("'vocabulary' is empty");

  for (const rapidjson::Value& value : read.list(header, "labels").GetArray()) {
    LabelHead head;
    head.name = read.text(read.member(value, "name"), "name");
    head.labels = read.texts(value, "labels");
    head.offset = header_.label_width;
    head.temperature = read.temperature(value);
    if (head.labels.empty()) read.fail("label head '" + head.name + "' has no labels");
    header_.label_width += static_cast<uint32_t>(head.labels.size());
    header_.labels.push_back(std::move(head));
  }
  for (const rapidjson::Value& value : read.list(header, "links").GetArray()) {
    LinkHead head;
    head.name = read.text(read.member(value, "name"), "name");
    head.size = read.number(value, "size", 1, most_width);
    head.from = header_.pair_width;
    head.to = head.from + head.size;
    head.temperature = read.temperature(value);
    if (header_.pair_width > most_inner) read.fail("'links' are wider together than " + std::to_string(most_inner));
    header_.pair_width = head.to + head.size;
    header_.links.push_back(std::move(head));
  }

  const rapidjson::Value& tensors = read.member(header, "tensors");
  if (!tensors.IsObject()) read.fail("'tensors' is not an object");
  for (const auto& entry : tensors.GetObject()) {
    const std::string name(entry.name.GetString(), entry.name.GetStringLength());
    const std::string type = read.text(read.member(entry.value, "type"), "type");
    if (type != "i8" && type != "f32") read.fail("tensor '" + name + "' is of type '" + type + "', neither i8 nor f32");
    Tensor tensor;
    tensor.is_float = type == "f32";
    uint64_t bytes = tensor.is_float ? sizeof(float) : sizeof(int8_t);
    for (const rapidjson::Value& size : read.list(entry.value, "shape").GetArray()) {
      if (!size.IsUint() || size.GetUint() == 0) read.fail("tensor '" + name + "' has a size that is no positive whole number");
      tensor.shape.push_back(size.GetUint());
      bytes *= size.GetUint();
      if (bytes > file_.size()) read.fail("tensor '" + name + "' is larger than the file");  // also keeps the product in range
    }
    const rapidjson::Value& offset = read.member(entry.value, "offset");
    if (!offset.IsUint64() || offset.GetUint64() % tensor_alignment != 0) {
      read.fail("tensor '" + name + "' begins at no multiple of " + std::to_string(tensor_alignment));
    }
    if (offset.GetUint64() < header_at + json.size() || offset.GetUint64() > file_.size() - bytes) {
      read.fail("tensor '" + name + "' lies outside the file's tensors");
    }
    tensor.offset = offset.GetUint64();
    tensor.bytes = bytes;
    if (!tensors_.emplace(name, std::move(tensor)).second) read.fail("tensor '" + name + "' is there twice");
  }
}

// Tensors that overlap could make a small file claim any number of layers.
void WeightsFile::check_apart() const {
  std::vector<std::pair<const std::string*, const Tensor*>> order;
  for (const auto& [name, tensor] : tensors_) order.emplace_back(&name, &tensor);
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.second->offset < b.second->offset; });
  for (size_t i = 1; i < order.size(); ++i) {
    const Tensor& before = *order[i - 1].second;
    if (before.offset + before.bytes > order[i].second->offset) {
      fail("tensors '" + *order[i - 1].first + "' and '" + *order[i].first + "' overlap", order[i].second->offset, make_again);
    }
  }
}

const WeightsFile::Tensor& WeightsFile::find(std::string_view tensor) const {
  const auto found = tensors_.find(tensor);
  if (found == tensors_.end()) {
    fail("tensor '" + std::string(tensor) + "' is missing", header_at, "use weights and program of the same release");
  }
  return found->second;
}

const WeightsFile::Tensor& WeightsFile::find(std::string_view tensor, bool is_float,
                                             std::initializer_list<uint32_t> shape) const {
  const Tensor& found = find(tensor);
  if (found.is_float != is_float || !std::equal(shape.begin(), shape.end(), found.shape.begin(), found.shape.end())) {
    fail("tensor '" + std::string(tensor) + "' is " + (found.is_float ? "f32 " : "i8 ") + shape_text(found.shape) +
             ", where the header asks for " + (is_float ? "f32 " : "i8 ") + shape_text({shape.begin(), shape.size()}),
         found.offset, make_again);
  }
  return found;
}

std::span<const float> WeightsFile::finite(std::string_view name, const Tensor& tensor) const {
  const std::span<const float> values(reinterpret_cast<const float*>(file_.data() + tensor.offset),
                                      tensor.bytes / sizeof(float));
  for (size_t i = 0; i < values.size(); ++i) {
    if (!std::isfinite(values[i])) {
      fail("tensor '" + std::string(name) + "' has a value that is not a number", tensor.offset + i * sizeof(float),
           make_again);
    }
  }
  return values;
}

std::span<const int8_t> WeightsFile::bytes(std::string_view tensor, std::initializer_list<uint32_t> shape) const {
  const Tensor& found = find(tensor, false, shape);
  return {reinterpret_cast<const int8_t*>(file_.data() + found.offset), found.bytes};
}

std::span<const float> WeightsFile::floats(std::string_view tensor, std::initializer_list<uint32_t> shape) const {
  return finite(tensor, find(tensor, true, shape));
}

std::span<const float> WeightsFile::matrix(std::string_view tensor) const {
  const Tensor& found = find(tensor);
  if (!found.is_float || found.shape.size() != 2) {
    fail("tensor '" + std::string(tensor) + "' is no matrix of f32", found.offset, make_again);
  }
  return finite(tensor, found);
}

uint32_t WeightsFile::columns(std::string_view tensor) const {
  const Tensor& found = find(tensor);
  if (found.shape.size() != 2) fail("tensor '" + std::string(tensor) + "' is no matrix", found.offset, make_again);
  return found.shape[1];
}

}  // namespace dateline::neural
