#include "document/json_document.h"

#include "document/day.h"
#include "document/utf8.h"

#include <dateline/reader.h>

#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <optional>
#include <string>

namespace dateline::document {
namespace {

struct Field {
  std::string_view name;
  std::optional<std::string> value;
};

// Keeps the members that a document has; everything else goes by.
class Members {
 public:
  Field fields[6] = {{"id", {}}, {"text", {}}, {"published", {}}, {"title", {}}, {"url", {}}, {"publisher", {}}};
  std::string problem;  // why parsing was stopped

  bool Null() { return depth_ == 0 ? no_object() : (set(std::nullopt), true); }
  bool Bool(bool) { return other("true or false"); }
  bool Int(int) { return other("a number"); }
  bool Uint(unsigned) { return other("a number"); }
  bool Int64(int64_t) { return other("a number"); }
  bool Uint64(uint64_t) { return other("a number"); }
  bool Double(double) { return other("a number"); }
  bool RawNumber(const char*, rapidjson::SizeType, bool) { return other("a number"); }
  bool String(const char* value, rapidjson::SizeType size, bool) {
    if (depth_ == 0) return no_object();
    set(std::string(value, size));
    return true;
  }
  bool StartObject() {
    if (depth_ > 0 && !other("an object")) return false;
    ++depth_;
    return true;
  }
  bool Key(const char* name, rapidjson::SizeType size, bool) {
    if (depth_ != 1) return true;
    current_ = nullptr;
    for (Field& field : fields) {
      if (field.name == std::string_view(name, size)) current_ = &field;
    }
    return true;
  }
  bool EndObject(rapidjson::SizeType) { return leave(); }
  bool StartArray() {
    if (!other("a list")) return false;
    ++depth_;
    return true;
  }
  bool EndArray(rapidjson::SizeType) { return leave(); }

 private:
  bool leave() {
    --depth_;
    return true;
  }
  bool no_object() {
    problem = "no JSON object; write one object a line";
    return false;
  }
  void set(std::optional<std::string> value) {
    if (depth_ == 1 && current_ != nullptr) current_->value = std::move(value);
  }
  // A value that is neither string nor null.
  bool other(std::string_view kind) {
    if (depth_ == 0) return no_object();
    if (depth_ > 1 || current_ == nullptr) return true;
    problem = "`" + std::string(current_->name) + "` is " + std::string(kind) + "; give a string" +
              (current_->name == "text" ? "" : " or null");
    return false;
  }

  uint64_t depth_ = 0;
  Field* current_ = nullptr;
};

std::string hexadecimal(unsigned char byte) {
  constexpr char digits[] = "0123456789abcdef";
  return {'0', 'x', digits[byte >> 4], digits[byte & 15]};
}

}  // namespace

Document parse_json_document(std::string_view line) {
  if (const auto invalid = first_invalid_byte(line)) {
    throw Error("not UTF-8 at byte offset " + std::to_string(*invalid) + " of the line (" +
                hexadecimal(static_cast<unsigned char>(line[*invalid])) + "); convert the file to UTF-8");
  }
  Members members;
  rapidjson::MemoryStream stream(line.data(), line.size());
  rapidjson::Reader reader;
  const auto result = reader.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag>(stream, members);
  if (result.Code() == rapidjson::kParseErrorTermination) throw Error(members.problem);
  if (result.Code() == rapidjson::kParseErrorStringUnicodeSurrogateInvalid) {
    throw Error("half a surrogate pair is escaped at byte offset " + std::to_string(result.Offset()) +
                " of the line; write the whole character or U+FFFD");
  }
  // A zero byte reads as the end of a stream.
  if (result.IsError() || stream.Tell() < line.size()) {
    const char* reason = result.IsError() ? rapidjson::GetParseError_En(result.Code()) : "Zero byte outside a string.";
    throw Error("broken JSON at byte offset " + std::to_string(result.IsError() ? result.Offset() : stream.Tell()) +
                " of the line: " + reason + " Write one whole object a line");
  }
  for (const Field& field : members.fields) {
    if (field.value && first_invalid_byte(*field.value)) {
      throw Error("half a surrogate pair is escaped in `" + std::string(field.name) + "`; write the whole character or U+FFFD");
    }
  }
  auto& [id, text, published, title, url, publisher] = members.fields;
  if (!text.value) throw Error("no `text`; give the report's text as the member `text`");
  if (published.value && !is_day(*published.value)) {
    throw Error("`published` is no day: \"" + published.value->substr(0, 40) + "\"; write it like 2031-05-14, or null");
  }
  Document document;
  document.id = std::move(id.value).value_or("");
  document.text = std::move(*text.value);
  document.published = std::move(published.value);
  document.title = std::move(title.value);
  document.url = std::move(url.value);
  document.publisher = std::move(publisher.value);
  return document;
}

}  // namespace dateline::document
