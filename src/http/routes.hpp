#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

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
  // Of one domain; each host is known by its first label, whatever stands between.
  void add_hosts(std::string domain, std::vector<std::string> labels, Handler handler);
  void add_websocket(std::string path, WebSocketHandler handler);

  // The route with the longest prefix; `route` is null if there is none.
  Match match(std::string_view path) const;
  // That of a host goes before all paths. `host` may have a port.
  Match match(std::string_view host, std::string_view path) const;
  const WebSocketHandler* websocket(std::string_view path) const;

 private:
  std::map<std::string, Route, std::less<>> routes_;
  std::string domain_;  // with a dot before it
  std::set<std::string, std::less<>> hosts_;
  Route of_hosts_;
  std::map<std::string, WebSocketHandler, std::less<>> websockets_;
};

}  // namespace ringback::http
