#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/async.hpp"
#include "base/deadlines.hpp"
#include "browser/keys.hpp"
#include "call/leg.hpp"
#include "call/user_message.hpp"
#include "http/server.hpp"

namespace ringback::browser {

struct Options {
  // What pages see as `device.edge`. Releases that make a host name of it are told another (sdk_line.hpp).
  std::string edge = "self";
  std::size_t max_sockets_per_client = 20;
  std::size_t max_calls_per_socket = 10;
  std::size_t max_queued_frames = 64;     // while a token is being checked
  std::size_t max_malformed_frames = 20;  // then the socket is closed
};

class Leg;
struct Services;

// The door of the browsers: what Twilio's JavaScript SDKs speak on `/signal`. Verifies their tokens, keeps who is
// online, takes the calls they make and rings them. Lives on the control thread; the parts it is given outlive it.
// Legs and sockets may outlive the gateway.
class Gateway final : public call::Door, public call::UserMessageDoor {
 public:
  struct Parts {
    Executor control;
    Deadlines& deadlines;
    Keys keys;
    media::Engine& engine;
    call::IncomingLegHandler& incoming;
    call::UserMessageHandler* messages = nullptr;  // of pages; without one they are taken and forgotten
  };

  Gateway(Options options, const Parts& parts);
  ~Gateway() override;

  // Serves `/signal` and what else the SDKs ask for (side_channels.hpp). Before Server::start.
  void mount(http::Server& server);

  // The listener of a socket that has just been accepted: what `mount` hands to the server. `host` is the request's
  // Host header.
  std::shared_ptr<http::WebSocket::Listener> accept(std::shared_ptr<http::WebSocket> socket, std::string host = {});

  // A leg for each socket that is registered under the target's client and whose token has the incoming right; none if
  // there is no such socket. Fails when no media session can be made.
  Result<std::vector<std::unique_ptr<call::Leg>>> make(const call::Target& target) override;

  bool has_page(const std::string& account_sid, const std::string& call_sid) const override;
  bool send(const std::string& account_sid, const std::string& call_sid, const call::UserMessage& message) override;

  // Closes all sockets (1012: browsers come back by themselves) and takes no more. End the calls first: a leg that is
  // still up loses its signalling.
  void shutdown();

  // WebSockets that are open, authenticated or not.
  std::size_t sockets() const;
  // Of the client that has most of them (Options::max_sockets_per_client).
  std::size_t most_sockets_of_a_client() const;

 private:
  Leg* find(const std::string& account_sid, const std::string& call_sid) const;

  std::shared_ptr<Services> services_;
};

}  // namespace ringback::browser
