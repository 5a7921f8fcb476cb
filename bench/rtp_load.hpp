#pragma once

#include <sys/socket.h>

#include <atomic>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include "media/transport/udp_socket.hpp"

namespace ringback::bench {

// Many phones in one socket: a thread that sends each of them a packet of 20 ms of PCMU or PCMA every 20 ms, and counts
// what comes back. Sessions tell their phones apart by their own ports.
class RtpLoad {
 public:
  RtpLoad();
  ~RtpLoad();
  RtpLoad(const RtpLoad&) = delete;
  RtpLoad& operator=(const RtpLoad&) = delete;

  // The SDP of a phone that is here.
  std::string offer(int payload_type) const;
  // A phone whose session answered with that SDP. Before `start`.
  void add(const std::string& answer, int payload_type);
  void start();

  std::uint64_t sent() const { return sent_; }
  std::uint64_t received() const { return received_; }

 private:
  struct Phone {
    media::Address session;
    std::uint8_t payload_type;
  };

  void run();
  void send_all(std::uint16_t sequence);
  void receive_all();

  media::UdpSocket socket_;
  std::vector<Phone> phones_;
  std::atomic<std::uint64_t> sent_ = 0;
  std::atomic<std::uint64_t> received_ = 0;
  std::atomic<bool> over_ = false;
  std::thread thread_;
};

}  // namespace ringback::bench
