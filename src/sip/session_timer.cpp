#include "sip/session_timer.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "sip/extension.hpp"
#include "sip/grammar.hpp"

namespace ringback::sip {
namespace {

using std::chrono::seconds;
using Refresher = SessionExpires::Refresher;

constexpr seconds longest{86'400};
// Whatever a peer says: no more than a refresh in 45 s.
constexpr seconds shortest{90};
constexpr int max_raises = 3;

// `90;x=y`: the number in front. Nothing if there is none.
std::optional<seconds> seconds_of(std::string_view value) {
  const auto number = parse_number<std::uint32_t>(trim(value.substr(0, value.find(';'))));
  if (!number) return std::nullopt;
  return std::min(seconds(*number), longest);
}

std::string to_string(seconds interval, std::string_view refresher = {}) {
  const std::string number = std::to_string(interval.count());
  return refresher.empty() ? number : number + ";refresher=" + std::string(refresher);
}

}  // namespace

std::optional<SessionExpires> session_expires(const Message& message) {
  const std::string* value = message.find("Session-Expires");
  if (!value) return std::nullopt;
  const auto interval = seconds_of(*value);
  if (!interval) return std::nullopt;
  SessionExpires out{.interval = *interval};
  const auto semicolon = value->find(';');
  if (semicolon == std::string::npos) return out;
  const Parameters parameters = parse_parameters(value->substr(semicolon + 1));
  const std::string* refresher = find(parameters, "refresher");
  if (refresher && iequals(*refresher, "uac")) out.refresher = Refresher::uac;
  if (refresher && iequals(*refresher, "uas")) out.refresher = Refresher::uas;
  return out;
}

// Who refreshes stays so (RFC 4028 section 7.4).
void SessionTimer::ask(Message& request) const {
  const bool agreed = interval_ != seconds(0);
  const seconds wanted = agreed ? interval_ : setup_.options.expires;
  if (wanted == seconds(0)) return;
  const std::string_view refresher = we_refresh_ ? "uac" : "uas";
  request.set("Session-Expires", to_string(std::max(wanted, min_se_), agreed ? refresher : std::string_view()));
  request.set("Min-SE", to_string(min_se_));
}

void SessionTimer::agreed(const Message& success) {
  const auto said = session_expires(success);
  if (!said) return start_checks();
  start(said->interval, said->refresher != Refresher::uas);
}

bool SessionTimer::raise(const Message& too_small) {
  const auto least = seconds_of(too_small.value("Min-SE"));
  if (!least || *least <= min_se_ || ++raises_ > max_raises) return false;
  min_se_ = *least;
  return true;
}

void SessionTimer::retry_later() {
  if (interval_ == seconds(0) || !we_refresh_) return;
  refresh_ = setup_.deadlines.after(interval_ / 8, [this] { setup_.refresh(); });
}

// Only who supports the extension understands a 422 (RFC 4028 section 9).
std::optional<Message> refuse_interval(const Message& request, const SessionTimerOptions& options) {
  const auto said = session_expires(request);
  if (!said || said->interval >= options.min_se || !supports(request, "timer")) return std::nullopt;
  return make_response(request, 422).add("Min-SE", to_string(options.min_se));
}

// RFC 4028 section 9, table 2.
void SessionTimer::answer(const Message& request, Message& success) {
  const bool peer_supports = supports(request, "timer");
  const auto said = session_expires(request);
  const seconds wished = said ? said->interval : peer_supports ? setup_.options.expires : seconds(0);
  if (wished == seconds(0)) return start_checks();
  const seconds theirs = seconds_of(request.value("Min-SE")).value_or(seconds(0));
  const seconds interval = std::max({wished, theirs, setup_.options.min_se});
  const Refresher asked = said ? said->refresher : Refresher::unsaid;
  const bool they = peer_supports && asked != Refresher::uas;
  success.add("Session-Expires", to_string(interval, they ? "uac" : "uas"));
  if (peer_supports) success.add("Require", "timer");
  start(interval, !they);
}

void SessionTimer::stop() {
  refresh_.reset();
  end_.reset();
}

// The BYE comes before the end of the interval (RFC 4028 section 10).
void SessionTimer::start(seconds interval, bool we_refresh) {
  stop();
  interval_ = std::max(interval, shortest);
  we_refresh_ = we_refresh;
  if (we_refresh) refresh_ = setup_.deadlines.after(interval_ / 2, [this] { setup_.refresh(); });
  end_ = setup_.deadlines.after(interval_ - std::min(seconds(32), interval_ / 3), [this] {
    refresh_.reset();
    const auto expire = setup_.expire;  // copied: it may destroy this
    expire();
  });
}

void SessionTimer::start_checks() {
  stop();
  interval_ = seconds(0);
  if (setup_.options.check == seconds(0)) return;
  refresh_ = setup_.deadlines.after(setup_.options.check, [this] {
    start_checks();
    const auto check = setup_.check;
    check();
  });
}

}  // namespace ringback::sip
