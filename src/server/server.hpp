#pragma once

#include <memory>

#include "base/result.hpp"
#include "config/config.hpp"
#include "store/store.hpp"

namespace ringback::server {

struct Rooms;

// The whole house: builds the rooms in order, serves until SIGINT or SIGTERM, and closes them in reverse.
class Server {
 public:
  explicit Server(config::Config configuration);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Fails with words for the person who started it: what is taken, missing or wrong, and which key changes it.
  Result<void> start();
  // Returns when the server has been told to end and its calls have ended.
  void run();

 private:
  std::unique_ptr<Rooms> rooms_;
};

// Where that server's records are.
store::Options store_options(const config::Config& configuration);

}  // namespace ringback::server
