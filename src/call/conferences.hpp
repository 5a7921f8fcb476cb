#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>

#include "call/conference.hpp"
#include "call/participant.hpp"

namespace ringback::call {

// The rooms of all accounts, by name. Lives as long as the server.
class Conferences {
 public:
  explicit Conferences(Conference::Context context) : context_(context) {}

  // The call enters the room of that name, which is made if there is none; or the one it was invited to. Fails with
  // 16020 (full), 16022 (that one is over), 16023 or 16025 (the label), 13240 (who is to be coached isn't there). The
  // call has a leg and is answered.
  Result<std::unique_ptr<Participant>> enter(Call& call, const ConferenceOrder& order);

  // A call that is being made is to enter the room of that SID, or of that name. Fails with 16020, 16022 (there is none
  // of that SID), 16024 or 16026 (the label), 16027 or 16028 (who is to be coached).
  Result<std::shared_ptr<Invitation>> invite(const Facts& call, const std::string& sid_or_name, ConferenceOrder order);

  // nullptr if it isn't there, or is over.
  std::shared_ptr<Conference> find(const std::string& account_sid, const std::string& sid) const;
  // What was recorded of a conference is in the store.
  Task<void> flush(std::string sid) { return context_.journal.flush(std::move(sid)); }

 private:
  using Key = std::pair<std::string, std::string>;  // account, name
  std::shared_ptr<Conference> open(const Facts& call, const ConferenceOrder& order);
  Result<std::shared_ptr<Conference>> room(const Facts& call, const ConferenceOrder& order);

  const Conference::Context context_;
  std::map<Key, std::weak_ptr<Conference>> rooms_;
  std::map<std::string, std::weak_ptr<Conference>> by_sid_;
  std::map<std::string, std::weak_ptr<Conference>> by_invited_;
};

}  // namespace ringback::call
