#pragma once

#include <functional>
#include <memory>

#include "base/result.hpp"
#include "config/load.hpp"
#include "store/store.hpp"

namespace ringback::server {

struct Rooms;

// The whole house: builds the rooms in order, serves, and closes them in reverse. SIGTERM lets calls end first, SIGINT
// does not, and a second one of either ends the program at once. SIGHUP takes a new configuration and certificate.
class Server {
 public:
  // `load` reads the configuration anew.
  Server(config::Config configuration, std::function<config::Loaded()> load);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Fails with words for the person who started it: what is taken, missing or wrong, and which key changes it.
  Result<void> start();
  // Returns when the server has been told to end and its calls have ended.
  void run();

 private:
  void wait_for_signal();
  void take_signal(int number);

  std::unique_ptr<Rooms> rooms_;
  const std::function<config::Loaded()> load_;
  bool ending_ = false;
};

// Where that server's records are.
store::Options store_options(const config::Config& configuration);

}  // namespace ringback::server
