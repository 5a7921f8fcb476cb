#pragma once

#include <memory>
#include <string>
#include <vector>

#include "call/exchange.hpp"
#include "call/journal.hpp"
#include "call/leg.hpp"
#include "media/fake_engine.hpp"

// For tests of the rooms above: legs that a test drives by hand, and what they were told.
namespace ringback::call {

// What a leg was told and its other end's hand. The record outlives the leg.
struct FakePhone {
  std::vector<std::string> told;  // ring, answer, dial, `reject busy`, `hangup canceled`, destroyed
  media::FakeSession* session = nullptr;
  Leg* leg = nullptr;
  Leg::Listener* listener = nullptr;

  void rings() { listener->on_ringing(*leg); }
  void is_heard() { listener->on_early_media(*leg); }
  void answers() { listener->on_answered(*leg); }
  void presses(char digit) { listener->on_digit(*leg, digit); }
  void leaves(Cause cause = Cause::hangup, int sip_code = 0) { listener->on_gone(*leg, cause, sip_code); }
  bool was_told(const std::string& what) const {
    for (const auto& entry : told) {
      if (entry == what) return true;
    }
    return false;
  }
};

class FakeLeg final : public Leg {
 public:
  explicit FakeLeg(FakePhone& phone) : phone_(phone), session_({}) {
    phone_.leg = this;
    phone_.session = &session_;
  }
  ~FakeLeg() override {
    phone_.leg = nullptr;
    phone_.session = nullptr;
    phone_.told.emplace_back("destroyed");
  }
  void set_listener(Listener* listener) override { phone_.listener = listener; }
  void ring() override { phone_.told.emplace_back("ring"); }
  void early_media() override { phone_.told.emplace_back("early media"); }
  void answer() override { phone_.told.emplace_back("answer"); }
  void reject(Cause cause) override { phone_.told.push_back("reject " + std::string(status_of(cause))); }
  void dial() override { phone_.told.emplace_back("dial"); }
  void hangup(Cause cause) override { phone_.told.push_back("hangup " + std::string(status_of(cause))); }
  media::Session& session() override { return session_; }

 private:
  FakePhone& phone_;
  media::FakeSession session_;
};

// Reaches as many devices as a test has put up for an address.
struct FakeExchange final : Exchange {
  struct Line {
    std::string address;
    std::vector<FakePhone*> phones;
    Error error;  // if its message is set, dialling fails
  };
  std::vector<Line> lines;
  std::vector<Target> dialled;
  std::string own_number;

  Result<std::vector<std::unique_ptr<Leg>>> dial(const Target& target) override {
    dialled.push_back(target);
    std::vector<std::unique_ptr<Leg>> legs;
    for (const Line& line : lines) {
      if (line.address != target.address) continue;
      if (!line.error.message.empty()) return line.error;
      for (FakePhone* phone : line.phones) legs.push_back(std::make_unique<FakeLeg>(*phone));
    }
    return legs;
  }
  Task<bool> may_use_caller_id(std::string, std::string number) override { co_return number == own_number; }
};

// Keeps what is recorded, for tests to read.
struct FakeJournal : Journal {
  std::vector<Event> events;

  void record(Event event) override { events.push_back(std::move(event)); }
  Task<void> flush(std::string) override { co_return; }

  // `status` of each event of that call, notices as their code.
  std::vector<std::string> story(const std::string& sid) const {
    std::vector<std::string> out;
    for (const Event& event : events) {
      if (event.call.sid != sid || event.kind == Event::Kind::delivered || event.recording) continue;
      out.push_back(event.notice ? std::to_string(event.notice->code) : event.call.status);
    }
    return out;
  }
  std::vector<int> notices() const {
    std::vector<int> out;
    for (const Event& event : events) {
      if (event.notice) out.push_back(event.notice->code);
    }
    return out;
  }
};

}  // namespace ringback::call
