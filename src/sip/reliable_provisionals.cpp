#include "sip/reliable_provisionals.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "sip/grammar.hpp"
#include "sip/random_number.hpp"
#include "sip/timers.hpp"

namespace ringback::sip {
namespace {

// RFC 3262 section 3: chosen from 1 to 2^31-1, and it must not wrap around.
constexpr std::uint32_t first_sequences = 0x7fff0000;

std::optional<std::uint32_t> sequence_of(const Message& response) {
  return parse_number<std::uint32_t>(response.value("RSeq"));
}

// The next word of a blank-separated list.
std::string_view take_word(std::string_view& rest) {
  rest = trim(rest);
  const auto end = std::min(rest.find_first_of(" \t"), rest.size());
  const auto word = rest.substr(0, end);
  rest.remove_prefix(end);
  return word;
}

}  // namespace

std::optional<RAck> rack(const Message& prack) {
  std::string_view rest = prack.value("RAck");
  const auto response = parse_number<std::uint32_t>(take_word(rest));
  const auto request = parse_number<std::uint32_t>(take_word(rest));
  const auto method = take_word(rest);
  if (!response || !request || method.empty() || !trim(rest).empty()) return std::nullopt;
  return RAck{*response, {*request, std::string(method)}};
}

ReliableProvisionals::ReliableProvisionals(Setup setup)
    : setup_(std::move(setup)), next_sequence_(1 + random_below(first_sequences)) {}

void ReliableProvisionals::send(Message response) {
  response.add("Require", "100rel");
  response.add("RSeq", std::to_string(next_sequence_++));
  unacknowledged_.push_back(std::move(response));
  if (unacknowledged_.size() == 1) transmit();
}

std::optional<Message> ReliableProvisionals::acknowledge(const Message& prack) {
  if (unacknowledged_.empty()) return std::nullopt;
  const auto which = rack(prack);
  const auto request = cseq(unacknowledged_.front());
  const bool fits = which && request && which->response == sequence_of(unacknowledged_.front()) &&
                    which->request.number == request->number && which->request.method == request->method;
  if (!fits) return std::nullopt;
  Message response = std::move(unacknowledged_.front());
  unacknowledged_.pop_front();
  retransmission_.reset();
  end_.reset();
  if (!unacknowledged_.empty()) transmit();
  return response;
}

bool ReliableProvisionals::description_pending() const {
  return std::any_of(unacknowledged_.begin(), unacknowledged_.end(),
                     [](const Message& response) { return !response.body.empty(); });
}

void ReliableProvisionals::stop() {
  if (unacknowledged_.size() > 1) unacknowledged_.resize(1);
  retransmission_.reset();
  end_.reset();
}

void ReliableProvisionals::transmit() {
  setup_.send(unacknowledged_.front());
  arm(t1);
  end_ = setup_.deadlines.after(transaction_timeout, [this] {
    retransmission_.reset();
    const auto give_up = setup_.give_up;  // copied: it may destroy this
    give_up();
  });
}

// Without the cap of T2, unlike a 2xx.
void ReliableProvisionals::arm(Duration interval) {
  retransmission_ = setup_.deadlines.after(interval, [this, interval] {
    setup_.send(unacknowledged_.front());
    arm(2 * interval);
  });
}

}  // namespace ringback::sip
