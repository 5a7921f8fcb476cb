#include "cli/phone/phone.hpp"

#include <algorithm>
#include <ostream>

#include "cli/phone/conversation.hpp"
#include "sip/uri.hpp"

namespace ringback::cli {
namespace {

constexpr std::uint16_t default_port = 5060;

sip::PhoneAgent::Options agent_options(const PhoneOptions& options) {
  const auto server = parse_server(options.server).value_or(sip::Peer{options.server, default_port});
  sip::PhoneAgent::Options out;
  out.server_host = server.address;
  out.server_port = server.port;
  out.login = {options.user, options.password};
  out.beep_hz = options.beep_hz;
  return out;
}

}  // namespace

std::optional<sip::Peer> parse_server(std::string_view text) {
  const auto uri = sip::parse_uri("sip:" + std::string(text));
  if (!uri || !uri->user.empty()) return std::nullopt;
  return sip::Peer{uri->host, uri->port != 0 ? uri->port : default_port};
}

Phone::Phone(const PhoneOptions& options, Context context, std::function<void(bool)> over)
    : options_(options),
      context_(context),
      over_(std::move(over)),
      agent_(agent_options(options), {context.transport, context.deadlines, context.engine, context.resolver, *this}) {}

Phone::~Phone() = default;

Result<void> Phone::call(const std::string& number) {
  auto leg = agent_.call(number);
  if (!leg) return leg.error();
  say("Calling " + number);
  CallStatus status;
  status.peer = number;
  status.outbound = true;
  conversations_.push_back(std::make_unique<Conversation>(*this, *std::move(leg), std::move(status)));
  conversations_.back()->dial();
  return {};
}

std::size_t Phone::hangup() {
  const std::size_t count = conversations_.size();
  while (!conversations_.empty()) {
    conversations_.back()->hangup();
    end(*conversations_.back(), "hung up");
  }
  return count;
}

void Phone::stop() {
  hangup();
  agent_.stop();
}

std::vector<Phone::CallStatus> Phone::calls() const {
  std::vector<CallStatus> out;
  out.reserve(conversations_.size());
  for (const auto& conversation : conversations_) out.push_back(conversation->status());
  return out;
}

void Phone::on_registered() {
  last_failure_ = -1;
  say("Registered as " + options_.user + " at " + options_.server);
  if (options_.call.empty()) return;
  const auto called = call(options_.call);
  if (called) return;
  say("Can't call: " + called.error().message);
  over_(false);
}

void Phone::on_registration_failed(int status) {
  // It is tried every few seconds; the same trouble is said once.
  if (std::exchange(last_failure_, status) == status) return;
  const std::string server = options_.server;
  if (status == 0) return say("There is no host " + server);
  if (status == 401 || status == 403) return say("Wrong user or password at " + server);
  if (status == 408) return say("No answer from " + server);
  say("Not registered: " + server + " answers " + std::to_string(status));
}

void Phone::on_incoming(std::unique_ptr<call::Leg> leg, std::string from) {
  say("Call from " + from);
  CallStatus status;
  status.peer = std::move(from);
  conversations_.push_back(std::make_unique<Conversation>(*this, std::move(leg), std::move(status)));
  conversations_.back()->take(options_.answer);
}

void Phone::say(std::string_view words) {
  context_.out << words << std::endl;
}

void Phone::end(Conversation& conversation, std::string_view how) {
  const CallStatus status = conversation.status();
  std::erase_if(conversations_, [&](const auto& one) { return one.get() == &conversation; });
  say("Ended with " + status.peer + ": " + std::string(how));
  if (!options_.call.empty() && status.outbound) over_(status.answered);
}

}  // namespace ringback::cli
