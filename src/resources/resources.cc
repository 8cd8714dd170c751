#include "resources/resources.h"

#include <dateline/reader.h>

#include <zlib.h>

#include <cstdio>

namespace {

struct Entry {
  const char* path;
  const std::byte* begin;
  const std::byte* end;
};

}  // namespace

// Made by the assembler file that cmake/resources.cmake writes; sorted by path.
extern "C" const Entry dateline_resources_begin[];
extern "C" const Entry dateline_resources_end[];

namespace dateline::resources {

std::span<const std::byte> resource(std::string_view path) {
  for (const Entry* entry = dateline_resources_begin; entry != dateline_resources_end; ++entry) {
    if (path == entry->path) return {entry->begin, entry->end};
  }
  throw Error("resource " + std::string(path) + ": not built into this library");
}

std::string_view resource_text(std::string_view path) {
  const auto bytes = resource(path);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string checksum(std::string_view prefix) {
  uLong crc = crc32_z(0, nullptr, 0);
  for (const Entry* entry = dateline_resources_begin; entry != dateline_resources_end; ++entry) {
    if (!std::string_view(entry->path).starts_with(prefix)) continue;
    crc = crc32_z(crc, reinterpret_cast<const Bytef*>(entry->begin), static_cast<size_t>(entry->end - entry->begin));
  }
  char digits[17];
  std::snprintf(digits, sizeof digits, "%08lx", crc);
  return digits;
}

}  // namespace dateline::resources
