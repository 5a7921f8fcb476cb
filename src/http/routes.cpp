#include "http/routes.hpp"

#include "base/text.hpp"

namespace ringback::http {

void Routes::add(std::string prefix, Handler handler) {
  routes_[std::move(prefix)] = {.handler = std::move(handler)};
}

void Routes::add_constant(std::string path, Response response) {
  routes_[std::move(path)] = {.constant = std::move(response)};
}

void Routes::add_files(std::string prefix, std::string folder) {
  if (!prefix.ends_with('/')) prefix += '/';
  routes_[std::move(prefix)] = {.folder = std::move(folder)};
}

void Routes::add_hosts(std::string domain, std::vector<std::string> labels, Handler handler) {
  domain_ = '.' + domain;
  hosts_.insert(labels.begin(), labels.end());
  of_hosts_.handler = std::move(handler);
}

void Routes::add_websocket(std::string path, WebSocketHandler handler) {
  websockets_[std::move(path)] = std::move(handler);
}

Routes::Match Routes::match(std::string_view path) const {
  if (const auto exact = routes_.find(path); exact != routes_.end()) return {exact->first, &exact->second};
  // A folder asked for without its slash is nearer than any prefix.
  if (const auto folder = routes_.find(std::string(path) + '/');
      folder != routes_.end() && !folder->second.folder.empty()) {
    return {folder->first, &folder->second, true};
  }
  for (auto end = path.rfind('/'); end != std::string_view::npos; end = path.rfind('/', end - 1)) {
    const auto found = routes_.find(path.substr(0, end + 1));
    if (found != routes_.end()) return {found->first, &found->second};
    if (end == 0) break;
  }
  return {};
}

Routes::Match Routes::match(std::string_view host, std::string_view path) const {
  const std::string name = lower(host.substr(0, host.find(':')));
  const bool ours = !domain_.empty() && name.ends_with(domain_) && hosts_.contains(name.substr(0, name.find('.')));
  return ours ? Match{path, &of_hosts_} : match(path);
}

const WebSocketHandler* Routes::websocket(std::string_view path) const {
  const auto found = websockets_.find(path);
  return found == websockets_.end() ? nullptr : &found->second;
}

}  // namespace ringback::http
