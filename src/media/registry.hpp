#pragma once

#include <functional>
#include <vector>

#include "media/session.hpp"
#include "media/stream.hpp"

namespace ringback::media {

// Hears who speaks in a mix.
class MemberListener {
 public:
  virtual ~MemberListener() = default;
  virtual void on_speech(StreamId member, bool speaks) = 0;
};

// The control thread's list of streams: gives out slots and generations, and brings events to listeners. A slot is
// free again when its media thread has let go of the stream. Control thread only.
class Registry {
 public:
  explicit Registry(unsigned threads) : slots_(threads) {}

  // `on_closed` runs when nothing of the stream is left: its port may be used again.
  StreamId open(unsigned thread, std::function<void()> on_closed);
  // No event of `id` reaches a listener from here on.
  void forget(StreamId id);
  void set_listener(StreamId id, Session::Listener* listener);
  // `id` is a mix.
  void set_members(StreamId id, MemberListener* listener);
  void deliver(StreamId id, StreamEvent event);

  // Names what the stream plays from now on; `listener` hears of its end.
  std::uint32_t begin_playback(StreamId id, Playback::Listener& listener);
  // Nobody listens for that end any more. True if it has not come and nothing else has begun.
  bool end_playback(StreamId id, std::uint32_t playback);

  void bridge(StreamId a, StreamId b);
  void unbridge(StreamId a, StreamId b);
  // Whom that stream is bridged with; none if it isn't.
  StreamId bridged_to(StreamId id) const;

  // Streams of a thread that aren't closed yet.
  std::size_t load(unsigned thread) const;

 private:
  struct Slot {
    StreamId id;  // none: free
    Session::Listener* listener = nullptr;
    std::function<void()> on_closed;
    StreamId bridged_to;
    std::uint32_t playback = 0;
    Playback::Listener* playback_listener = nullptr;  // none: it has ended
    MemberListener* members = nullptr;
  };
  Slot* find(StreamId id);
  const Slot* find(StreamId id) const;
  void deliver_played(Slot& slot, std::uint32_t playback);
  void part(StreamId id, StreamId from);

  std::vector<std::vector<Slot>> slots_;  // by thread
  std::uint32_t last_generation_ = 0;
  std::uint32_t last_playback_ = 0;
};

}  // namespace ringback::media
