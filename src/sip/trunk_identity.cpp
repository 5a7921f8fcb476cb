#include "sip/trunk_identity.hpp"

#include "base/text.hpp"
#include "sip/call_identity.hpp"
#include "sip/uri.hpp"
#include "store/configured.hpp"

namespace ringback::sip {
namespace {

// A browser's name and `anonymous` stay as they are.
std::string_view formatted(const store::Trunk& trunk, std::string_view number) {
  if (trunk.number_format == "e164" && number.starts_with('+')) number.remove_prefix(1);
  return number;
}

std::string address_of(std::string_view user, const std::string& host) {
  Uri uri;
  uri.user = user.empty() ? "anonymous" : escape_user(user);
  uri.host = host;
  return "<" + to_string(uri) + ">";
}

// The subscriber that the first entry of a header names; empty if there is none.
std::string subscriber_in(const Message& message, std::string_view header) {
  const auto entries = message.list(header);
  const auto address = entries.empty() ? std::nullopt : parse_name_address(entries.front());
  return address ? percent_decode(subscriber(address->uri)) : std::string{};
}

}  // namespace

OutgoingInvite::Request request_of(const Trunk& trunk, std::string_view called, std::string_view caller,
                                   const std::string& local) {
  const store::Trunk& settings = trunk.settings();
  const std::string_view number = formatted(settings, caller);
  // A carrier that knows us by a user knows that user at its own domain.
  const std::string& host = settings.user.empty() ? local : trunk.host();
  OutgoingInvite::Request out;
  out.uri = trunk.uri(formatted(settings, called));
  out.to = "<" + out.uri + ">";
  if (settings.caller_id_in == "From") {
    out.from = address_of(number, host);
    return out;
  }
  out.from = address_of(settings.user.empty() ? number : std::string_view(settings.user), host);
  out.headers.push_back({settings.caller_id_in, address_of(number, host)});
  return out;
}

call::IncomingCall describe_trunk_call(const Message& invite, const Trunk& trunk) {
  call::IncomingCall call = describe_trunk_call(invite);
  // To a Contact that we registered the carrier sends what was dialled in P-Called-Party-ID (RFC 7315) or To.
  if (trunk.owns_contact(call.called)) {
    call.called = subscriber_in(invite, "P-Called-Party-ID");
    if (call.called.empty()) call.called = subscriber_in(invite, "To");
  }
  // RFC 3325 section 9.1: a trusted network asserts who calls.
  if (trunk.settings().caller_id_in != "P-Asserted-Identity") return call;
  auto asserted = subscriber_in(invite, "P-Asserted-Identity");
  if (!asserted.empty()) call.caller = std::move(asserted);
  return call;
}

}  // namespace ringback::sip
