#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "http/server.hpp"

namespace ringback::http {

// Which handler, folder or WebSocket a path belongs to. Filled before the server starts, read by both threads after.
class Routes {
 public:
  // One of the three is set.
  struct Route {
    Handler handler;
    std::string folder;
    std::optional<Response> constant;
  };
  struct Match {
    std::string_view prefix;
    const Route* route = nullptr;
    bool wants_slash = false;  // `/x` was asked for and `/x/` has files
  };

  void add(std::string prefix, Handler handler);
  void add_constant(std::string path, Response response);
  void add_files(std::string prefix, std::string folder);
  void add_websocket(std::string path, WebSocketHandler handler);

  // The route with the longest prefix; `route` is null if there is none.
  Match match(std::string_view path) const;
  const WebSocketHandler* websocket(std::string_view path) const;

 private:
  std::map<std::string, Route, std::less<>> routes_;
  std::map<std::string, WebSocketHandler, std::less<>> websockets_;
};

}  // namespace ringback::http
