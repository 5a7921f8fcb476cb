#include "media/mesh.hpp"

#include <gtest/gtest.h>
#include <poll.h>

#include <vector>

namespace ringback::media {
namespace {

bool readable(int fd) {
  pollfd waiting{fd, POLLIN, 0};
  return poll(&waiting, 1, 0) == 1;
}

TEST(Mesh, WakesUntilCleared) {
  const Mesh mesh(2);
  const auto& wakeup = mesh.wakeup(1);
  EXPECT_FALSE(readable(wakeup.fd()));
  wakeup.notify();
  wakeup.notify();
  EXPECT_TRUE(readable(wakeup.fd()));
  wakeup.clear();
  EXPECT_FALSE(readable(wakeup.fd()));
  EXPECT_FALSE(readable(mesh.wakeup(0).fd()));
}

TEST(Mesh, CarriesFramesWithTheirBytes) {
  Mesh mesh(2);
  {
    const std::vector<std::uint8_t> sound(160, 42);
    Frame frame{.codec = Codec::pcma};
    frame.packet = {{.sequence = 7}, sound};
    auto* slot = mesh.ring(0, 1).claim();
    slot->store({1, 3, 5}, frame);
    mesh.ring(0, 1).publish();
  }
  EXPECT_EQ(mesh.ring(1, 0).front(), nullptr);
  const auto* stored = mesh.ring(0, 1).front();
  ASSERT_NE(stored, nullptr);
  EXPECT_EQ(stored->to, (StreamId{1, 3, 5}));
  EXPECT_EQ(stored->frame.codec, Codec::pcma);
  EXPECT_EQ(stored->frame.packet.header.sequence, 7);
  EXPECT_EQ(stored->frame.packet.payload.size(), 160U);
  EXPECT_EQ(stored->frame.packet.payload[159], 42);
}

TEST(Mesh, AnOverlongPayloadIsCut) {
  Mesh mesh(2);
  const std::vector<std::uint8_t> sound(2000, 1);
  auto* slot = mesh.ring(0, 1).claim();
  slot->store({}, {.packet = {{}, sound}});
  EXPECT_EQ(slot->frame.packet.payload.size(), max_payload);
}

}  // namespace
}  // namespace ringback::media
