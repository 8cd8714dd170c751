#include <dateline/reader.h>
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "neural/encoder.h"
#include "neural/kernel.h"
#include "neural/linear.h"
#include "neural/model.h"
#include "neural/weights.h"
#include "weights_writer.h"

using namespace dateline::neural;

namespace {

using Rows = std::vector<std::vector<double>>;

Window random_window(const RandomShape& shape, uint32_t pieces, std::mt19937& random) {
  Window window;
  for (uint32_t i = 0; i < pieces; ++i) {
    window.pieces.push_back(static_cast<uint32_t>(random() % shape.vocabulary));
    window.shapes.push_back(static_cast<uint8_t>(random() % 8));
    window.gaps.push_back(static_cast<uint8_t>(random() % 5));
    if (random() % 3 != 0) window.firsts.push_back(i);
  }
  return window;
}

// The model again, as docs/weights.md tells it: one number after the other, in double precision. Activations are rounded to 8
// bits where the format says so; a number that falls on the other side of a half makes the difference that `tolerance` allows.
constexpr double tolerance = 0.05;

class PlainModel {
 public:
  explicit PlainModel(const WeightsFile& file) : file_(file), header_(file.header()) {}

  Rows linear(const Rows& rows, const std::string& name, uint32_t outputs) const {
    const auto inputs = static_cast<uint32_t>(rows.at(0).size());
    const auto weights = file_.bytes(name, {outputs, inputs});
    const auto scale = file_.floats(name + ".scale", {outputs}), bias = file_.floats(name + ".bias", {outputs});
    Rows out;
    for (const std::vector<double>& row : rows) {
      double largest = 0;
      for (double x : row) largest = std::max(largest, std::abs(x));
      std::vector<double> y;
      for (uint32_t o = 0; o < outputs; ++o) {
        double sum = 0;
        for (uint32_t i = 0; i < inputs; ++i) sum += weights[o * inputs + i] * std::nearbyint(row[i] * 127 / largest);
        y.push_back(bias[o] + scale[o] * sum * largest / 127);
      }
      out.push_back(y);
    }
    return out;
  }

  static double gelu(double x) {
    return 0.5 * x * (1 + std::tanh(std::sqrt(2 / std::acos(-1.0)) * (x + 0.044715 * x * x * x)));
  }

  Rows vectors(const Window& window) const {
    const uint32_t width = header_.width;
    const auto words = file_.bytes("embed.word", {static_cast<uint32_t>(header_.vocabulary.size()), width});
    const auto scales = file_.floats("embed.word.scale", {static_cast<uint32_t>(header_.vocabulary.size())});
    const auto positions = file_.floats("embed.position", {header_.max_pieces, width});
    const auto shapes = file_.floats("embed.shape", {8, width}), gaps = file_.floats("embed.gap", {5, width});
    Rows x;
    for (size_t p = 0; p < window.pieces.size(); ++p) {
      std::vector<double> row;
      for (uint32_t i = 0; i < width; ++i) {
        const uint32_t piece = window.pieces[p];
        row.push_back(double(words[piece * width + i]) * scales[piece] + positions[p * width + i] +
                      shapes[window.shapes[p] * width + i] + gaps[window.gaps[p] * width + i]);
      }
      x.push_back(row);
    }
    norm(x, "embed.norm");
    for (uint32_t layer = 0; layer < header_.layers; ++layer) {
      const std::string name = "layer." + std::to_string(layer) + ".";
      add(x, linear(attention(linear(x, name + "qkv", 3 * width)), name + "attention", width));
      norm(x, name + "norm1");
      Rows inner = linear(x, name + "inner", header_.inner);
      for (auto& row : inner) std::transform(row.begin(), row.end(), row.begin(), gelu);
      add(x, linear(inner, name + "outer", width));
      norm(x, name + "norm2");
    }
    return x;
  }

 private:
  static void add(Rows& x, const Rows& y) {
    for (size_t r = 0; r < x.size(); ++r) {
      for (size_t i = 0; i < x[r].size(); ++i) x[r][i] += y[r][i];
    }
  }

  void norm(Rows& x, const std::string& name) const {
    const auto weight = file_.floats(name + ".weight", {header_.width}), bias = file_.floats(name + ".bias", {header_.width});
    for (auto& row : x) {
      double mean = 0, variance = 0;
      for (double value : row) mean += value / double(row.size());
      for (double value : row) variance += (value - mean) * (value - mean) / double(row.size());
      for (size_t i = 0; i < row.size(); ++i) row[i] = (row[i] - mean) / std::sqrt(variance + 1e-12) * weight[i] + bias[i];
    }
  }

  Rows attention(const Rows& qkv) const {
    const uint32_t width = header_.width, size = width / header_.heads;
    Rows out(qkv.size(), std::vector<double>(width));
    for (uint32_t head = 0; head < header_.heads; ++head) {
      for (size_t q = 0; q < qkv.size(); ++q) {
        std::vector<double> weights;
        double total = 0;
        for (const auto& key : qkv) {
          double score = 0;
          for (uint32_t d = head * size; d < (head + 1) * size; ++d) score += qkv[q][d] * key[width + d];
          weights.push_back(std::exp(score / std::sqrt(double(size))));
          total += weights.back();
        }
        for (size_t k = 0; k < qkv.size(); ++k) {
          for (uint32_t d = head * size; d < (head + 1) * size; ++d) out[q][d] += weights[k] / total * qkv[k][2 * width + d];
        }
      }
    }
    return out;
  }

  const WeightsFile& file_;
  const WeightsHeader& header_;
};

std::string error_of(std::span<const std::byte> file) {
  try {
    Model model(file, "x.bin");
  } catch (const dateline::Error& error) {
    return error.what();
  }
  return "";
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("Gemm_EveryKernel_GivesTheSumOfAPlainLoop") {
  std::mt19937 random(1);
  // The last two: the largest sums that can be, which must neither saturate nor lose a bit (below 2^24, so exact as float).
  struct Size {
    uint32_t rows, outputs, inputs;
    bool extreme;
  };
  const Size sizes[] = {{1, 1, 1, false},      {1, 32, 16, false},    {2, 31, 48, false},   {3, 33, 20, false},
                        {5, 8, 384, false},    {7, 70, 21, false},    {13, 96, 64, false},  {11, 7, 100, false},
                        {25, 384, 384, false}, {12, 40, 1536, false}, {23, 17, 333, false}, {4, 32, 1024, true},
                        {13, 3, 1024, true}};
  for (const Kernel* kernel : kernels()) {
    for (const Size& size : sizes) {
      CAPTURE(kernel->name);
      CAPTURE(size.rows);
      CAPTURE(size.outputs);
      CAPTURE(size.inputs);
      std::vector<int8_t> weights(size.outputs * size.inputs);
      for (auto& weight : weights) weight = static_cast<int8_t>(size.extreme ? -127 : static_cast<int>(random() % 255) - 127);
      const Linear layer(weights, std::vector<float>(size.outputs, 1.0f), std::vector<float>(size.outputs, 0.0f));
      const uint32_t width = layer.packed().packed_inputs;
      std::vector<float> values(size.rows * width, 0.0f);
      for (uint32_t r = 0; r < size.rows; ++r) {
        for (uint32_t i = 0; i < size.inputs; ++i) {
          values[r * width + i] = static_cast<float>(size.extreme ? 127 : static_cast<int>(random() % 255) - 127);
        }
        values[r * width + random() % size.inputs] = 127.0f;  // a scale of one
      }
      QuantizedBuffer buffer;
      const QuantizedRows rows = buffer.rows(size.rows, width, *kernel);
      kernel->rows.quantize(values.data(), width, size.rows, width, rows);
      const float untouched = 12345.0f;
      const size_t stride = size.outputs + 3;
      std::vector<float> out(size.rows * stride, untouched);
      kernel->gemm(rows, size.rows, layer.packed(), out.data(), stride);
      bool right = true;
      for (uint32_t r = 0; r < size.rows; ++r) {
        for (uint32_t o = 0; o < size.outputs; ++o) {
          int32_t sum = 0;
          for (uint32_t i = 0; i < size.inputs; ++i) {
            sum += weights[o * size.inputs + i] * static_cast<int32_t>(values[r * width + i]);
          }
          right = right && out[r * stride + o] == static_cast<float>(sum);
        }
        for (size_t o = size.outputs; o < stride; ++o) right = right && out[r * stride + o] == untouched;
      }
      CHECK(right);
    }
  }
}

TEST_CASE("Quantize_ZerosAndOddValues_GiveFiniteRows") {
  for (const Kernel* kernel : kernels()) {
    CAPTURE(kernel->name);
    const float infinite = std::numeric_limits<float>::infinity();
    std::vector<float> values(3 * 16, 0.0f);
    values[16] = 1e-38f;
    values[32] = std::nanf("");
    values[33] = infinite;
    values[34] = -infinite;
    QuantizedBuffer buffer;
    const QuantizedRows rows = buffer.rows(3, 16, *kernel);
    kernel->rows.quantize(values.data(), 16, 3, 16, rows);
    CHECK(rows.scales[0] == 0.0f);
    CHECK(rows.scales[1] == 0.0f);
  }
}

TEST_CASE("Attention_EveryKernel_IsThePlainLoop") {
  std::mt19937 random(7);
  std::uniform_real_distribution<float> number(-3, 3);
  for (const Kernel* kernel : kernels()) {
    for (const uint32_t head_size : {16u, 32u, 48u}) {
      for (const uint32_t pieces : {1u, 3u, 16u, 17u, 36u, 70u, 128u}) {
        const uint32_t heads = 2, width = heads * head_size;
        const size_t stride = 3 * width + 16;
        Buffer<float> rows(pieces * stride), scratch(attention_scratch(pieces, head_size));
        for (float& value : rows) value = number(random);
        std::vector<float> out(pieces * width);
        kernel->rows.attention({rows.data(), stride, pieces, heads, head_size}, out.data(), width, scratch.data());
        double worst = 0;
        for (uint32_t head = 0; head < heads; ++head) {
          for (uint32_t q = 0; q < pieces; ++q) {
            std::vector<double> weights(pieces);
            double total = 0;
            for (uint32_t k = 0; k < pieces; ++k) {
              double score = 0;
              for (uint32_t d = head * head_size; d < (head + 1) * head_size; ++d) {
                score += double(rows[q * stride + d]) * rows[k * stride + width + d];
              }
              total += weights[k] = std::exp(score / std::sqrt(double(head_size)));
            }
            for (uint32_t d = head * head_size; d < (head + 1) * head_size; ++d) {
              double value = 0;
              for (uint32_t k = 0; k < pieces; ++k) value += weights[k] / total * rows[k * stride + 2 * width + d];
              worst = std::max(worst, std::abs(value - out[q * width + d]));
            }
          }
        }
        CAPTURE(kernel->name);
        CAPTURE(pieces);
        CAPTURE(head_size);
        CHECK(worst < 2e-5);
      }
    }
  }
}

TEST_CASE("Gelu_EveryKernel_IsTheTanhForm") {
  for (const Kernel* kernel : kernels()) {
    CAPTURE(kernel->name);
    const size_t count = 4096;
    std::vector<float> values(count);
    for (size_t i = 0; i < count; ++i) values[i] = (static_cast<float>(i) - 2048.0f) / 128.0f;
    values[0] = -1e30f;
    values[1] = -1e4f;
    const std::vector<float> given = values;
    QuantizedBuffer buffer;
    kernel->rows.gelu_quantize(values.data(), count, 1, count, buffer.rows(1, count, *kernel));
    double worst = 0;
    for (size_t i = 2; i < count; ++i) worst = std::max(worst, std::abs(values[i] - PlainModel::gelu(given[i])));
    CHECK(worst < 3e-6);
    CHECK(std::abs(values[0]) < 1e-5);
    CHECK(std::abs(values[1]) < 1e-5);
  }
}

TEST_CASE("Encoder_EveryKernel_IsThePlainModel") {
  const RandomShape shape;
  const std::vector<std::byte> bytes = random_model(shape, 3).file();
  const WeightsFile file(bytes, "test");
  const PlainModel plain(file);
  std::mt19937 random(4);
  // Through a linear layer that gives the last vectors back, as the encoder's own result is in the kernel's format.
  std::vector<int8_t> identity(shape.width * shape.width);
  for (uint32_t i = 0; i < shape.width; ++i) identity[i * shape.width + i] = 1;
  const Linear layer(identity, std::vector<float>(shape.width, 1.0f), std::vector<float>(shape.width, 0.0f));
  for (const Kernel* kernel : kernels()) {
    const Encoder encoder(file, *kernel);
    EncoderBuffers buffers;
    for (const uint32_t pieces : {1u, 2u, 19u, 40u}) {
      CAPTURE(kernel->name);
      CAPTURE(pieces);
      const Window window = random_window(shape, pieces, random);
      const Rows wanted = plain.vectors(window);
      const QuantizedRows rows = encoder.run({&window, 1}, buffers);
      std::vector<float> found(pieces * shape.width);
      kernel->gemm(rows, pieces, layer.packed(), found.data(), shape.width);
      double worst = 0;
      for (uint32_t p = 0; p < pieces; ++p) {
        for (uint32_t i = 0; i < shape.width; ++i) worst = std::max(worst, std::abs(wanted[p][i] - found[p * shape.width + i]));
      }
      CHECK(worst < tolerance);
    }
  }
}

TEST_CASE("Model_HeadsAndRelations_AreThePlainModel") {
  const RandomShape shape;
  const std::vector<std::byte> bytes = random_model(shape, 5).file();
  const Model model(bytes, "test");
  const WeightsFile file(bytes, "test");
  const PlainModel plain(file);
  CHECK(model.label_width() == 8);
  CHECK(model.link_width() == 2 * (7 + 16 + 21));
  CHECK(model.max_pieces() == 40);
  CHECK(model.vocabulary().at(49) == "w49");
  CHECK(model.relations().size() == 6);
  CHECK(model.version() == "test");
  CHECK(model.label("label1").offset == 5);
  CHECK(model.label("label1").temperature == 1.5f);
  CHECK(model.link("link1").from == 14);
  CHECK(model.link("link1").to == 30);
  CHECK(model.table("small").size() == 6);
  CHECK_THROWS_AS(model.label("none"), dateline::Error);
  CHECK_THROWS_AS(model.link("none"), dateline::Error);
  CHECK_THROWS_AS(model.table("none"), dateline::Error);

  std::mt19937 random(6);
  const Window window = random_window(shape, 33, random);
  std::vector<WindowScores> scores;
  Scratch scratch;
  model.run({&window, 1}, scores, scratch);
  REQUIRE(scores.size() == 1);
  REQUIRE(scores[0].atoms == window.firsts.size());
  const Rows vectors = plain.vectors(window);
  Rows atoms;
  for (uint32_t first : window.firsts) atoms.push_back(vectors[first]);
  const Rows logits = plain.linear(atoms, "labels", 8), projections = plain.linear(atoms, "links", model.link_width());
  double worst = 0;
  for (size_t a = 0; a < atoms.size(); ++a) {
    for (size_t i = 0; i < 8; ++i) worst = std::max(worst, std::abs(logits[a][i] - scores[0].logits[a * 8 + i]));
    for (size_t i = 0; i < model.link_width(); ++i) {
      worst = std::max(worst, std::abs(projections[a][i] - scores[0].projections[a * model.link_width() + i]));
    }
  }
  CHECK(worst < tolerance);

  std::vector<std::pair<uint32_t, uint32_t>> pairs = {{0, 1}, {3, 2}, {5, 5}};
  std::vector<float> found;
  model.relate(scores[0], pairs, found, scratch);
  REQUIRE(found.size() == pairs.size() * 6);
  const uint32_t from = 2 * (7 + 16), to = from + 21;
  Rows rows;
  for (const auto& [dependent, head] : pairs) {
    std::vector<double> row;
    for (uint32_t i = 0; i < 21; ++i)
      row.push_back(PlainModel::gelu(projections[dependent][from + i] + projections[head][to + i]));
    rows.push_back(row);
  }
  const Rows relations = plain.linear(rows, "relation", 6);
  worst = 0;
  for (size_t p = 0; p < pairs.size(); ++p) {
    for (size_t i = 0; i < 6; ++i) worst = std::max(worst, std::abs(relations[p][i] - found[p * 6 + i]));
  }
  CHECK(worst < tolerance);
  CHECK_THROWS_AS(model.relate(scores[0], std::vector<std::pair<uint32_t, uint32_t>>{{0, 1000}}, found, scratch),
                  std::invalid_argument);
}

TEST_CASE("Model_AWindow_DoesNotDependOnItsCompanyOrThreads") {
  const RandomShape shape;
  const std::vector<std::byte> bytes = random_model(shape, 8).file();
  const Model model(bytes, "test");
  std::mt19937 random(9);
  std::vector<Window> windows;
  for (uint32_t i = 0; i < 70; ++i) windows.push_back(random_window(shape, static_cast<uint32_t>(random() % 41), random));
  std::vector<WindowScores> together;
  Scratch scratch;
  model.run(windows, together, scratch);
  REQUIRE(together.size() == windows.size());

  const auto alone = [&](size_t first) {
    Scratch own;
    std::vector<WindowScores> scores;
    bool same = true;
    for (size_t i = first; i < windows.size(); i += 2) {
      model.run({&windows[i], 1}, scores, own);
      same = same && scores.size() == 1 && scores[0].logits == together[i].logits &&
             scores[0].projections == together[i].projections;
    }
    return same;
  };
  bool even = false;
  std::thread thread([&] { even = alone(0); });
  CHECK(alone(1));
  thread.join();
  CHECK(even);
}

TEST_CASE("Model_WindowsThatCannotBe_AreRefused") {
  const RandomShape shape;
  const std::vector<std::byte> bytes = random_model(shape, 8).file();
  const Model model(bytes, "test");
  std::mt19937 random(9);
  std::vector<WindowScores> scores;
  Scratch scratch;
  const auto refused = [&](auto change) {
    Window window = random_window(shape, 10, random);
    change(window);
    CHECK_THROWS_AS(model.run({&window, 1}, scores, scratch), std::invalid_argument);
  };
  refused([&](Window& window) { window = random_window(shape, 41, random); });
  refused([](Window& window) { window.pieces[3] = 50; });
  refused([](Window& window) { window.shapes[3] = 8; });
  refused([](Window& window) { window.gaps[3] = 5; });
  refused([](Window& window) { window.firsts.push_back(10); });
  refused([](Window& window) { window.gaps.pop_back(); });
}

TEST_CASE("Model_WithoutHeads_GivesEmptyScores") {
  RandomShape shape;
  shape.labels.clear();
  shape.links.clear();
  shape.relations = 0;
  const std::vector<std::byte> bytes = random_model(shape, 8).file();
  const Model model(bytes, "test");
  std::mt19937 random(9);
  const Window window = random_window(shape, 10, random);
  std::vector<WindowScores> scores;
  Scratch scratch;
  model.run({&window, 1}, scores, scratch);
  CHECK(scores[0].atoms == window.firsts.size());
  CHECK(scores[0].logits.empty());
  CHECK(scores[0].projections.empty());
}

TEST_CASE("Weights_CutFiles_AreRefused") {
  const std::vector<std::byte> file = random_model({}, 2).file();
  REQUIRE(error_of(file).empty());
  uint32_t header;
  std::memcpy(&header, file.data() + 16, 4);
  for (const size_t size :
       {size_t{0}, size_t{1}, size_t{7}, size_t{8}, size_t{12}, size_t{23}, size_t{24}, size_t{25}, size_t{24} + header / 2,
        size_t{24} + header, size_t{24} + header + 40, file.size() / 2, file.size() - 64, file.size() - 1}) {
    CAPTURE(size);
    const std::string error = error_of(std::span(file).first(size));
    CHECK(error.starts_with("weights x.bin: "));
    CHECK(contains(error, ", at byte "));
    CHECK(contains(error, "; "));
  }
  // A cut file whose checksum was made right.
  for (const size_t size : {size_t{24}, size_t{24} + header / 2, size_t{24} + header, file.size() - 8192, file.size() - 1}) {
    CAPTURE(size);
    std::vector<std::byte> cut(file.begin(), file.begin() + static_cast<ptrdiff_t>(size));
    WeightsWriter::seal(cut);
    CHECK(error_of(cut).starts_with("weights x.bin: "));
  }
}

TEST_CASE("Weights_AFlippedByte_IsNoticed") {
  std::vector<std::byte> file = random_model({}, 2).file();
  for (size_t at = 0; at < file.size(); at += at < 64 ? 1 : 997) {
    CAPTURE(at);
    file[at] ^= std::byte{0x10};
    CHECK(error_of(file) != "");
    file[at] ^= std::byte{0x10};
  }
}

TEST_CASE("Weights_WrongMagicOrVersion_SaysWhatToDo") {
  std::vector<std::byte> file = random_model({}, 2).file();
  WeightsWriter::put(file, 8, 2);
  CHECK(error_of(file) ==
        "weights x.bin: format version 2, where this program reads version 1, at byte 8; use weights and program of the same "
        "release");
  WeightsWriter::put(file, 8, 1);
  file[0] = std::byte{'X'};
  CHECK(error_of(file) == "weights x.bin: does not begin with DATELINE, at byte 0; give the path of a Dateline weights file");
}

TEST_CASE("Weights_AbsurdHeaders_AreRefused") {
  const auto tensor_of = [](WeightsWriter& writer, const std::string& name) -> WeightsWriter::Tensor& {
    return *std::find_if(writer.tensors.begin(), writer.tensors.end(), [&](const auto& one) { return one.name == name; });
  };
  const auto with_tensor = [&](const std::string& name, auto change) {
    WeightsWriter writer = random_model({}, 2);
    change(tensor_of(writer, name));
    return error_of(writer.file());
  };
  const auto with_shape = [&](const std::string& shape) {
    return with_tensor("labels", [&](auto& tensor) { tensor.shape = shape; });
  };
  CHECK(contains(with_shape("[7, 48]"), "tensor 'labels' is i8 [7, 48], where the header asks for i8 [8, 48]"));
  CHECK(contains(with_shape("[4294967295, 4294967295, 4294967295]"), "larger than the file"));
  CHECK(contains(with_shape("[65536, 65536, 65536, 65536]"), "larger than the file"));
  CHECK(contains(with_shape("[0, 48]"), "no positive whole number"));
  CHECK(contains(with_shape("[-8, 48]"), "no positive whole number"));
  CHECK(contains(with_shape("[8.5, 48]"), "no positive whole number"));
  CHECK(contains(with_shape("7"), "not a list"));
  CHECK(contains(with_shape("[384]"), "where the header asks for"));
  CHECK(contains(with_tensor("labels", [](auto& tensor) { tensor.type = "f64"; }), "neither i8 nor f32"));
  CHECK(contains(with_tensor("labels.bias", [](auto& tensor) { tensor.type = "i8"; }), "where the header asks for f32"));
  CHECK(contains(with_tensor("labels", [](auto& tensor) { tensor.name = "label"; }), "'labels' is missing"));
  CHECK(contains(with_tensor("labels", [](auto& tensor) { tensor.name = "links"; }), "is there twice"));
  CHECK(contains(with_tensor("labels", [](auto& tensor) { tensor.offset_error = 4; }), "no multiple of 64"));
  CHECK(contains(with_tensor("labels", [](auto& tensor) { tensor.offset_error = 64; }), "overlap"));
  CHECK(contains(with_tensor("labels", [](auto& tensor) { tensor.offset_error = uint64_t{1} << 40; }), "outside"));
  CHECK(contains(with_tensor("labels", [](auto& tensor) { tensor.offset_error = ~uint64_t{0} - 0xfffff; }), "outside"));
  CHECK(contains(with_tensor("labels.bias", [](auto& tensor) { std::fill_n(tensor.bytes.begin() + 4, 4, 0xff); }),
                 "not a number"));

  const auto with_members = [&](const std::string& from, const std::string& to) {
    WeightsWriter writer = random_model({}, 2);
    const size_t at = writer.members.find(from);
    REQUIRE(at != std::string::npos);
    writer.members.replace(at, from.size(), to);
    return error_of(writer.file());
  };
  CHECK(contains(with_members("\"layers\": 2", "\"layers\": 3"), "tensor 'layer.2."));
  CHECK(contains(with_members("\"layers\": 2", "\"layers\": 4000000000"), "'layers'"));
  CHECK(contains(with_members("\"layers\": 2", "\"layers\": -1"), "'layers'"));
  CHECK(contains(with_members("\"heads\": 3", "\"heads\": 0"), "'heads'"));
  CHECK(contains(with_members("\"heads\": 3", "\"heads\": 2"), "multiple of 16"));
  CHECK(contains(with_members("\"width\": 48", "\"width\": \"48\""), "'width'"));
  CHECK(contains(with_members("\"version\": \"test\"", "\"version\": 1"), "'version'"));
  CHECK(contains(with_members("\"version\": \"test\", ", ""), "'version' is missing"));
  CHECK(contains(with_members("\"temperature\": 1.5", "\"temperature\": 0"), "'temperature'"));
  CHECK(contains(with_members("\"size\": 7", "\"size\": 4000000000"), "'size'"));
  CHECK(contains(with_members("\"w0\"", "[[[[["), "header: "));
  CHECK(contains(with_members("\"w0\"", std::string(200000, '[')), "header: "));
  CHECK(contains(with_members("\"w0\"", "\"\xff\""), "header: "));
}
