#include "webhook/message_subscriptions.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <chrono>
#include <utility>

#include "base/deadlines.hpp"
#include "base/text.hpp"
#include "webhook/requests.hpp"

namespace ringback::webhook {
namespace {

// A page may talk faster than its application listens.
constexpr std::size_t max_waiting = 100;
constexpr std::size_t max_subscriptions_per_call = 10;

}  // namespace

struct MessageSubscriptions::Line {
  MessageSubscription subscription;
  std::deque<std::string> waiting;  // requests' bodies
  int next_number = 0;
};

MessageSubscriptions::MessageSubscriptions(Requests& requests, call::Journal& notices, Deadlines& deadlines,
                                           Executor control)
    : requests_(requests), notices_(notices), deadlines_(deadlines), control_(std::move(control)) {}

bool MessageSubscriptions::add(MessageSubscription subscription) {
  const std::string call_sid = subscription.call_sid;
  if (lines_.count(call_sid) >= max_subscriptions_per_call) return false;
  lines_.emplace(call_sid, std::make_shared<Line>(Line{std::move(subscription), {}, 0}));
  return true;
}

bool MessageSubscriptions::remove(const std::string& account_sid, const std::string& call_sid, const std::string& sid) {
  const auto [first, last] = lines_.equal_range(call_sid);
  const auto found = std::find_if(first, last, [&](const auto& entry) {
    const MessageSubscription& subscription = entry.second->subscription;
    return subscription.sid == sid && subscription.account_sid == account_sid;
  });
  if (found == last) return false;
  lines_.erase(found);
  return true;
}

void MessageSubscriptions::on_user_message(const std::string& account_sid, const std::string& call_sid,
                                           call::UserMessage message) {
  const auto now = std::chrono::duration_cast<std::chrono::seconds>(deadlines_.wall_now().time_since_epoch()).count();
  const auto [first, last] = lines_.equal_range(call_sid);
  for (auto entry = first; entry != last; ++entry) {
    const auto& line = entry->second;
    if (line->subscription.account_sid != account_sid) continue;
    if (line->waiting.size() >= max_waiting) {
      complain(line->subscription, "too many messages are waiting");
      continue;
    }
    const boost::json::object body = {
        {"ContentType", message.content_type},
        {"Content", message.content},
        {"SequenceNumber", std::to_string(line->next_number++)},
        {"CallSid", call_sid},
        {"Timestamp", rfc2822(now)},
        {"AccountSid", account_sid},
        {"Sid", message.sid},
    };
    line->waiting.push_back(boost::json::serialize(body));
    if (line->waiting.size() == 1) boost::asio::co_spawn(control_, deliver(line), must_not_throw);
  }
}

void MessageSubscriptions::record(call::Event event) {
  if (event.kind == call::Event::Kind::ended) lines_.erase(event.call.sid);
}

Task<void> MessageSubscriptions::flush(std::string) {
  co_return;
}

Task<void> MessageSubscriptions::deliver(std::shared_ptr<Line> line) {
  while (!line->waiting.empty()) {
    co_await tell(*line, line->waiting.front());
    line->waiting.pop_front();
  }
}

Task<void> MessageSubscriptions::tell(const Line& line, std::string body) {
  const auto reply = co_await requests_.send_json(line.subscription.auth_token, line.subscription.url, std::move(body));
  if (!reply) complain(line.subscription, reply.error().message);
}

void MessageSubscriptions::complain(const MessageSubscription& subscription, const std::string& why) {
  call::Facts call;
  call.sid = subscription.call_sid;
  call.account_sid = subscription.account_sid;
  call::Notice notice{.code = 32711,
                      .warning = false,
                      .text = "a user-defined message was not delivered: " + why,
                      .url = subscription.url,
                      .method = "POST"};
  notices_.record({.kind = call::Event::Kind::notice, .call = std::move(call), .notice = std::move(notice)});
}

}  // namespace ringback::webhook
