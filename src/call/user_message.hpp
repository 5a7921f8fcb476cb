#pragma once

#include <string>

namespace ringback::call {

// What a page on an SDK and its application say to each other beside the sound of a call.
struct UserMessage {
  std::string sid;      // KX…
  std::string content;  // JSON text
  std::string content_type = "application/json";
};

// The most that a message's content may have, in bytes.
inline constexpr std::size_t max_user_message_bytes = 10'000;

// Takes what pages say. Implemented by webhook.
class UserMessageHandler {
 public:
  virtual ~UserMessageHandler() = default;
  virtual void on_user_message(const std::string& account_sid, const std::string& call_sid, UserMessage message) = 0;
};

// Reaches the pages that are in calls. Implemented by browser. A call's page may take messages while it rings or talks.
class UserMessageDoor {
 public:
  virtual ~UserMessageDoor() = default;
  virtual bool has_page(const std::string& account_sid, const std::string& call_sid) const = 0;
  // False if there is no such page.
  virtual bool send(const std::string& account_sid, const std::string& call_sid, const UserMessage& message) = 0;
};

}  // namespace ringback::call
