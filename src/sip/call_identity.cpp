#include "sip/call_identity.hpp"

#include "base/text.hpp"
#include "sip/uri.hpp"

namespace ringback::sip {
namespace {

std::string dialled(const Message& invite) {
  const auto uri = parse_uri(invite.request_uri);
  return uri ? percent_decode(subscriber(*uri)) : std::string{};
}

// RFC 5806 and RFC 7044: the first entry of the one or the other.
std::string forwarded_from(const Message& invite) {
  for (const std::string_view name : {"Diversion", "History-Info"}) {
    const auto entries = invite.list(name);
    if (entries.empty()) continue;
    if (const auto first = parse_name_address(entries.front())) return std::string(subscriber(first->uri));
  }
  return {};
}

}  // namespace

call::IncomingCall describe_phone_call(const Message& invite, const store::Phone& phone) {
  call::IncomingCall call;
  call.origin = call::IncomingCall::Origin::phone;
  call.called = dialled(invite);
  call.caller = phone.phone_number;
  return call;
}

call::IncomingCall describe_trunk_call(const Message& invite) {
  call::IncomingCall call;
  call.origin = call::IncomingCall::Origin::trunk;
  call.called = dialled(invite);
  if (const auto from = parse_name_address(invite.value("From"))) call.caller = percent_decode(subscriber(from->uri));
  call.forwarded_from = forwarded_from(invite);
  return call;
}

}  // namespace ringback::sip
