#pragma once

#include "browser/directory.hpp"
#include "browser/gateway.hpp"

namespace ringback::browser {

// What the sockets and legs of a gateway share. It lives until the last of them is gone.
struct Services {
  Options options;
  Gateway::Parts parts;
  Directory directory;
  bool closing = false;
};

}  // namespace ringback::browser
