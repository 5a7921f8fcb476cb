#pragma once

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <string>

#include "media/session.hpp"

namespace ringback::media {

// What a session told, for tests.
struct Ear final : Session::Listener {
  void on_connected() override { ++connected; }
  void on_digit(char digit) override { digits += digit; }
  void on_peer_lost() override { ++lost; }
  void on_peer_back() override { ++back; }
  void on_heard() override { ++heard; }
  int connected = 0;
  int lost = 0;
  int back = 0;
  int heard = 0;
  std::string digits;
};

// An engine on loopback whose control thread is the test's. Ports are chosen far from the defaults,
// and below those that the system gives out by itself.
struct EngineFixture : testing::Test {
  using Predicate = std::function<bool()>;

  // Runs the control thread until `done`, at most for `limit`.
  bool run_until(const Predicate& done, std::chrono::seconds limit = std::chrono::seconds(10)) {
    const auto end = std::chrono::steady_clock::now() + limit;
    while (!done()) {
      if (std::chrono::steady_clock::now() >= end) return false;
      control.restart();
      control.run_one_for(std::chrono::milliseconds(20));  // what isn't an event, like a counter, is looked at again
    }
    return true;
  }

  std::unique_ptr<Engine> start(unsigned threads, EngineOptions options = {}) {
    options.threads = threads;
    options.bind_addresses = {"127.0.0.1"};
    options.webrtc_port = 21700;
    options.rtp_port_first = options.rtp_port_first == 40100 ? 21800 : options.rtp_port_first;
    options.rtp_port_last = options.rtp_port_last == 40999 ? 21899 : options.rtp_port_last;
    auto engine = make_engine(options, control.get_executor());
    if (!engine) {
      ADD_FAILURE() << engine.error().message;
      return nullptr;
    }
    return std::move(*engine);
  }

  boost::asio::io_context control;
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work{control.get_executor()};
};

}  // namespace ringback::media
