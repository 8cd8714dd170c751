#pragma once

#include <dateline/document.h>

#include <string_view>

namespace dateline::document {

// The document of one line of a JSON Lines file: an object with `text` and, if given, `id`, `published`, `title`, `url` and
// `publisher` (strings, or null for none); other members are passed over, and of a repeated member the last one counts. `id` is
// "" when there is none. Depth of nesting costs no stack.
//
// Throws Error with reason and what to do when the line is not UTF-8, is broken JSON or no object, has no text, a member of
// another type, an impossible day, or the escape of half a surrogate pair: that half is no character, and another in its place
// would move the spans of a caller who counts it.
Document parse_json_document(std::string_view line);

}  // namespace dateline::document
