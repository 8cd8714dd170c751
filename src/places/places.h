// Points on the map: the toponyms of a report, and where they are.
#pragma once

#include "syntax/reading.h"

#include <dateline/record.h>

#include <memory>
#include <string_view>
#include <vector>

namespace dateline::places {

// Countries, their capitals and other names (data/countries.tsv, data/places.tsv); immutable, shared by threads.
class Gazetteer {
 public:
  // The text of the two tables. Throws Error with table, line and reason.
  Gazetteer(std::string_view countries, std::string_view places);
  ~Gazetteer();
  // Toponyms in text order: names that are a place or that a table knows as one.
  std::vector<Place> read_places(const syntax::Reading& reading) const;

 private:
  struct Tables;
  std::unique_ptr<Tables> tables_;
};

}  // namespace dateline::places
