#include "server/systemd.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstddef>
#include <cstdlib>
#include <cstring>

namespace ringback::server {
namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nothing here sets variables
  return value ? value : "";
}

}  // namespace

Systemd::Systemd(Deadlines& deadlines)
    : deadlines_(deadlines),
      socket_(variable("NOTIFY_SOCKET")),
      watchdog_(std::chrono::microseconds(std::strtoll(variable("WATCHDOG_USEC").c_str(), nullptr, 10))) {}

void Systemd::ready() {
  send("READY=1");
  if (watchdog_ > Duration::zero()) keep_alive();
}

void Systemd::reloading() {
  const auto now = std::chrono::duration_cast<std::chrono::microseconds>(monotonic_now().time_since_epoch());
  send("RELOADING=1\nMONOTONIC_USEC=" + std::to_string(now.count()));
}

void Systemd::stopping() {
  send("STOPPING=1");
}

// Twice as often as systemd asks for, as it advises.
void Systemd::keep_alive() {
  send("WATCHDOG=1");
  timer_ = deadlines_.after(watchdog_ / 2, [this] { keep_alive(); });
}

// One datagram to a Unix socket; a name that begins with `@` is abstract (unix(7)).
void Systemd::send(const std::string& state) const {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (socket_.empty() || socket_.size() >= sizeof(address.sun_path)) return;
  std::memcpy(address.sun_path, socket_.data(), socket_.size());
  if (address.sun_path[0] == '@') address.sun_path[0] = '\0';
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + socket_.size());
  const int descriptor = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (descriptor < 0) return;
  ::sendto(descriptor, state.data(), state.size(), MSG_NOSIGNAL, reinterpret_cast<const sockaddr*>(&address), length);
  ::close(descriptor);
}

}  // namespace ringback::server
