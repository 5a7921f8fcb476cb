#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/async.hpp"
#include "base/result.hpp"
#include "http/message.hpp"

namespace ringback::http {

// Answers one request. Runs on the control thread. `respond` may be called now or later, from the control thread,
// exactly once; a Responder that is destroyed uncalled answers 500.
using Respond = std::function<void(Response)>;
using Handler = std::function<void(Request, Respond)>;

// One accepted WebSocket, seen from the control thread. Cheap to copy (shared); all calls return at once.
class WebSocket {
 public:
  // Called on the control thread. `on_close` is the last call; nothing is called once it has come.
  class Listener {
   public:
    virtual ~Listener() = default;
    virtual void on_text(std::string text) = 0;
    virtual void on_close() = 0;
  };

  virtual ~WebSocket() = default;
  // Frames go out in the order of these calls. A peer that does not read its frames is cut off once
  // Server::Options::max_queued_bytes wait for it.
  virtual void send_text(std::string text) = 0;
  // Sends what is queued, then a close frame.
  virtual void close(std::uint16_t code, std::string reason) = 0;
  virtual const std::string& remote_address() const = 0;
};

// Makes the listener of a socket that has just been accepted. The server keeps it until after `on_close`.
using WebSocketHandler =
    std::function<std::shared_ptr<WebSocket::Listener>(std::shared_ptr<WebSocket>, const Request&)>;

// HTTP/1.1 and WebSocket on one port, on a thread of its own: TLS, framing and files happen there; complete requests
// and messages are posted to the control thread. Routes are set before `start`.
class Server {
 public:
  struct Options {
    std::string address = "0.0.0.0";
    std::uint16_t port = 0;  // 0: any free one, see port()
    // PEM files; both empty: plain http.
    std::string certificate_file;
    std::string key_file;
    std::size_t max_body_bytes = 131'072;
    std::size_t max_message_bytes = 65'536;    // of a WebSocket
    std::size_t max_queued_bytes = 1'048'576;  // to one WebSocket
    std::size_t max_connections = 10'000;
    // Of a keep-alive connection, for a request to come in whole, and of a WebSocket whose peer answers no ping.
    std::chrono::seconds idle_timeout{60};
  };

  Server(Options options, Executor control);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Requests whose path is `prefix`, or starts with it if it ends in `/`. The longest prefix wins; all methods come
  // through. An unrouted path is 404.
  void route(std::string prefix, Handler handler);
  // Requests, whatever their path, that are sent to a host of `domain` whose first label is one of these: to
  // `voice.example.com` and `voice.dublin.example.com` if they are `voice` and `example.com`. Of one domain only.
  void hosts(std::string domain, std::vector<std::string> labels, Handler handler);
  // The same answer to every request of `path`, whatever its method: given without asking the control thread.
  void constant(std::string path, Response response);
  // GET and HEAD of the files below `folder`, with content types by extension, ETag, and index.html for a folder.
  // No path leaves the folder, not even by a symbolic link out of it.
  void files(std::string prefix, std::string folder);
  void websocket(std::string path, WebSocketHandler handler);

  // Binds and starts the thread. Fails with words that name address and port if the port is taken or a certificate
  // can't be read.
  Result<void> start();
  // Reads the certificate's files again: connections that come from now on get it. Fails with words if they can't be
  // used, and the former certificate stays.
  Result<void> reload_certificate();
  std::uint16_t port() const;
  // Open ones, WebSockets among them. Any thread.
  std::size_t connections() const;
  // Accepts nothing more, closes WebSockets with 1001, lets running answers out for up to a second, ends the thread.
  void stop();

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace ringback::http
