#pragma once

#include <cstdlib>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/deadlines.hpp"
#include "store/store.hpp"

namespace ringback::ledger {

// A store that takes what the ledger writes and answers each write when the test says so.
class HeldStore final : public store::Store, public store::Conferences {
 public:
  explicit HeldStore(Deadlines& deadlines) : deadlines_(deadlines) {}

  std::vector<std::string> begun;  // `CA1 ringing`, `CA1 12200`
  std::vector<store::Call> calls_saved;
  std::vector<store::CallTrail> trails;
  std::vector<store::Recording> recordings_saved;
  std::vector<store::Conference> conferences_saved;
  std::vector<store::Transcription> transcriptions_saved;
  // What a crash left.
  std::map<std::string, store::Account> accounts;
  std::vector<store::OpenCall> open;
  std::vector<store::Recording> open_tapes;
  std::vector<store::Conference> open_rooms;
  std::vector<store::Transcription> open_texts;
  std::vector<store::DueCallback> due;
  std::optional<store::Millis> last_life;
  std::vector<store::Millis> signs_of_life;

  std::size_t held() const { return writes_.size(); }
  // Answers the oldest write.
  void release(Result<void> outcome = {}) {
    const auto write = writes_.front();
    writes_.pop_front();
    write->outcome = std::move(outcome);
    write->wakeup.notify();
  }

  Task<Result<void>> save(store::Call call, store::CallTrail trail) override {
    begun.push_back(call.sid + ' ' + call.status);
    calls_saved.push_back(call);
    trails.push_back(std::move(trail));
    return hold();
  }
  Task<Result<void>> save(store::Recording recording, std::vector<store::DueCallback> callbacks) override {
    begun.push_back(recording.sid + ' ' + recording.status);
    recordings_saved.push_back(std::move(recording));
    trails.push_back({.snapshot = {}, .due = std::move(callbacks)});
    return hold();
  }
  Task<Result<void>> save(store::Transcription transcription, std::vector<store::DueCallback> callbacks) override {
    begun.push_back(transcription.sid + ' ' + transcription.status);
    transcriptions_saved.push_back(std::move(transcription));
    trails.push_back({.snapshot = {}, .due = std::move(callbacks)});
    return hold();
  }
  Task<Result<void>> add(store::Notification notification) override {
    begun.push_back(notification.call_sid + ' ' + std::to_string(notification.error_code));
    return hold();
  }

  // Nothing else is the ledger's business.
  Task<Result<std::optional<store::Account>>> account(std::string sid) override {
    const auto found = accounts.find(sid);
    if (found == accounts.end()) co_return std::optional<store::Account>();
    co_return found->second;
  }
  Task<Result<std::optional<store::Account>>> first_account() override { co_return unused(); }
  Task<Result<std::optional<store::ApiKey>>> api_key(std::string, std::string) override { co_return unused(); }
  Task<Result<void>> save(store::ApiKey) override { co_return unused(); }
  Task<Result<void>> save(store::Account) override { co_return unused(); }
  Task<Result<std::optional<store::IncomingPhoneNumber>>> number(std::string, std::string) override {
    co_return unused();
  }
  Task<Result<std::optional<store::IncomingPhoneNumber>>> number_by_e164(std::string) override { co_return unused(); }
  Task<Result<store::Rows<store::IncomingPhoneNumber>>> numbers(std::string, store::NumberFilter,
                                                                store::Page) override {
    co_return unused();
  }
  Task<Result<void>> save(store::IncomingPhoneNumber) override { co_return unused(); }
  Task<Result<std::optional<store::Application>>> application(std::string, std::string) override { co_return unused(); }
  Task<Result<store::Rows<store::Application>>> applications(std::string, std::string, store::Page) override {
    co_return unused();
  }
  Task<Result<void>> save(store::Application) override { co_return unused(); }
  Task<Result<void>> replace_configuration(std::vector<store::AvailableNumber>, std::vector<store::Trunk>,
                                           std::vector<store::Phone>) override {
    co_return unused();
  }
  Task<Result<std::vector<store::AvailableNumber>>> available_numbers() override { co_return unused(); }
  Task<Result<std::vector<store::Trunk>>> trunks() override { co_return unused(); }
  Task<Result<std::vector<store::Phone>>> phones() override { co_return unused(); }
  Task<Result<std::optional<store::Call>>> call(std::string, std::string) override { co_return unused(); }
  Task<Result<store::Rows<store::Call>>> calls(std::string, store::CallFilter, store::Page) override {
    co_return unused();
  }
  Task<Result<store::Removed>> remove_number(std::string, std::string) override { co_return unused(); }
  Task<Result<store::Removed>> remove_application(std::string, std::string) override { co_return unused(); }
  Task<Result<std::vector<store::AvailableNumber>>> free_numbers(std::string) override { co_return unused(); }
  Task<Result<store::Removed>> remove_call(std::string, std::string) override { co_return unused(); }
  Task<Result<std::optional<store::Notification>>> notification(std::string, std::string) override {
    co_return unused();
  }
  Task<Result<store::Rows<store::Notification>>> notifications(std::string, store::NotificationFilter,
                                                               store::Page) override {
    co_return unused();
  }
  store::Collection<store::CallEvent>& call_events() override { std::abort(); }
  store::Collection<store::OutgoingCallerId>& outgoing_caller_ids() override { std::abort(); }
  store::SipCollections sip() override { std::abort(); }
  Task<Result<std::vector<store::OpenCall>>> open_calls() override { co_return open; }
  Task<Result<std::vector<store::Recording>>> open_recordings() override { co_return open_tapes; }
  Task<Result<std::vector<store::Transcription>>> open_transcriptions() override { co_return open_texts; }
  Task<Result<std::optional<store::Transcription>>> transcription(std::string, std::string) override {
    co_return unused();
  }
  Task<Result<store::Rows<store::Transcription>>> transcriptions(std::string, std::string, store::Page) override {
    co_return unused();
  }
  Task<Result<void>> remove_transcription(std::string) override { co_return unused(); }
  Task<Result<std::optional<store::Recording>>> recording(std::string, std::string) override { co_return unused(); }
  Task<Result<store::Rows<store::Recording>>> recordings(std::string, store::RecordingFilter, store::Page) override {
    co_return unused();
  }
  store::Conferences& conferences() override { return *this; }
  Task<Result<std::optional<store::Conference>>> conference(std::string, std::string) override { co_return unused(); }
  Task<Result<store::Rows<store::Conference>>> conferences(std::string, store::ConferenceFilter, store::Page) override {
    co_return unused();
  }
  Task<Result<void>> save(store::Conference conference, std::vector<store::DueCallback> callbacks) override {
    begun.push_back(conference.sid + ' ' + conference.status);
    conferences_saved.push_back(std::move(conference));
    trails.push_back({.snapshot = {}, .due = std::move(callbacks)});
    return hold();
  }
  Task<Result<void>> add_due(store::DueCallback callback) override {
    begun.push_back("due " + callback.sid);
    return hold();
  }
  Task<Result<void>> told(std::string sid) override {
    begun.push_back("told " + sid);
    return hold();
  }
  Task<Result<std::vector<store::Conference>>> open_conferences() override { co_return open_rooms; }
  store::Queues& queues() override { std::abort(); }
  Task<Result<std::vector<store::DueCallback>>> due_callbacks() override { co_return due; }
  Task<Result<void>> remove_due_callback(std::string sid) override {
    begun.push_back("told " + sid);
    return hold();
  }
  Task<Result<void>> sign_of_life(store::Millis now) override {
    signs_of_life.push_back(now);
    co_return Result<void>();
  }
  Task<Result<std::optional<store::Millis>>> last_sign_of_life() override { co_return last_life; }

 private:
  struct Write {
    Wakeup wakeup;
    Result<void> outcome;
  };

  static Error unused() { return {0, "not called"}; }
  Task<Result<void>> hold() {
    const auto write = std::make_shared<Write>();
    writes_.push_back(write);
    co_await write->wakeup.wait_until(deadlines_, TimePoint::max());
    co_return write->outcome;
  }

  Deadlines& deadlines_;
  std::deque<std::shared_ptr<Write>> writes_;
};

}  // namespace ringback::ledger
