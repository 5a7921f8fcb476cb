#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <random>
#include <unordered_map>
#include <vector>

#include "base/deadlines.hpp"
#include "media/transport/address.hpp"

namespace ringback::media {

// A network in virtual time, for tests: loss, delay, jitter, duplicates, NAT. Seeded, so that a failure comes again.
class NetworkEmulator {
 public:
  using Bytes = std::vector<std::uint8_t>;
  // A datagram has come to a port; `from` is what that host sees of the sender.
  using Receiver = std::function<void(Bytes bytes, const Address& from)>;

  struct Weather {
    double loss = 0;       // share of the packets
    double duplicate = 0;  // the same
    Duration delay = std::chrono::milliseconds(20);
    Duration jitter = Duration::zero();  // at most so much more, evenly: packets overtake each other
  };

  explicit NetworkEmulator(std::uint32_t seed) : random_(seed) {}

  void set_weather(const Weather& weather) { weather_ = weather; }
  // Of what comes from there alone.
  void set_weather_of(const Address& from, const Weather& weather) { weathers_[from] = weather; }
  void attach(const Address& address, Receiver receiver) { receivers_[address] = std::move(receiver); }
  // What `inside` sends is seen to come from `outside`, and what is sent there comes to it; anything bound before is
  // forgotten.
  void bind_nat(const Address& inside, const Address& outside) {
    std::erase_if(inside_of_, [&](const auto& entry) { return entry.second == inside; });
    outside_of_[inside] = outside;
    inside_of_[outside] = inside;
  }

  TimePoint now() const { return now_; }
  void send(const Address& from, const Address& to, const Bytes& bytes) {
    const auto mapped = outside_of_.find(from);
    const Packet packet{mapped == outside_of_.end() ? from : mapped->second, to, bytes};
    const auto own = weathers_.find(packet.from);
    const auto& weather = own == weathers_.end() ? weather_ : own->second;
    if (chance() >= weather.loss) schedule(packet, weather);
    if (chance() < weather.duplicate) schedule(packet, weather);
  }
  // Does so at that time, in the order of times.
  void at(TimePoint when, std::function<void()> action) { agenda_.emplace(when, std::move(action)); }
  void run_for(Duration length) {
    const auto end = now_ + length;
    while (!agenda_.empty() && agenda_.begin()->first <= end) {
      now_ = agenda_.begin()->first;
      const auto action = std::move(agenda_.begin()->second);
      agenda_.erase(agenda_.begin());
      action();
    }
    now_ = end;
  }

 private:
  struct Packet {
    Address from, to;
    Bytes bytes;
  };
  using Addresses = std::unordered_map<Address, Address, Address::Hash>;

  // The engine's own numbers are the same everywhere; a library's distributions need not be.
  double chance() { return static_cast<double>(random_()) / 4294967296.0; }
  void schedule(const Packet& packet, const Weather& weather) {
    const auto extra = std::chrono::duration_cast<Duration>(weather.jitter * chance());
    at(now_ + weather.delay + extra, [this, packet] { deliver(packet); });
  }
  void deliver(const Packet& packet) {
    const auto mapped = inside_of_.find(packet.to);
    const auto receiver = receivers_.find(mapped == inside_of_.end() ? packet.to : mapped->second);
    if (receiver != receivers_.end()) receiver->second(packet.bytes, packet.from);
  }

  std::mt19937 random_;
  Weather weather_;
  std::unordered_map<Address, Weather, Address::Hash> weathers_;
  TimePoint now_ = TimePoint() + std::chrono::hours(1);
  std::multimap<TimePoint, std::function<void()>> agenda_;
  std::unordered_map<Address, Receiver, Address::Hash> receivers_;
  Addresses outside_of_, inside_of_;
};

}  // namespace ringback::media
