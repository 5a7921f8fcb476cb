#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "sip/user_agent.hpp"

namespace ringback::sip {

// Whether a trunk is there: it is asked by OPTIONS, and calls that meet silence count too. Two failures in a row mean
// that it is down, one response that it is up. Starts as up. Control thread.
class TrunkHealth {
 public:
  struct Options {
    std::chrono::milliseconds interval{30'000};  // 0: never asked, and then always up
    std::chrono::milliseconds timeout{4'000};
  };

  struct Context {
    UserAgent& agent;  // outlives this
    std::string uri;   // whom OPTIONS is for
    std::function<std::optional<Peer>()> peer;
    // Of the state. Why it is down, in words; empty when up.
    std::function<void(std::string_view reason)> on_change;
    // That address did not answer.
    std::function<void(const Peer&)> on_silence;
  };

  TrunkHealth(Options options, Context context);
  ~TrunkHealth();
  TrunkHealth(const TrunkHealth&) = delete;
  TrunkHealth& operator=(const TrunkHealth&) = delete;

  void start();
  bool up() const { return up_; }
  // A call met silence, or an answer that means the same.
  void note_failure(std::string_view reason);
  void note_response();

 private:
  void ask();
  void take(int status, const Peer& peer);
  void fail(std::string_view reason);
  Message make_options(const Peer& peer) const;

  Options options_;
  Context context_;
  std::shared_ptr<ClientTransaction> transaction_;
  int failures_ = 0;  // in a row
  bool up_ = true;
  Deadlines::Timer next_;
  Deadlines::Timer timeout_;
};

}  // namespace ringback::sip
