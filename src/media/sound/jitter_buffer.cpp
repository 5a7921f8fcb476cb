#include "media/sound/jitter_buffer.hpp"

#include <algorithm>
#include <bit>

#include "media/sound/decoder.hpp"

namespace ringback::media {
namespace {

// Runs `visit` on the place of every bit that is set.
template <class Visit>
void each_place(std::uint64_t bits, Visit visit) {
  for (; bits != 0; bits &= bits - 1) visit(static_cast<std::size_t>(std::countr_zero(bits)));
}

}  // namespace

bool JitterBuffer::insert(const Frame& frame) {
  const auto& [header, payload] = frame.packet;
  const auto place = static_cast<std::size_t>(std::countr_one(used_));
  if (place == capacity || payload.size() > max_payload || find(header.sequence)) return false;
  std::copy(payload.begin(), payload.end(), payloads_[place].begin());
  packets_[place] = {header.sequence, header.timestamp, frame.event ? 0 : duration(frame.codec, payload), frame.codec,
                     std::span(payloads_[place]).first(payload.size())};
  used_ |= std::uint64_t{1} << place;
  return true;
}

const JitterBuffer::Packet* JitterBuffer::find(std::uint16_t sequence) const {
  const Packet* found = nullptr;
  each_place(used_, [&](std::size_t place) {
    if (packets_[place].sequence == sequence) found = &packets_[place];
  });
  return found;
}

const JitterBuffer::Packet* JitterBuffer::after(std::uint16_t sequence) const {
  const Packet* first = nullptr;
  each_place(used_, [&](std::size_t place) {
    const int distance = sequence_distance(sequence, packets_[place].sequence);
    if (distance > 0 && (!first || distance < sequence_distance(sequence, first->sequence))) first = &packets_[place];
  });
  return first;
}

const JitterBuffer::Packet* JitterBuffer::newest() const {
  const Packet* last = nullptr;
  each_place(used_, [&](std::size_t place) {
    if (!last || sequence_distance(last->sequence, packets_[place].sequence) > 0) last = &packets_[place];
  });
  return last;
}

void JitterBuffer::erase(std::uint16_t sequence) {
  const auto* packet = find(sequence);
  if (packet) used_ &= ~(std::uint64_t{1} << (packet - packets_.data()));
}

}  // namespace ringback::media
