#include "browser/gateway.hpp"
#include "browser/socket.hpp"

namespace ringback::browser {

void Gateway::mount(http::Server& server) {
  server.websocket("/signal", [services = services_](std::shared_ptr<http::WebSocket> socket, const http::Request&) {
    return accept_socket(services, std::move(socket));
  });
}

}  // namespace ringback::browser
