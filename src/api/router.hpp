#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/context.hpp"

namespace ringback::api {

// A resource of the API and what it does on each method; nullptr where it does nothing.
struct Route {
  std::string_view pattern;
  Operation get = nullptr;
  Operation post = nullptr;
  Operation remove = nullptr;  // DELETE
  bool has_sound = false;      // `.wav` and `.mp3` are forms of it
  bool has_text = false;       // `.txt` is

  // The operation that `method` asks for, or nullptr. HEAD is a GET whose body is cut; PUT is what old clients send
  // for a POST.
  Operation operation(std::string_view method) const;
  // For the Allow header: `GET, HEAD, POST, DELETE, OPTIONS`.
  std::string allowed() const;
};

struct Match {
  const Route* route = nullptr;   // nullptr: no such resource
  std::vector<std::string> sids;  // in the path, the account's included
};

// All there are below `/2010-04-01`, and below `/v1`.
std::span<const Route> routes();
std::span<const Route> v1_routes();

Match find_route(const Path& path);

}  // namespace ringback::api
