// Countries, sectors and roles: who the entities of a report act for, at the report's date.
#pragma once

#include "syntax/reading.h"

#include <dateline/record.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::actors {

// The texts of data/countries.tsv, data/organizations.tsv, data/offices.tsv, data/roles.tsv and data/places.tsv (cities by
// which a phrase tells its country: "Aleppo's police"; may be left out).
struct TableTexts {
  std::string_view countries, organizations, offices, roles, places = {};
};

// Immutable, shared by threads.
class Directory {
 public:
  // Throws Error with table, line and reason.
  explicit Directory(const TableTexts& texts);
  ~Directory();

  // What one phrase says by itself ("Ukrainian Foreign Minister Dmytro Kuleba", "Russian forces", "the rebels", "Damascus"), on
  // an ISO day (nothing: today's table rows that have no end). `name` marks the words that are a name in `phrase` ("" for
  // none). Nothing when the phrase names nobody who can act.
  std::optional<Actor> look_up(std::string_view phrase, std::string_view name, std::string_view type,
                               const std::optional<std::string>& day) const;

  // Sets `actor` of every entity, from its mentions, from the report's other entities and from the tables. `mentions` are the
  // record's, which the entities index.
  void resolve(const syntax::Reading& reading, const std::vector<Mention>& mentions,
               const std::optional<std::string>& published, std::vector<Entity>& entities) const;

 private:
  struct Tables;
  std::unique_ptr<Tables> tables_;
};

}  // namespace dateline::actors
