#include "client_directory.hpp"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "base/phone_number.hpp"

namespace api_server {

using ringback::Error;
using ringback::Result;

struct ClientDirectory::Database {
  soci::session session;
};

namespace {

// SOCI reports by exceptions; they end here. `work` returns a Result.
template <class Work>
auto attempt(const Work& work) -> decltype(work()) {
  try {
    return work();
  } catch (const soci::soci_error& error) {
    return Error{0, std::string("the database says: ") + error.what()};
  }
}

}  // namespace

ClientDirectory::ClientDirectory(std::unique_ptr<Database> database, std::string default_region)
    : database_(std::move(database)), default_region_(std::move(default_region)) {}
ClientDirectory::ClientDirectory(ClientDirectory&&) noexcept = default;
ClientDirectory& ClientDirectory::operator=(ClientDirectory&&) noexcept = default;
ClientDirectory::~ClientDirectory() = default;

Result<ClientDirectory> ClientDirectory::open(const std::string& file, std::string default_region) {
  auto opened = attempt([&]() -> Result<ClientDirectory> {
    auto database = std::make_unique<Database>();
    database->session.open(soci::sqlite3, "dbname=\"" + file + "\" timeout=5");
    database->session << "CREATE TABLE IF NOT EXISTS client_names ("
                         "phone_number TEXT PRIMARY KEY, client_name TEXT NOT NULL)";
    return ClientDirectory(std::move(database), std::move(default_region));
  });
  if (!opened) return Error{0, "can't open " + file + ": " + opened.error().message};
  return opened;
}

Result<void> ClientDirectory::assign(std::string_view number, const std::string& client_name) {
  const auto e164 = normalise(number);
  if (!e164) return e164.error();
  return attempt([&]() -> Result<void> {
    database_->session << "INSERT INTO client_names (phone_number, client_name) VALUES (:number, :client) "
                          "ON CONFLICT (phone_number) DO UPDATE SET client_name = excluded.client_name",
        soci::use(*e164), soci::use(client_name);
    return {};
  });
}

Result<std::optional<std::string>> ClientDirectory::client_of(std::string_view number) {
  const auto e164 = normalise(number);
  if (!e164) return e164.error();
  return attempt([&]() -> Result<std::optional<std::string>> {
    std::string client_name;
    database_->session << "SELECT client_name FROM client_names WHERE phone_number = :number", soci::use(*e164),
        soci::into(client_name);
    if (!database_->session.got_data()) return std::optional<std::string>();
    return std::optional(client_name);
  });
}

Result<std::string> ClientDirectory::normalise(std::string_view number) const {
  return ringback::to_e164(number, default_region_);
}

}  // namespace api_server
