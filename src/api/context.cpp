#include "api/context.hpp"

#include <chrono>

namespace ringback::api {

store::Millis Context::now() const {
  using std::chrono::milliseconds;
  return std::chrono::duration_cast<milliseconds>(deadlines.wall_now().time_since_epoch()).count();
}

std::string Context::uri(const std::string& below) const {
  return ("/2010-04-01/Accounts/" + account.sid + below).append(path.extension());
}

}  // namespace ringback::api
