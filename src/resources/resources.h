// Weights and tables that are built into the library, by their path in the repository ("data/countries.tsv",
// "models/en.weights"). The bytes live as long as the program; a resource begins at a multiple of 64 bytes.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace dateline::resources {

// Throws Error when nothing of this path is built in.
std::span<const std::byte> resource(std::string_view path);

// The same bytes as text, for tables.
std::string_view resource_text(std::string_view path);

// CRC-32 in eight hexadecimal digits over all built-in files whose path begins with `prefix`, in the order of their paths. The
// version of the tables is checksum("data/").
std::string checksum(std::string_view prefix);

}  // namespace dateline::resources
