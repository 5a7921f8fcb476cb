#include "sip/registration.hpp"

#include <algorithm>
#include <random>

#include "base/sid.hpp"
#include "sip/digest_client.hpp"
#include "sip/grammar.hpp"
#include "sip/uri.hpp"

namespace ringback::sip {
namespace {

using std::chrono::seconds;

constexpr seconds first_retry{5};
constexpr seconds last_retry{300};
constexpr std::chrono::hours longest_rest{1};  // whatever Retry-After asks for
constexpr seconds shortest_refresh{5};

// Between half of it and all of it: a thousand clients of a server that comes back do not all come at once
// (RFC 5626 section 4.5).
Duration jittered(Duration delay) {
  static thread_local std::minstd_rand random{std::random_device{}()};
  return std::chrono::duration_cast<Duration>(delay * std::uniform_real_distribution<>(0.5, 1.0)(random));
}

std::optional<seconds> seconds_of(std::string_view text) {
  const auto number = parse_number<std::uint32_t>(text);
  return number ? std::optional(seconds(*number)) : std::nullopt;
}

// What the server granted for our Contact (RFC 3261 section 10.2.4), or what we asked for.
seconds granted(const Message& response, std::string_view contact, seconds asked) {
  for (const auto text : response.list("Contact")) {
    const auto address = parse_name_address(text);
    if (!address || "<" + address->uri_text + ">" != contact) continue;
    const std::string* expires = find(address->parameters, "expires");
    if (const auto number = expires ? seconds_of(*expires) : std::nullopt) return *number;
  }
  return seconds_of(response.value("Expires")).value_or(asked);
}

}  // namespace

struct Registration::State : std::enable_shared_from_this<State> {
  State(Settings given, Context through)
      : settings(std::move(given)),
        agent(through.agent),
        locate(std::move(through.locate)),
        listener(&through.listener),
        digest(settings.login) {}

  void find_server() {
    locate([weak = weak_from_this()](std::optional<Peer> found) {
      const auto self = weak.lock();
      if (!self || self->stopping) return;
      if (!found) return self->fail(0, {});
      self->server = *std::move(found);
      self->send(self->make_request(self->settings.expires));
    });
  }

  Message make_request(seconds expires) const {
    Message request;
    request.method = "REGISTER";
    request.request_uri = settings.registrar;
    request.add("Max-Forwards", "70");
    request.add("From", settings.address_of_record + ";tag=" + tag);
    request.add("To", settings.address_of_record);
    request.add("Call-ID", call_id);
    request.add("Expires", std::to_string(expires.count()));
    if (const auto through = agent.lock()) request.add("Contact", through->contact(settings.contact_user, server));
    return request;
  }

  // The transaction keeps this state, so that a challenge to the last request is answered after the owner is gone.
  void send(Message request) {
    const auto through = agent.lock();
    if (!through) return;
    digest.authorise(request);
    request.set("CSeq", std::to_string(++sequence) + " REGISTER");
    through->send(request, server, [self = shared_from_this(), request](const Message& response) {
      if (response.status >= 200) self->take(request, response);
    });
  }

  void take(const Message& request, const Message& response) {
    if (digest.take_challenge(request, response)) return send(request);
    const bool leaving = request.value("Expires") == "0";
    if (leaving) return;
    if (response.status / 100 == 2) return take_success(request, response);
    if (stopping) return;
    const auto least = seconds_of(response.value("Min-Expires"));
    if (response.status == 423 && least && *least > settings.expires) {
      settings.expires = *least;
      return send(make_request(settings.expires));
    }
    fail(response.status, seconds_of(response.value("Retry-After")).value_or(seconds(0)));
  }

  void take_success(const Message& request, const Message& response) {
    digest.take_success(response);
    if (stopping) return send(make_request(seconds(0)));
    failures = 0;
    const seconds lasts = granted(response, request.value("Contact"), settings.expires);
    next_after(std::max(lasts / 2, shortest_refresh));
    if (!std::exchange(registered, true)) listener->on_registered();
  }

  void fail(int status, Duration at_least) {
    registered = false;
    const Duration delay = std::min<Duration>(first_retry * (1 << std::min(failures++, 6)), last_retry);
    next_after(std::max(jittered(delay), std::min<Duration>(at_least, longest_rest)));
    listener->on_registration_failed(status);
  }

  void next_after(Duration delay) {
    const auto through = agent.lock();
    if (!through) return;
    next = through->deadlines().after(delay, [this] { find_server(); });
  }

  void stop() {
    stopping = true;
    next.reset();
    if (std::exchange(registered, false)) send(make_request(seconds(0)));
  }

  Settings settings;
  std::weak_ptr<UserAgent> agent;
  Locate locate;
  Listener* listener;
  DigestClient digest;
  Peer server;
  std::string call_id = random_hex(16);
  std::string tag = random_hex(8);
  std::uint32_t sequence = 0;
  int failures = 0;
  bool registered = false;
  bool stopping = false;
  Deadlines::Timer next;
};

Registration::Registration(Settings settings, Context context)
    : state_(std::make_shared<State>(std::move(settings), std::move(context))) {}

Registration::~Registration() {
  state_->stopping = true;
  state_->next.reset();
}

void Registration::start() {
  state_->find_server();
}

void Registration::stop() {
  state_->stop();
}

bool Registration::registered() const {
  return state_->registered;
}

const Peer& Registration::server() const {
  return state_->server;
}

}  // namespace ringback::sip
