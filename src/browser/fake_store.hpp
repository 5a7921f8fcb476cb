#pragma once

#include <chrono>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "base/deadlines.hpp"
#include "store/store.hpp"

namespace ringback::browser {

// For tests: accounts, found after `delay`, and API keys.
class FakeStore final : public store::Store {
  template <class T>
  using Found = Task<Result<T>>;

 public:
  explicit FakeStore(Deadlines& deadlines) : deadlines_(deadlines) {}

  Found<std::optional<store::Account>> account(std::string sid) override {
    ++look_ups;
    if (delay.count() > 0) co_await deadlines_.wait_for(delay);
    if (broken) co_return Error{20500, "disk full"};
    const auto found = accounts.find(sid);
    if (found == accounts.end()) co_return std::optional<store::Account>();
    co_return found->second;
  }

  Found<std::optional<store::ApiKey>> api_key(std::string account_sid, std::string sid) override {
    ++look_ups;
    if (broken) co_return Error{20500, "disk full"};
    const auto found = keys.find(sid);
    if (found == keys.end() || found->second.account_sid != account_sid) co_return std::optional<store::ApiKey>();
    co_return found->second;
  }
  Found<void> save(store::ApiKey) override { std::abort(); }

  Found<std::optional<store::Account>> first_account() override { std::abort(); }
  Found<void> save(store::Account) override { std::abort(); }
  Found<std::optional<store::IncomingPhoneNumber>> number(std::string, std::string) override { std::abort(); }
  Found<std::optional<store::IncomingPhoneNumber>> number_by_e164(std::string) override { std::abort(); }
  Found<store::Rows<store::IncomingPhoneNumber>> numbers(std::string, store::NumberFilter, store::Page) override {
    std::abort();
  }
  Found<void> save(store::IncomingPhoneNumber) override { std::abort(); }
  Found<std::optional<store::Application>> application(std::string, std::string) override { std::abort(); }
  Found<store::Rows<store::Application>> applications(std::string, std::string, store::Page) override { std::abort(); }
  Found<void> save(store::Application) override { std::abort(); }
  Found<void> replace_configuration(std::vector<store::AvailableNumber>, std::vector<store::Trunk>,
                                    std::vector<store::Phone>) override {
    std::abort();
  }
  Found<std::vector<store::AvailableNumber>> available_numbers() override { std::abort(); }
  Found<std::vector<store::Trunk>> trunks() override { std::abort(); }
  Found<std::vector<store::Phone>> phones() override { std::abort(); }
  Found<std::optional<store::Call>> call(std::string, std::string) override { std::abort(); }
  Found<store::Rows<store::Call>> calls(std::string, store::CallFilter, store::Page) override { std::abort(); }
  Found<void> save(store::Call, store::CallTrail) override { std::abort(); }
  store::Conferences& conferences() override { std::abort(); }
  store::Queues& queues() override { std::abort(); }
  Found<void> add(store::Notification) override { std::abort(); }
  Found<store::Removed> remove_number(std::string, std::string) override { std::abort(); }
  Found<store::Removed> remove_application(std::string, std::string) override { std::abort(); }
  Found<std::vector<store::AvailableNumber>> free_numbers(std::string) override { std::abort(); }
  Found<store::Removed> remove_call(std::string, std::string) override { std::abort(); }
  Found<std::optional<store::Notification>> notification(std::string, std::string) override { std::abort(); }
  Found<store::Rows<store::Notification>> notifications(std::string, store::NotificationFilter, store::Page) override {
    std::abort();
  }
  store::Collection<store::CallEvent>& call_events() override { std::abort(); }
  store::Collection<store::OutgoingCallerId>& outgoing_caller_ids() override { std::abort(); }
  store::SipCollections sip() override { std::abort(); }
  Found<std::optional<store::Recording>> recording(std::string, std::string) override { std::abort(); }
  Found<store::Rows<store::Recording>> recordings(std::string, store::RecordingFilter, store::Page) override {
    std::abort();
  }
  Found<void> save(store::Recording, std::vector<store::DueCallback>) override { std::abort(); }
  Found<std::vector<store::Recording>> open_recordings() override { std::abort(); }
  Found<std::optional<store::Transcription>> transcription(std::string, std::string) override { std::abort(); }
  Found<store::Rows<store::Transcription>> transcriptions(std::string, std::string, store::Page) override {
    std::abort();
  }
  Found<void> save(store::Transcription, std::vector<store::DueCallback>) override { std::abort(); }
  Found<void> remove_transcription(std::string) override { std::abort(); }
  Found<std::vector<store::Transcription>> open_transcriptions() override { std::abort(); }
  Found<std::vector<store::OpenCall>> open_calls() override { std::abort(); }
  Found<std::vector<store::DueCallback>> due_callbacks() override { std::abort(); }
  Found<void> remove_due_callback(std::string) override { std::abort(); }
  Found<void> sign_of_life(store::Millis) override { std::abort(); }
  Found<std::optional<store::Millis>> last_sign_of_life() override { std::abort(); }

  std::map<std::string, store::Account> accounts;
  std::map<std::string, store::ApiKey> keys;
  std::chrono::milliseconds delay{0};
  bool broken = false;
  int look_ups = 0;

 private:
  Deadlines& deadlines_;
};

}  // namespace ringback::browser
