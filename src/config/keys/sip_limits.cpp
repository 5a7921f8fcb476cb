#include "config/keys/keys.hpp"
#include "config/section.hpp"

namespace ringback::config {
namespace {

constexpr std::int64_t highest_rate = 1'000'000;

// A second; whole numbers are fine enough.
Type<double> rate() {
  return {{Form::Item::whole},
          whole_words(1, highest_rate),
          [](const Node& node, double& out) {
            auto value = static_cast<std::int64_t>(out);
            const Node* wrong = read_whole(node, 1, highest_rate, value);
            out = static_cast<double>(value);
            return wrong;
          },
          [](const double& value) { return std::to_string(static_cast<std::int64_t>(value)); }};
}

}  // namespace

std::vector<Key> sip_limit_keys() {
  using sip::Limits;
  using std::chrono::seconds;
  const auto limits = [](Config& config) -> Limits& { return config.sip.limits; };
  const auto count = whole<std::size_t>(1, 10'000'000);
  const auto time = duration<seconds>(seconds(1), std::chrono::hours(24));
  return Section("sip", limits)
      .key("max_message_bytes", &Limits::message_bytes, whole<std::size_t>(1500, 65'535),
           "of a SIP message with its body")
      .key("max_headers", &Limits::headers, whole<std::size_t>(20, 10'000), "of a SIP message")
      .key("max_half_open", &Limits::half_open, count, "SIP requests at once that have no final answer yet")
      .key("max_half_open_per_source", &Limits::half_open_per_source, count, "those from one host")
      .key("max_transactions", &Limits::transactions, count, "SIP transactions that are remembered")
      .key("max_registrations_per_phone", &Limits::registrations_per_phone, whole<std::size_t>(1, 1000),
           "devices of one phone; the oldest makes room")
      .key("max_requests_per_second", &Limits::requests_per_second, rate(),
           "of all hosts together that are neither a registered phone nor a trunk")
      .key("max_requests_per_second_per_source", &Limits::requests_per_second_per_source, rate(), "of one such host")
      .key("max_tcp_connections", &Limits::tcp_connections, count, "SIP connections at once")
      .key("max_tcp_connections_per_source", &Limits::tcp_connections_per_source, count, "those with one host")
      .key("tcp_idle_time", &Limits::tcp_idle_time, time, "how long a connection of a phone or a trunk may be silent")
      .key("tcp_stranger_idle_time", &Limits::tcp_stranger_idle_time, time, "how long any other may")
      .keys();
}

}  // namespace ringback::config
