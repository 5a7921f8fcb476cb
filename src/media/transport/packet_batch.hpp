#pragma once

#include <sys/socket.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>

#include "media/transport/address.hpp"

// Datagrams read and written many to a system call. Everything is allocated once, at construction.
namespace ringback::media {

inline constexpr std::size_t max_datagram = 1500;
inline constexpr std::size_t batch_size = 64;

struct Datagram {
  std::span<std::uint8_t> bytes;  // may be changed in place
  Address from;
};

class ReceiveBatch {
 public:
  ReceiveBatch();
  // What waits at `fd`, up to a batch; never blocks. Views stay valid until the next call.
  std::span<Datagram> receive(int fd);

 private:
  struct Buffers;
  struct Delete {
    void operator()(Buffers* buffers) const;
  };
  std::unique_ptr<Buffers, Delete> buffers_;
};

class SendBatch {
 public:
  SendBatch();
  // Where the next datagram is to be written. Sends what is gathered if there is no room.
  std::span<std::uint8_t, max_datagram> next();
  // Queues the first `size` bytes of `next()`.
  void add(int fd, const Address& to, std::size_t size);
  void flush();
  // Hands out what is gathered instead: for tests, whose network is no socket.
  using Visit = std::function<void(int fd, const Address& to, std::span<const std::uint8_t> bytes)>;
  void drain(const Visit& visit);

  std::uint64_t sent() const { return sent_; }
  // Refused by the kernel: no buffer, no route. Datagrams may be lost, so nobody waits for them.
  std::uint64_t lost() const { return lost_; }

 private:
  struct Buffers;
  struct Delete {
    void operator()(Buffers* buffers) const;
  };
  std::unique_ptr<Buffers, Delete> buffers_;
  std::size_t count_ = 0;
  std::uint64_t sent_ = 0;
  std::uint64_t lost_ = 0;
};

}  // namespace ringback::media
