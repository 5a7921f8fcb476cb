#include "store/failure.hpp"

#include <soci/soci.h>

#include "base/text.hpp"

namespace ringback::store {

std::string words_of(const std::exception& exception) {
  const auto* error = dynamic_cast<const soci::soci_error*>(&exception);
  const std::string words = error ? error->get_error_message() : exception.what();
  // PostgreSQL's further lines repeat values of the row; those that say why there is no connection begin with SOCI's.
  constexpr std::string_view no_connection = "Cannot establish connection to the database.\n";
  const auto from = words.starts_with(no_connection) ? no_connection.size() : 0;
  return std::string(trim(std::string_view(words).substr(from, words.find('\n', from) - from)));
}

}  // namespace ringback::store
