#pragma once

#include <array>
#include <cstdint>
#include <memory>

#include "media/frame.hpp"

namespace ringback::media {

// Packets of one sender that wait for their turn, found by sequence number. Holds what it is given; when which is due
// is the owner's to say. Allocates at construction alone, and touches no more memory than packets wait.
class JitterBuffer {
 public:
  static constexpr std::size_t capacity = 64;

  struct Packet {
    std::uint16_t sequence;
    std::uint32_t timestamp;
    std::uint32_t length;  // in units of the codec's clock; 0: no sound, its number alone counts (RFC 4733 events)
    Codec codec;
    std::span<const std::uint8_t> payload;
  };

  JitterBuffer() : payloads_(new Payload[capacity]) {}

  // False if it is there already, or if nothing more fits.
  bool insert(const Frame& frame);
  // Valid until the next insert or erase.
  const Packet* find(std::uint16_t sequence) const;
  // The first packet after `sequence`, in the order of sequence numbers.
  const Packet* after(std::uint16_t sequence) const;
  // The last one.
  const Packet* newest() const;
  void erase(std::uint16_t sequence);
  void clear() { used_ = 0; }
  bool empty() const { return used_ == 0; }

 private:
  using Payload = std::array<std::uint8_t, max_payload>;

  std::uint64_t used_ = 0;  // a bit a place
  std::array<Packet, capacity> packets_;
  std::unique_ptr<Payload[]> payloads_;
};

// How far it is from one sequence number to another, the short way round.
constexpr int sequence_distance(std::uint16_t from, std::uint16_t to) {
  return static_cast<std::int16_t>(static_cast<std::uint16_t>(to - from));
}

}  // namespace ringback::media
