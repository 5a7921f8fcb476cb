#pragma once

#include "media/command.hpp"
#include "media/mixer.hpp"

namespace ringback::media {

// The mixes of one media thread, by slot.
class Mixers {
 public:
  // False if the command is for a stream.
  bool apply(Command& command, StreamHost& host);
  Mixer* find(StreamId id);
  void tick(StreamHost& host, TimePoint now);

 private:
  void open(StreamId id, std::unique_ptr<Mixer> mixer);

  std::vector<std::unique_ptr<Mixer>> slots_;
};

}  // namespace ringback::media
