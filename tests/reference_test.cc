// The 8-bit encoder against the fp32 network that trained it: tests/data/reference.json is written by training/export.py
// together with the weights, for the first window of the sample report.
#include "neural/model.h"
#include "resources/resources.h"

#include <doctest/doctest.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <string>

using namespace dateline;

namespace {

// Stated in docs/weights.md: the largest difference of a logit, as a share of the largest logit of the window; and how many
// atoms in a hundred must have the same most probable label.
constexpr double largest_difference = 0.04;
constexpr double mean_difference = 0.006;
constexpr double same_label = 0.99;

template <typename Number>
std::vector<Number> numbers(const rapidjson::Value& array) {
  std::vector<Number> out;
  for (const auto& one : array.GetArray()) out.push_back(static_cast<Number>(one.GetUint()));
  return out;
}

}  // namespace

TEST_CASE("the 8-bit network gives what the fp32 network gives, within the stated tolerance") {
  std::ifstream file(DATELINE_SOURCE_DIR "/tests/data/reference.json");
  REQUIRE(file);
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  rapidjson::Document reference;
  reference.Parse(text.c_str());
  REQUIRE(!reference.HasParseError());

  const neural::Model model(resources::resource("models/en.weights"), "models/en.weights");
  neural::Window window{numbers<uint32_t>(reference["pieces"]), numbers<uint8_t>(reference["shapes"]),
                        numbers<uint8_t>(reference["gaps"]), numbers<uint32_t>(reference["firsts"])};
  neural::Scratch scratch;
  std::vector<neural::WindowScores> scores;
  model.run({&window, 1}, scores, scratch);
  REQUIRE(scores.size() == 1);
  REQUIRE(scores[0].atoms == window.firsts.size());

  const double scale = reference["largest"].GetDouble();
  double worst = 0, sum = 0;
  size_t compared = 0, same = 0, atoms = 0;
  for (const auto& head : reference["logits"].GetObject()) {
    const neural::LabelHead& label = model.label(head.name.GetString());
    for (rapidjson::SizeType atom = 0; atom < head.value.Size(); ++atom) {
      const auto& expected = head.value[atom];
      const float* found = scores[0].logits.data() + atom * model.label_width() + label.offset;
      rapidjson::SizeType best = 0;
      for (rapidjson::SizeType i = 0; i < expected.Size(); ++i) {
        const double difference = std::abs(expected[i].GetDouble() - found[i]);
        worst = std::max(worst, difference);
        sum += difference;
        ++compared;
        if (expected[i].GetDouble() > expected[best].GetDouble()) best = i;
      }
      same += std::max_element(found, found + expected.Size()) - found == static_cast<std::ptrdiff_t>(best);
      ++atoms;
    }
  }
  MESSAGE("largest difference " << worst / scale << ", mean " << sum / static_cast<double>(compared) / scale
                                << " of the largest logit " << scale << "; same label " << same << " of " << atoms);
  CHECK(worst <= largest_difference * scale);
  CHECK(sum / static_cast<double>(compared) <= mean_difference * scale);
  CHECK(static_cast<double>(same) >= same_label * static_cast<double>(atoms));
}
