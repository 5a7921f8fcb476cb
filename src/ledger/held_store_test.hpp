#pragma once

#include <cstdlib>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/deadlines.hpp"
#include "ledger/recovery.hpp"
#include "store/accounts.hpp"
#include "store/calls.hpp"
#include "store/conferences.hpp"
#include "store/notifications.hpp"
#include "store/recordings.hpp"
#include "store/transcriptions.hpp"

namespace ringback::ledger {

// Answers each write when the test says so.
class HeldWrites {
 public:
  explicit HeldWrites(Deadlines& deadlines) : deadlines_(deadlines) {}

  std::vector<std::string> begun;  // `CA1 ringing`, `CA1 12200`

  std::size_t held() const { return writes_.size(); }
  // Answers the oldest write.
  void release(Result<void> outcome = {}) {
    const auto write = writes_.front();
    writes_.pop_front();
    write->outcome = std::move(outcome);
    write->wakeup.notify();
  }
  Task<Result<void>> hold(const std::string& what) {
    begun.push_back(what);
    const auto write = std::make_shared<Write>();
    writes_.push_back(write);
    return answer(write, deadlines_);
  }

 private:
  struct Write {
    Wakeup wakeup;
    Result<void> outcome;
  };
  static Task<Result<void>> answer(std::shared_ptr<Write> write, Deadlines& deadlines) {
    co_await write->wakeup.wait_until(deadlines, TimePoint::max());
    co_return write->outcome;
  }

  Deadlines& deadlines_;
  std::deque<std::shared_ptr<Write>> writes_;
};

inline Error not_the_ledgers_business() {
  return {0, "not called"};
}

struct HeldCalls final : store::Calls {
  explicit HeldCalls(HeldWrites& w) : writes(w) {}
  Task<Result<void>> save(store::Call call, store::CallTrail trail) override {
    saved.push_back(call);
    trails.push_back(std::move(trail));
    return writes.hold(call.sid + ' ' + call.status);
  }
  Task<Result<bool>> remove(std::string, std::string) override { co_return not_the_ledgers_business(); }
  Task<Result<std::vector<store::OpenCall>>> open() override { co_return left_open; }
  Task<Result<std::vector<store::Usage>>> used(std::string, store::Millis, store::Millis) override {
    co_return not_the_ledgers_business();
  }
  Task<Result<std::optional<store::Call>>> find(std::string, std::string) override {
    co_return not_the_ledgers_business();
  }
  Task<Result<store::Rows<store::Call>>> list(std::string, store::CallFilter, store::Page) override {
    co_return not_the_ledgers_business();
  }

  HeldWrites& writes;
  std::vector<store::Call> saved;
  std::vector<store::CallTrail> trails;
  std::vector<store::OpenCall> left_open;
};

struct HeldRecordings final : store::Recordings {
  explicit HeldRecordings(HeldWrites& w) : writes(w) {}
  Task<Result<void>> save(store::Recording recording, std::vector<store::DueCallback> callbacks) override {
    saved.push_back(recording);
    due.push_back(std::move(callbacks));
    return writes.hold(recording.sid + ' ' + recording.status);
  }
  Task<Result<std::vector<store::Recording>>> open() override { co_return left_open; }
  Task<Result<std::vector<store::Usage>>> used(std::string, store::Millis, store::Millis) override {
    co_return not_the_ledgers_business();
  }
  Task<Result<std::optional<store::Recording>>> find(std::string, std::string) override {
    co_return not_the_ledgers_business();
  }
  Task<Result<store::Rows<store::Recording>>> list(std::string, store::RecordingFilter, store::Page) override {
    co_return not_the_ledgers_business();
  }

  HeldWrites& writes;
  std::vector<store::Recording> saved;
  std::vector<std::vector<store::DueCallback>> due;
  std::vector<store::Recording> left_open;
};

struct HeldConferences final : store::Conferences {
  explicit HeldConferences(HeldWrites& w) : writes(w) {}
  Task<Result<void>> save(store::Conference conference, std::vector<store::DueCallback> callbacks) override {
    saved.push_back(conference);
    due.push_back(std::move(callbacks));
    return writes.hold(conference.sid + ' ' + conference.status);
  }
  Task<Result<std::vector<store::Conference>>> open() override { co_return left_open; }
  Task<Result<std::optional<store::Conference>>> find(std::string, std::string) override {
    co_return not_the_ledgers_business();
  }
  Task<Result<store::Rows<store::Conference>>> list(std::string, store::ConferenceFilter, store::Page) override {
    co_return not_the_ledgers_business();
  }

  HeldWrites& writes;
  std::vector<store::Conference> saved;
  std::vector<std::vector<store::DueCallback>> due;
  std::vector<store::Conference> left_open;
};

struct HeldTranscriptions final : store::Transcriptions {
  explicit HeldTranscriptions(HeldWrites& w) : writes(w) {}
  Task<Result<void>> save(store::Transcription transcription, std::vector<store::DueCallback> callbacks) override {
    saved.push_back(transcription);
    due.push_back(std::move(callbacks));
    return writes.hold(transcription.sid + ' ' + transcription.status);
  }
  Task<Result<std::vector<store::Transcription>>> open() override { co_return left_open; }
  Task<Result<void>> remove(std::string) override { co_return not_the_ledgers_business(); }
  Task<Result<std::optional<store::Transcription>>> find(std::string, std::string) override {
    co_return not_the_ledgers_business();
  }
  Task<Result<store::Rows<store::Transcription>>> list(std::string, store::TranscriptionFilter, store::Page) override {
    co_return not_the_ledgers_business();
  }

  HeldWrites& writes;
  std::vector<store::Transcription> saved;
  std::vector<std::vector<store::DueCallback>> due;
  std::vector<store::Transcription> left_open;
};

struct HeldNotifications final : store::Notifications {
  explicit HeldNotifications(HeldWrites& w) : writes(w) {}
  Task<Result<void>> add(store::Notification notification) override {
    return writes.hold(notification.call_sid + ' ' + std::to_string(notification.error_code));
  }
  Task<Result<std::optional<store::Notification>>> find(std::string, std::string) override {
    co_return not_the_ledgers_business();
  }
  Task<Result<store::Rows<store::Notification>>> list(std::string, store::NotificationFilter, store::Page) override {
    co_return not_the_ledgers_business();
  }

  HeldWrites& writes;
};

struct HeldDueCallbacks final : store::DueCallbacks {
  explicit HeldDueCallbacks(HeldWrites& w) : writes(w) {}
  Task<Result<std::vector<store::DueCallback>>> list() override { co_return left; }
  Task<Result<void>> add(store::DueCallback callback) override { return writes.hold("due " + callback.sid); }
  Task<Result<void>> remove(std::string sid) override { return writes.hold("told " + sid); }

  HeldWrites& writes;
  std::vector<store::DueCallback> left;
};

struct KnownAccounts final : store::Accounts {
  Task<Result<std::optional<store::Account>>> find(std::string sid) override {
    const auto found = rows.find(sid);
    if (found == rows.end()) co_return std::optional<store::Account>();
    co_return found->second;
  }
  Task<Result<std::optional<store::Account>>> first() override { co_return not_the_ledgers_business(); }
  Task<Result<store::Rows<store::Account>>> family(std::string, store::AccountFilter, store::Page) override {
    co_return not_the_ledgers_business();
  }
  Task<Result<void>> save(store::Account) override { co_return not_the_ledgers_business(); }
  Task<Result<store::Account>> change(std::string, Edit) override { co_return not_the_ledgers_business(); }

  std::map<std::string, store::Account> rows;
};

struct KeptSignsOfLife final : store::SignsOfLife {
  Task<Result<void>> leave(store::Millis now) override {
    left.push_back(now);
    co_return Result<void>();
  }
  Task<Result<std::optional<store::Millis>>> last() override { co_return last_life; }

  std::vector<store::Millis> left;
  std::optional<store::Millis> last_life;
};

// A store that takes what the ledger writes, and gives what a crash left.
struct HeldStore {
  explicit HeldStore(Deadlines& deadlines) : writes(deadlines) {}

  Tables tables() { return {calls, conferences, recordings, transcriptions, notifications, due_callbacks}; }
  Remains remains() { return {tables(), accounts, signs_of_life}; }

  HeldWrites writes;
  HeldCalls calls{writes};
  HeldConferences conferences{writes};
  HeldRecordings recordings{writes};
  HeldTranscriptions transcriptions{writes};
  HeldNotifications notifications{writes};
  HeldDueCallbacks due_callbacks{writes};
  KnownAccounts accounts;
  KeptSignsOfLife signs_of_life;
};

}  // namespace ringback::ledger
