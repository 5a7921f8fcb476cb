#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <chrono>

#include "base/log.hpp"
#include "browser/frame.hpp"
#include "browser/leg.hpp"
#include "browser/message.hpp"
#include "browser/received.hpp"
#include "browser/services.hpp"
#include "browser/socket.hpp"

namespace ringback::browser {
namespace {

using std::chrono::seconds;

// A page whose token has expired gets time to fetch another; after our own failure the browser comes back soon.
constexpr seconds refresh_limit{600};
constexpr seconds retry_after{10};

// Never closes the WebSocket at once: the 2.x SDK would be back eight times a second.
void refuse(Socket& socket, const Refusal& refusal) {
  log::info("token refused", {{"code", refusal.error.code}, {"reason", refusal.error.message}});
  socket.send(frame::error(refusal.error));
  if (socket.registration().grant() != nullptr) return;
  if (refusal.then == Refusal::Then::close) socket.send(frame::close());
  socket.expect_token_within(refusal.then == Refusal::Then::wait ? refresh_limit : retry_after);
}

bool too_many_sockets(Socket& socket, const Client& client) {
  const auto sockets = socket.services().directory.sockets(client);
  return sockets.size() >= socket.services().options.max_sockets_per_client &&
         std::find(sockets.begin(), sockets.end(), &socket) == sockets.end();
}

void take(Socket& socket, Grant grant) {
  if (too_many_sockets(socket, grant.client)) return refuse(socket, {{31206, "Too many devices of this client"}});
  auto& directory = socket.services().directory;
  const bool fresh = socket.registration().grant() == nullptr;
  const Client client = grant.client;
  socket.registration().accept(std::move(grant));
  for (auto& word : directory.take_words(client)) socket.send(std::move(word));
  if (!fresh || socket.sdk().resumes) return;
  for (Leg* leg : directory.held(client)) leg->keep();
}

std::int64_t unix_now(const Deadlines& deadlines) {
  return std::chrono::duration_cast<seconds>(deadlines.wall_now().time_since_epoch()).count();
}

// The socket takes no other frame until its token is checked.
Task<void> check(std::shared_ptr<Socket> socket, std::string token) {
  const auto& parts = socket->services().parts;
  auto outcome = co_await authenticate(parts.keys, std::move(token), unix_now(parts.deadlines));
  if (socket->open()) {
    if (auto* grant = std::get_if<Grant>(&outcome)) {
      take(*socket, std::move(*grant));
    } else {
      refuse(*socket, std::get<Refusal>(outcome));
    }
  }
  socket->proceed();
}

}  // namespace

bool received::listen(Socket& socket, const Message& message) {
  socket.set_sdk(sdk_line(message));
  socket.pause();
  boost::asio::co_spawn(socket.services().parts.control,
                        check(socket.shared_from_this(), std::string(text_at(message.payload, "token"))),
                        boost::asio::detached);
  return true;
}

}  // namespace ringback::browser
