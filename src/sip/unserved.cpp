#include "sip/unserved.hpp"

#include <algorithm>
#include <array>

#include "sip/extension.hpp"

namespace ringback::sip {
namespace {

constexpr std::array<std::string_view, 3> event_methods = {"SUBSCRIBE", "NOTIFY", "PUBLISH"};
constexpr std::array<std::string_view, 7> other_methods = {"MESSAGE", "REFER",  "REGISTER", "PRACK",
                                                           "BYE",     "UPDATE", "INFO"};

template <class List>
bool contains(const List& list, std::string_view wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

int status_of(std::string_view method) {
  if (contains(event_methods, method)) return 489;
  return contains(other_methods, method) ? 405 : 501;
}

}  // namespace

Message describe_capabilities(const Message& options) {
  return make_response(options, 200)
      .add("Allow", allowed_methods)
      .add("Accept", "application/sdp")
      .add("Supported", supported_extensions);
}

Message refuse_method(const Message& request) {
  return make_response(request, status_of(request.method)).add("Allow", allowed_methods);
}

}  // namespace ringback::sip
