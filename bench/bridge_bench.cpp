// How many calls one media thread bridges, with real packets on real sockets: each call is two phones that speak all
// the time. A call counts while no turn of 20 ms is missed and no packet is lost.
#include <sys/resource.h>

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "media/session.hpp"
#include "rtp_load.hpp"

namespace ringback::bench {
namespace {

using std::chrono::seconds;
constexpr int pcmu = 0;
constexpr int pcma = 8;
constexpr int g722 = 9;

struct Kind {
  const char* name;
  int caller;
  int called;
};

struct Call {
  std::unique_ptr<media::Session> caller;
  std::unique_ptr<media::Session> called;
  std::unique_ptr<media::Bridge> bridge;
};

std::size_t resident_bytes() {
  std::ifstream file("/proc/self/statm");
  std::size_t pages = 0;
  file >> pages >> pages;
  return pages * 4096;
}

std::unique_ptr<media::Session> session(media::Engine& engine, RtpLoad& load, int payload_type,
                                        const media::Session* beside) {
  auto made = engine.make_session({.peer_address = "127.0.0.1", .beside = beside});
  if (!made) {
    std::fprintf(stderr, "%s\n", made.error().message.c_str());
    std::exit(1);
  }
  load.add((*made)->answer(load.offer(payload_type)).value(), payload_type);
  return std::move(*made);
}

Call call(media::Engine& engine, RtpLoad& load, const Kind& kind) {
  Call out;
  out.caller = session(engine, load, kind.caller, nullptr);
  out.called = session(engine, load, kind.called, out.caller.get());
  out.bridge = engine.bridge(*out.caller, *out.called);
  return out;
}

// False when the thread could not keep up.
bool measure(const Kind& kind, int calls) {
  boost::asio::io_context control;
  const auto engine = media::make_engine({.threads = 1,
                                          .bind_addresses = {"127.0.0.1"},
                                          .webrtc_port = 9990,
                                          .rtp_port_first = 10000,
                                          .rtp_port_last = 29999},
                                         control.get_executor());
  const std::size_t before_calls = resident_bytes();
  RtpLoad load;
  std::vector<Call> live;
  for (int i = 0; i < calls; ++i) live.push_back(call(**engine, load, kind));
  load.start();
  std::this_thread::sleep_for(seconds(2));

  const auto begun = std::chrono::steady_clock::now();
  const auto busy = (*engine)->busy().front();
  const auto counters = (*engine)->counters();
  const auto [sent, received] = std::pair{load.sent(), load.received()};
  std::this_thread::sleep_for(seconds(5));
  const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begun;
  const std::chrono::duration<double> worked = (*engine)->busy().front() - busy;
  const auto missed = (*engine)->counters().ticks_missed - counters.ticks_missed;
  const double lost = 1.0 - static_cast<double>(load.received() - received) / static_cast<double>(load.sent() - sent);
  const double share = worked / passed;
  const double per_packet_us = worked.count() * 1e6 / static_cast<double>(load.sent() - sent);
  std::printf(
      "%-22s %6d calls  %5.1f %% of the thread  %5.2f us a packet  %4.1f kB a call  lost %6.3f %%  missed %lu\n",
      kind.name, calls, 100 * share, per_packet_us, static_cast<double>(resident_bytes() - before_calls) / 1e3 / calls,
      100 * lost, missed);
  std::fflush(stdout);
  // Up to 20 ms of packets are under way when both ends are counted.
  return missed == 0 && lost < 0.005;
}

}  // namespace
}  // namespace ringback::bench

int main() {
  using ringback::bench::Kind;
  rlimit files{65536, 65536};
  setrlimit(RLIMIT_NOFILE, &files);
  for (const Kind& kind : {Kind{"PCMU to PCMU, passed on", ringback::bench::pcmu, ringback::bench::pcmu},
                           Kind{"PCMU to PCMA, converted", ringback::bench::pcmu, ringback::bench::pcma},
                           Kind{"PCMU to G.722, converted", ringback::bench::pcmu, ringback::bench::g722}}) {
    for (int calls = 100; ringback::bench::measure(kind, calls); calls += calls / 2) continue;
  }
  return 0;
}
