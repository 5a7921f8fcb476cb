#pragma once

#include <string>

#include "base/deadlines.hpp"

namespace ringback::server {

// Tells systemd how the service does (sd_notify(3)), if it is systemd that started it; without NOTIFY_SOCKET in the
// environment nothing is sent. Control thread.
class Systemd {
 public:
  explicit Systemd(Deadlines& deadlines);

  // Serving. From here on systemd's watchdog, if the unit has one, is told that the control thread turns.
  void ready();
  // While the configuration is read anew; `ready` ends it.
  void reloading();
  void stopping();

 private:
  void send(const std::string& state) const;
  void keep_alive();

  Deadlines& deadlines_;
  std::string socket_;
  Duration watchdog_{};  // 0: none
  Deadlines::Timer timer_;
};

}  // namespace ringback::server
