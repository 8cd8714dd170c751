// Values of options: each function throws UsageError naming the value and what is allowed.
#pragma once

#include "document/documents.h"

#include <dateline/record.h>

#include <string>
#include <string_view>

namespace dateline::cli {

enum class Format { text, jsonl, conllu, html };

Layers layers_value(std::string_view text);  // "statements,events"; "" for none
Format format_value(std::string_view text);
document::Kind kind_value(std::string_view text);
std::string day_value(std::string_view text);   // "2031-05-14"
size_t size_value(std::string_view text);       // "10MB": bytes, or with K, M, G (powers of 1024)
unsigned threads_value(std::string_view text);  // 1 to 256

}  // namespace dateline::cli
