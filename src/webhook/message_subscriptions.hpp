#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>

#include "base/async.hpp"
#include "call/journal.hpp"
#include "call/user_message.hpp"

namespace ringback {
class Deadlines;
}

namespace ringback::webhook {

class Requests;

// An application that wants to hear what the page of one call says.
struct MessageSubscription {
  std::string sid;  // ZY…
  std::string account_sid;
  std::string auth_token;  // signs the requests; never logged
  std::string call_sid;
  std::string url;
};

// Tells applications what pages say: each message as a signed JSON request, in order for each subscription. A
// subscription ends with its call, which the Journal tells of; what was said before is still delivered. Control thread.
class MessageSubscriptions final : public call::UserMessageHandler, public call::Journal {
 public:
  // `notices` gets an error (32711) for each message that was not taken with a 2xx.
  MessageSubscriptions(Requests& requests, call::Journal& notices, Deadlines& deadlines, Executor control);

  // False if the call has as many as it may have.
  bool add(MessageSubscription subscription);
  // False if there is no such subscription.
  bool remove(const std::string& account_sid, const std::string& call_sid, const std::string& sid);

  void on_user_message(const std::string& account_sid, const std::string& call_sid, call::UserMessage message) override;

  void record(call::Event event) override;
  Task<void> flush(std::string call_sid) override;

 private:
  struct Line;

  Task<void> deliver(std::shared_ptr<Line> line);
  Task<void> tell(const Line& line, std::string body);
  void complain(const MessageSubscription& subscription, const std::string& why);

  Requests& requests_;
  call::Journal& notices_;
  Deadlines& deadlines_;
  Executor control_;
  std::multimap<std::string, std::shared_ptr<Line>> lines_;  // by call
};

}  // namespace ringback::webhook
