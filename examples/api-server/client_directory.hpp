#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace api_server {

// Which Client Name a Twilio phone number belongs to: the one thing that only the application knows. A table in an
// SQLite file, made at first use. Numbers may be written in any usual way; they are kept in E.164.
// One thread; a look-up is a read of one indexed row, so it may stand in a request's way.
class ClientDirectory {
 public:
  // `default_region` (ISO 3166 alpha-2) is the country of numbers that are written without a leading `+`.
  static ringback::Result<ClientDirectory> open(const std::string& file, std::string default_region);
  ClientDirectory(ClientDirectory&&) noexcept;
  ClientDirectory& operator=(ClientDirectory&&) noexcept;
  ~ClientDirectory();

  // A number that is there gets the new name.
  ringback::Result<void> assign(std::string_view number, const std::string& client_name);
  // Nothing for a number that is not in the table; an error if it is no phone number or the file can't be read.
  ringback::Result<std::optional<std::string>> client_of(std::string_view number);
  // E.164 of a number as people write it.
  ringback::Result<std::string> normalise(std::string_view number) const;

 private:
  struct Database;
  ClientDirectory(std::unique_ptr<Database> database, std::string default_region);

  std::unique_ptr<Database> database_;
  std::string default_region_;
};

}  // namespace api_server
