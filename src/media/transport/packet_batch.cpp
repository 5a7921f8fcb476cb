#include "media/transport/packet_batch.hpp"

namespace ringback::media {

struct ReceiveBatch::Buffers {
  std::array<std::array<std::uint8_t, max_datagram>, batch_size> bytes{};
  std::array<Datagram, batch_size> datagrams;
  std::array<iovec, batch_size> vectors{};
  std::array<mmsghdr, batch_size> headers{};
};

void ReceiveBatch::Delete::operator()(Buffers* buffers) const {
  delete buffers;
}

ReceiveBatch::ReceiveBatch() : buffers_(new Buffers{}) {
  auto& b = *buffers_;
  for (std::size_t i = 0; i < batch_size; ++i) {
    b.vectors[i] = {b.bytes[i].data(), max_datagram};
    b.headers[i].msg_hdr.msg_iov = &b.vectors[i];
    b.headers[i].msg_hdr.msg_iovlen = 1;
    b.headers[i].msg_hdr.msg_name = b.datagrams[i].from.data();
  }
}

std::span<Datagram> ReceiveBatch::receive(int fd) {
  auto& b = *buffers_;
  for (auto& header : b.headers) header.msg_hdr.msg_namelen = Address::capacity;
  const int count = recvmmsg(fd, b.headers.data(), batch_size, MSG_DONTWAIT, nullptr);
  if (count <= 0) return {};
  for (int i = 0; i < count; ++i) b.datagrams[i].bytes = std::span(b.bytes[i]).first(b.headers[i].msg_len);
  return std::span(b.datagrams).first(static_cast<std::size_t>(count));
}

struct SendBatch::Buffers {
  std::array<std::array<std::uint8_t, max_datagram>, batch_size> bytes{};
  std::array<Address, batch_size> to;
  std::array<int, batch_size> fds{};
  std::array<iovec, batch_size> vectors{};
  std::array<mmsghdr, batch_size> headers{};
};

void SendBatch::Delete::operator()(Buffers* buffers) const {
  delete buffers;
}

SendBatch::SendBatch() : buffers_(new Buffers{}) {
  auto& b = *buffers_;
  for (std::size_t i = 0; i < batch_size; ++i) {
    b.vectors[i].iov_base = b.bytes[i].data();
    b.headers[i].msg_hdr.msg_iov = &b.vectors[i];
    b.headers[i].msg_hdr.msg_iovlen = 1;
    b.headers[i].msg_hdr.msg_name = b.to[i].data();
  }
}

std::span<std::uint8_t, max_datagram> SendBatch::next() {
  if (count_ == batch_size) flush();
  return buffers_->bytes[count_];
}

void SendBatch::add(int fd, const Address& to, std::size_t size) {
  auto& b = *buffers_;
  b.to[count_] = to;
  b.fds[count_] = fd;
  b.vectors[count_].iov_len = size;
  b.headers[count_].msg_hdr.msg_namelen = to.size();
  ++count_;
}

void SendBatch::drain(const Visit& visit) {
  auto& b = *buffers_;
  for (std::size_t i = 0; i < count_; ++i) visit(b.fds[i], b.to[i], std::span(b.bytes[i]).first(b.vectors[i].iov_len));
  count_ = 0;
}

// Neighbours of one socket go out in one call. The kernel stops at a datagram that it refuses: that one is lost, the
// others are tried.
void SendBatch::flush() {
  auto& b = *buffers_;
  std::size_t first = 0;
  while (first < count_) {
    std::size_t last = first + 1;
    while (last < count_ && b.fds[last] == b.fds[first]) ++last;
    const int done = sendmmsg(b.fds[first], &b.headers[first], static_cast<unsigned>(last - first), MSG_DONTWAIT);
    sent_ += done > 0 ? static_cast<std::uint64_t>(done) : 0;
    lost_ += done > 0 ? 0 : 1;
    first += done > 0 ? static_cast<std::size_t>(done) : 1;
  }
  count_ = 0;
}

}  // namespace ringback::media
