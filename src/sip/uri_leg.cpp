#include "sip/uri_leg.hpp"

#include <algorithm>
#include <utility>

#include "sip/address_range.hpp"
#include "sip/uri.hpp"

namespace ringback::sip {
namespace {

// Twilio: Dial->SIP: Invalid SIP URI; No SIP Authorization; SIP URI does not resolve, or to an address that may not be.
constexpr int invalid_uri = 13243;
constexpr int no_authorization = 13244;
constexpr int no_address = 13254;

// RFC 3927, RFC 4291 section 2.5.6: clouds keep machines' secrets there.
bool is_link_local(std::string_view address) {
  static const auto ipv4 = AddressRange::parse("169.254.0.0/16");
  static const auto ipv6 = AddressRange::parse("fe80::/10");
  return ipv4->contains(address) || ipv6->contains(address);
}

}  // namespace

UriLeg::UriLeg(Plan plan) : plan_(std::move(plan)) {}

UriLeg::~UriLeg() {
  *alive_ = false;
  if (invite_) part();
}

void UriLeg::set_listener(Listener* listener) {
  listener_ = listener;
  if (invite_) invite_->set_listener(listener);
}

void UriLeg::dial() {
  locate_server(plan_.resolver, plan_.destination.server, [this, alive = alive_](std::vector<Peer> found) {
    if (*alive && !ended_) take(std::move(found));
  });
}

void UriLeg::hangup(call::Cause cause) {
  ended_ = true;
  failure_.reset();
  if (invite_) invite_->hangup(cause);
}

void UriLeg::take(std::vector<Peer> found) {
  if (!plan_.allow_link_local) {
    std::erase_if(found, [](const Peer& peer) { return is_link_local(peer.address); });
  }
  const std::string& host = plan_.destination.server.host;
  if (found.empty()) return fail({no_address, "<Sip>: " + host + " has no address that may be called"});
  peers_ = std::move(found);
  if (const auto prepared = advance(plan_.beside); !prepared) return fail(prepared.error());
  invite_->dial();
}

Result<void> UriLeg::advance(const media::Session* beside) {
  const Peer peer = peers_.front();
  peers_.erase(peers_.begin());
  auto invite = plan_.prepare({.destination = plan_.destination,
                               .peer = peer,
                               .answer_limit = peers_.empty() ? Duration::zero() : plan_.answer_limit,
                               .beside = beside});
  if (!invite) return invite.error();
  if (invite_) part();
  invite_ = *std::move(invite);
  invite_->attach(*this);
  invite_->on_failure = [this](const Message& failure, bool silent) { return take_over(failure, silent); };
  invite_->set_listener(listener_);
  return {};
}

// Another address of the name is of use only if this one can't be reached or is too busy.
bool UriLeg::take_over(const Message& failure, bool silent) {
  if (peers_.empty() || (!silent && failure.status != 503)) return false;
  if (!advance(&invite_->session())) return false;
  invite_->dial();
  return true;
}

// In a turn of its own: the look-up of an address ends inside `dial`.
void UriLeg::fail(Error error) {
  trouble_ = std::move(error);
  failure_ = plan_.deadlines.after(Duration::zero(), [this] {
    ended_ = true;
    if (listener_) listener_->on_gone(*this, call::Cause::failed, 0);
  });
}

std::optional<call::SipAnswer> UriLeg::sip_answer() const {
  return invite_ ? invite_->sip_answer() : std::nullopt;
}

std::optional<Error> UriLeg::trouble() const {
  const auto answer = sip_answer();
  if (answer && (answer->code == 401 || answer->code == 407)) {
    return Error{no_authorization, plan_.destination.login.user.empty()
                                       ? "<Sip>: the far end wants a username and a password"
                                       : "<Sip>: the far end does not take the username or the password"};
  }
  return trouble_;
}

void UriLeg::part() {
  invite_->on_failure = nullptr;
  invite_->detach();
}

Result<UriLeg::Destination> destination_of(const call::Target& target) {
  const auto uri = parse_uri(target.address);
  if (!uri || uri->has_headers) return Error{invalid_uri, "<Sip>: not a SIP URI: " + target.address.substr(0, 100)};
  const std::string* transport = find(uri->parameters, "transport");
  const bool tls = uri->scheme == "sips" || (transport && iequals(*transport, "tls"));
  if (tls) return Error{invalid_uri, "<Sip>: this server speaks no SIP over TLS: " + target.address.substr(0, 100)};
  UriLeg::Destination out;
  out.server = {uri->host, uri->port, std::nullopt};
  if (transport && iequals(*transport, "tcp")) out.server.transport = Protocol::tcp;
  if (transport && iequals(*transport, "udp")) out.server.transport = Protocol::udp;
  if (uri->scheme != "sip" || (transport && !out.server.transport)) {
    return Error{invalid_uri, "<Sip>: neither UDP nor TCP: " + target.address.substr(0, 100)};
  }
  out.headers = {{"X-Twilio-AccountSid", target.account_sid},
                 {"X-Twilio-CallSid", target.call_sid},
                 {"X-Twilio-ApiVersion", "2010-04-01"}};
  for (const auto& [name, value] : target.parameters) out.headers.push_back({name, value});
  out.login = {target.username, target.password};
  return out;
}

}  // namespace ringback::sip
