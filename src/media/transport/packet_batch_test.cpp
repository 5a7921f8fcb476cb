#include "media/transport/packet_batch.hpp"

#include <gtest/gtest.h>
#include <poll.h>

#include <cstring>

#include "media/transport/udp_socket.hpp"

namespace ringback::media {
namespace {

UdpSocket loopback_socket() {
  return UdpSocket::bind(*Address::parse("127.0.0.1", 0)).value();
}

void wait_readable(int fd) {
  pollfd waiting{fd, POLLIN, 0};
  ASSERT_EQ(poll(&waiting, 1, 5000), 1);
}

TEST(PacketBatch, CarriesMoreThanABatchInOrder) {
  const auto from = loopback_socket();
  const auto to = loopback_socket();
  SendBatch out;
  for (std::uint8_t i = 0; i < 100; ++i) {
    out.next()[0] = i;
    out.add(from.fd(), to.local(), 1);
  }
  out.flush();
  EXPECT_EQ(out.sent(), 100U);

  ReceiveBatch in;
  std::uint8_t expected = 0;
  while (expected < 100) {
    wait_readable(to.fd());
    for (const auto& datagram : in.receive(to.fd())) {
      ASSERT_EQ(datagram.bytes.size(), 1U);
      EXPECT_EQ(datagram.bytes[0], expected++);
      EXPECT_TRUE(datagram.from == from.local());
    }
  }
}

TEST(PacketBatch, LosesOnlyTheDatagramThatTheKernelRefuses) {
  const auto from = loopback_socket();
  const auto to = loopback_socket();
  SendBatch out;
  out.add(from.fd(), *Address::parse("2001:db8::1", 9), 1);  // an IPv4 socket can't
  out.add(from.fd(), to.local(), 1);
  out.flush();
  EXPECT_EQ(out.lost(), 1U);
  EXPECT_EQ(out.sent(), 1U);
}

TEST(UdpSocket, NamesThePortThatIsTaken) {
  const auto first = loopback_socket();
  const auto second = UdpSocket::bind(first.local());
  ASSERT_FALSE(second);
  EXPECT_NE(second.error().message.find(std::to_string(first.local().port())), std::string::npos);
}

}  // namespace
}  // namespace ringback::media
