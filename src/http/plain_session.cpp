#include "http/http_session.hpp"

namespace ringback::http {

extern template void start_websocket<PlainStream>(Core&, PlainStream, UpgradeRequest, Request, const WebSocketHandler&);

void start_plain_session(Core& core, asio::ip::tcp::socket socket, std::string remote_address) {
  auto session =
      std::make_unique<HttpSession<PlainStream>>(core, PlainStream(std::move(socket)), std::move(remote_address));
  asio::co_spawn(core.io, HttpSession<PlainStream>::run(std::move(session)), asio::detached);
}

}  // namespace ringback::http
