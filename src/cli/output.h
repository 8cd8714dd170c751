#pragma once

#include <string_view>

namespace dateline::cli {

enum class Written { all, nobody_reads, failed };

// Writes everything to standard output. `nobody_reads`: its reader has closed it (`head`). `failed`: errno says why.
Written write_output(std::string_view bytes);

}  // namespace dateline::cli
