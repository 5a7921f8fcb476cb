#include "api/verifications.hpp"

#include <boost/asio/co_spawn.hpp>
#include <chrono>
#include <ringback/twiml.hpp>

#include "base/deadlines.hpp"
#include "base/log.hpp"
#include "base/sid.hpp"
#include "base/text.hpp"
#include "call/digits.hpp"
#include "store/outgoing_caller_ids.hpp"
#include "webhook/requests.hpp"

namespace ringback::api {
namespace {

constexpr int most_tries = 3;
constexpr const char* seconds_to_type = "10";

kit::Element say(const std::string& text) {
  return kit::Element("Say", text);
}

call::Instructions document(const std::vector<std::string>& sentences) {
  kit::Element response("Response");
  for (const std::string& sentence : sentences) {
    response.add_child(say(sentence));
    if (&sentence == &sentences.back()) break;
    kit::Element pause("Pause");
    pause.set_attribute("length", seconds_to_type);
    response.add_child(std::move(pause));
  }
  call::Instructions out;
  out.twiml = response.to_xml();
  return out;
}

std::vector<std::string> questions(const std::string& first) {
  const std::string again = "Please enter the six digits of your verification code.";
  return {first.empty() ? again : first + ' ' + again, again, again, "Goodbye."};
}

store::OutgoingCallerId row_of(const Verifications::Wanted& wanted, const Deadlines& deadlines) {
  const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(deadlines.wall_now().time_since_epoch());
  return {.sid = make_sid("PN"),
          .account_sid = wanted.account_sid,
          .phone_number = wanted.phone_number,
          .friendly_name = wanted.friendly_name,
          .date_created = now.count(),
          .date_updated = now.count()};
}

}  // namespace

// Lives with its call: the request at the call's end holds it.
class Verifications::Verification : public std::enable_shared_from_this<Verification> {
 public:
  Verification(const Parts& parts, Wanted wanted, std::weak_ptr<call::Call> call)
      : parts_(parts), wanted_(std::move(wanted)), call_(std::move(call)) {}

  void listen(call::Call& call) {
    digits_.emplace(call, [this](char digit) { hear(digit); });
  }
  // Whatever is typed from now on is wrong.
  void end() { void_ = true; }

  // The call keeps this until it is over: this must not keep the call.
  void stay_until_over(const std::shared_ptr<call::Call>& call) {
    call->add_goodbye([self = shared_from_this(), weak = std::weak_ptr(call)] { return conclude(self, weak.lock()); });
  }

 private:
  static Task<void> conclude(std::shared_ptr<Verification> self, std::shared_ptr<call::Call> call) {
    if (!call->over()) {  // it goes on with another document
      self->stay_until_over(call);
      co_return;
    }
    self->digits_.reset();
    if (self->wanted_.callback.empty()) co_return;
    webhook::Request request;
    request.url = self->wanted_.callback;
    request.method = self->wanted_.callback_method;
    request.parameters = {{"VerificationStatus", self->sid_.empty() ? "failed" : "success"}};
    if (!self->sid_.empty()) request.parameters.emplace_back("OutgoingCallerIdSid", self->sid_);
    const auto reply = co_await self->parts_.requests.send(call->facts(), std::move(request));
    if (!reply)
      call->notice({.code = reply.error().code, .text = reply.error().message, .url = self->wanted_.callback});
  }

  void hear(char digit) {
    if (done_) return;
    typed_ += digit;
    if (typed_.size() < wanted_.code.size()) return;
    const bool right = !void_ && equal_constant_time(typed_, wanted_.code);
    typed_.clear();
    if (right) {
      done_ = true;
      boost::asio::co_spawn(parts_.control, keep(shared_from_this()), must_not_throw);
    } else if (++tries_ == most_tries) {
      done_ = true;
      go_on({"That is not the code. Goodbye."});
    } else {
      go_on(questions("That is not the code."));
    }
  }

  // The caller ID is there before anybody hears of it.
  static Task<void> keep(std::shared_ptr<Verification> self) {
    auto row = row_of(self->wanted_, self->parts_.deadlines);
    const std::string sid = row.sid;
    const auto saved = co_await self->parts_.store.outgoing_caller_ids().save(std::move(row));
    if (saved) self->sid_ = sid;
    if (!saved) log::error("a caller id could not be stored", {{"reason", saved.error().message}});
    self->go_on({saved ? "Thank you. The number is verified." : "The number could not be verified."});
  }

  void go_on(const std::vector<std::string>& sentences) {
    if (const auto call = call_.lock()) call->redirect(document(sentences));
  }

  Parts parts_;
  Wanted wanted_;
  std::weak_ptr<call::Call> call_;
  std::optional<call::Digits> digits_;
  std::string typed_;
  std::string sid_;  // of the caller ID, once it is there
  int tries_ = 0;
  bool done_ = false;
  bool void_ = false;
};

void Verifications::begin(const std::shared_ptr<call::Call>& call, Wanted wanted) {
  std::erase_if(running_, [](const auto& each) { return each.second.expired(); });
  auto& slot = running_[wanted.account_sid + wanted.phone_number];
  if (const auto former = slot.lock()) former->end();
  const auto verification = std::make_shared<Verification>(parts_, std::move(wanted), call);
  slot = verification;
  verification->listen(*call);
  verification->stay_until_over(call);
}

call::Instructions Verifications::question() {
  return document(questions(""));
}

}  // namespace ringback::api
