#include "sip/early_dialogs.hpp"

#include "sip/extension.hpp"
#include "sip/grammar.hpp"
#include "sip/invite_dialog.hpp"

namespace ringback::sip {
namespace {

// More far ends than that ring nowhere: the others are heard of when they answer.
constexpr std::size_t max_forks = 16;

}  // namespace

EarlyDialogs::Verdict EarlyDialogs::take(const Message& response) {
  const auto sequence = parse_number<std::uint32_t>(response.value("RSeq"));
  const std::string peer = tag(response, "To");
  if (!lists(response, "Require", "100rel") || !sequence || *sequence == 0 || peer.empty()) return Verdict::plain;
  if (!by_tag_.contains(peer) && by_tag_.size() >= max_forks) return Verdict::repeated;
  Early& early = by_tag_[peer];
  if (early.sequence != 0 && *sequence != early.sequence + 1) return Verdict::repeated;
  early.sequence = *sequence;
  if (early.answer.empty() && carries_sdp_or_nothing(response)) early.answer = response.body;
  return Verdict::reliable;
}

const std::string& EarlyDialogs::reliable_answer(const std::string& tag) const {
  static const std::string none;
  const auto found = by_tag_.find(tag);
  return found == by_tag_.end() ? none : found->second.answer;
}

}  // namespace ringback::sip
