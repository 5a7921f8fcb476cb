#include "http/core.hpp"

#include <chrono>
#include <vector>

namespace ringback::http {

using namespace std::chrono_literals;

Connection::Connection(Core& core) : core_(core) {
  core_.connections.insert(this);
  core_.open_connections = core_.connections.size();
}

Connection::~Connection() {
  core_.left(this);
}

void Core::left(Connection* connection) {
  connections.erase(connection);
  open_connections = connections.size();
  stop_if_drained();
}

void Core::stopped_accepting() {
  accepting = false;
  stop_if_drained();
}

void Core::drain() {
  draining = true;
  acceptor.close();
  // A copy: finishing may end a connection at once.
  for (Connection* connection : std::vector(connections.begin(), connections.end())) connection->finish();
  drain_limit = deadlines.after(1s, [this] { io.stop(); });
}

void Core::stop_if_drained() {
  if (draining && !accepting && connections.empty()) io.stop();
}

}  // namespace ringback::http
