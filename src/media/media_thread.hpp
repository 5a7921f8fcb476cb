#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "media/browser_port.hpp"
#include "media/command.hpp"
#include "media/mesh.hpp"
#include "media/mixers.hpp"

namespace ringback::media {

// Events of streams, called on the media thread.
using EventSink = std::function<void(StreamId, StreamEvent)>;

// One epoll loop that owns streams and their sockets. The control thread makes it, posts commands to it and destroys
// it; everything else happens on the thread itself.
class MediaThread final : StreamHost {
 public:
  struct Parts {
    unsigned index;
    Mesh& mesh;
    const WakeupFd& taps;  // wakes their thread
    std::vector<UdpSocket> browser_sockets;
    EventSink sink;
  };
  explicit MediaThread(Parts parts);
  // Stops the loop and joins. Streams die with it.
  ~MediaThread() override;
  MediaThread(const MediaThread&) = delete;
  MediaThread& operator=(const MediaThread&) = delete;

  // Control thread. False if the queue is full, `command` is then as it was.
  bool post(Command& command);
  Counters counters() const;
  // The time that it has spent at work.
  Duration busy() const;

 private:
  struct Slot {
    std::unique_ptr<Stream> stream;
    int fd = -1;  // its own sockets, if it is no browser's
    int control_fd = -1;
    WebRtcTransport* webrtc = nullptr;  // the stream's, if it is a browser's
    bool peer_lost = false;             // told
  };

  void run();
  void turn();
  void dispatch(std::uint64_t tag);
  void receive_rtp(std::uint32_t slot);
  void receive_rtcp(std::uint32_t slot);
  void receive_own(Stream& stream, int fd);
  void receive_browsers(int fd);
  void tick_all();
  void tick(Slot& slot);
  void take_commands();
  void take_frames();
  void finish_turn();

  void deliver(StreamId to, const Frame& frame);
  void push(StreamId to, const Frame& frame);
  void apply(Command& command);
  void open(StreamId id, command::Open& open);
  void close(StreamId id);
  Slot* find(StreamId id);
  void watch(int fd, std::uint64_t tag) const;

  // StreamHost
  SendBatch& outbox() override { return outbox_; }
  void forward(StreamId to, const Frame& frame, TimePoint now) override;
  void share(unsigned thread, const Frame& frame) override;
  void report(StreamId from, StreamEvent event) override { sink_(from, event); }
  void count_drop() override { ++dropped_; }
  void wake_taps() override { tapped_ = true; }

  const unsigned index_;
  Mesh& mesh_;
  const WakeupFd& taps_;
  const EventSink sink_;
  SpscRing<Command> commands_;
  std::atomic<bool> stopping_{false};

  int epoll_ = -1;
  int ticker_ = -1;
  TimePoint now_;
  ReceiveBatch inbox_;
  SendBatch outbox_;
  std::vector<Slot> slots_;
  Mixers mixers_;
  BrowserPort browsers_;
  std::vector<bool> to_wake_;  // threads that have been given frames in this turn
  bool tapped_ = false;        // so have taps

  std::uint64_t received_ = 0;
  std::uint64_t dropped_ = 0;
  std::uint64_t frames_lost_ = 0;
  std::uint64_t ticks_missed_ = 0;
  Duration busy_{};
  struct Published {
    std::atomic<std::uint64_t> received{0}, sent{0}, dropped{0}, queue_full{0}, frames_lost{0}, ticks_missed{0},
        busy{0};
  };
  Published published_;

  std::thread thread_;  // last: starts when all else is there
};

}  // namespace ringback::media
