#include "browser/gateway.hpp"
#include "browser/side_channels.hpp"
#include "browser/socket.hpp"

namespace ringback::browser {

void Gateway::mount(http::Server& server) {
  server.websocket(
      "/signal", [services = services_](std::shared_ptr<http::WebSocket> socket, const http::Request& request) {
        return accept_socket(services, std::move(socket), std::string(http::header(request.headers, "Host")));
      });
  mount_side_channels(server);
}

}  // namespace ringback::browser
