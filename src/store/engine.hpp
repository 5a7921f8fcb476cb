#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace soci {
class session;  // NOLINT(readability-identifier-naming): the name is SOCI's
}

namespace ringback::store {

using Session = std::unique_ptr<soci::session>;

enum class Access { write, read_only };

// All that a database engine has of its own; every query is the same on all. Any thread may call it.
class Engine {
 public:
  virtual ~Engine() = default;

  // Blocks. Fails with words for the person who started the server, in which there is no password.
  virtual Result<Session> connect(Access access) const = 0;
  // In a transaction: whoever else would change the schema waits until it ends.
  virtual void lock_schema(soci::session& sql) const = 0;
  // A statement of a migration as this engine takes it.
  virtual std::string definition(std::string_view statement) const = 0;
};

// Of the engine that the URL's scheme names: `sqlite://<file>` or `postgresql://…`.
Result<std::unique_ptr<Engine>> engine_of(const std::string& url);

}  // namespace ringback::store
