#pragma once

#include <atomic>

#include "media/quality.hpp"

namespace ringback::media {

// A stream's figures: its media thread writes them, the control thread reads them, nobody waits. Each is whole, but two
// of them may be of different moments.
class QualityBoard {
 public:
  void publish(const Quality& quality) {
    received_.publish(quality.received);
    sent_.publish(quality.sent);
    round_trip_ms_.store(quality.round_trip_ms, std::memory_order_relaxed);
    playout_.publish(quality.playout);
  }
  Quality read() const {
    return {received_.read(), sent_.read(), round_trip_ms_.load(std::memory_order_relaxed), playout_.read()};
  }

 private:
  struct Direction {
    void publish(const Quality::Direction& from) {
      packets.store(from.packets, std::memory_order_relaxed);
      lost.store(from.lost, std::memory_order_relaxed);
      jitter_ms.store(from.jitter_ms, std::memory_order_relaxed);
      reported.store(from.reported, std::memory_order_relaxed);
    }
    Quality::Direction read() const {
      return {.packets = packets.load(std::memory_order_relaxed),
              .lost = lost.load(std::memory_order_relaxed),
              .jitter_ms = jitter_ms.load(std::memory_order_relaxed),
              .reported = reported.load(std::memory_order_relaxed)};
    }
    std::atomic<std::uint64_t> packets{0}, lost{0};
    std::atomic<double> jitter_ms{0};
    std::atomic<bool> reported{false};
  };
  struct Playout {
    void publish(const Quality::Playout& from) {
      packets.store(from.packets, std::memory_order_relaxed);
      late.store(from.late, std::memory_order_relaxed);
      lost.store(from.lost, std::memory_order_relaxed);
      recovered.store(from.recovered, std::memory_order_relaxed);
      concealed_ms.store(from.concealed_ms, std::memory_order_relaxed);
      depth_ms.store(from.depth_ms, std::memory_order_relaxed);
      target_ms.store(from.target_ms, std::memory_order_relaxed);
    }
    Quality::Playout read() const {
      return {.packets = packets.load(std::memory_order_relaxed),
              .late = late.load(std::memory_order_relaxed),
              .lost = lost.load(std::memory_order_relaxed),
              .recovered = recovered.load(std::memory_order_relaxed),
              .concealed_ms = concealed_ms.load(std::memory_order_relaxed),
              .depth_ms = depth_ms.load(std::memory_order_relaxed),
              .target_ms = target_ms.load(std::memory_order_relaxed)};
    }
    std::atomic<std::uint64_t> packets{0}, late{0}, lost{0}, recovered{0}, concealed_ms{0};
    std::atomic<double> depth_ms{0}, target_ms{0};
  };
  Direction received_, sent_;
  Playout playout_;
  std::atomic<double> round_trip_ms_{0};
};

}  // namespace ringback::media
