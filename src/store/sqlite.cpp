#include "store/sqlite.hpp"

#include <fcntl.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <unistd.h>

#include <exception>
#include <filesystem>
#include <system_error>

namespace ringback::store::sqlite {
namespace {

// Records of calls are nobody else's business; SQLite gives its log files the mode of the database.
void make_file(const std::string& file) {
  std::error_code ignored;
  const auto folder = std::filesystem::path(file).parent_path();
  if (!folder.empty()) std::filesystem::create_directories(folder, ignored);
  const int descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor >= 0) close(descriptor);
}

Result<Session> connect_to(const std::string& file, Access access) {
  try {
    auto session = std::make_unique<soci::session>(*soci::factory_sqlite3(), "db=\"" + file + "\" timeout=10");
    *session << "PRAGMA journal_mode=WAL";
    // A commit survives a crash of the program; a loss of power may cost the last ones, never the file.
    *session << "PRAGMA synchronous=NORMAL";
    // As PostgreSQL's LIKE does.
    *session << "PRAGMA case_sensitive_like=ON";
    if (access == Access::read_only) *session << "PRAGMA query_only=ON";
    return session;
  } catch (const std::exception& exception) {
    return Error{0, "cannot open the store " + file + ": " + exception.what()};
  }
}

class Sqlite final : public Engine {
 public:
  explicit Sqlite(std::string file) : file_(std::move(file)) {}

  Result<Session> connect(Access access) const override {
    make_file(file_);
    return connect_to(file_, access);
  }
  void lock_schema(soci::session&) const override {}  // the first statement that changes it locks the file
  std::string definition(std::string_view statement) const override { return std::string(statement); }

 private:
  const std::string file_;
};

}  // namespace

Result<std::unique_ptr<Engine>> engine(std::string file) {
  if (file.find('"') != file.npos) return Error{0, "the store's file name must not hold a quotation mark: " + file};
  return std::unique_ptr<Engine>(std::make_unique<Sqlite>(std::move(file)));
}

}  // namespace ringback::store::sqlite
