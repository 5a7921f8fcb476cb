#include "media/sound/jitter_buffer.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace ringback::media {
namespace {

struct JitterBufferTest : testing::Test {
  bool insert(std::uint16_t sequence, std::vector<std::uint8_t> payload = {1, 2, 3}, bool event = false) {
    Frame frame{.codec = Codec::pcma, .event = event};
    frame.packet = {{.sequence = sequence, .timestamp = sequence * 160U}, payload};
    return buffer.insert(frame);
  }
  JitterBuffer buffer;
};

TEST_F(JitterBufferTest, KeepsCopiesOfWhatItIsGiven) {
  EXPECT_TRUE(insert(7, {9, 8}));
  const auto* packet = buffer.find(7);
  ASSERT_TRUE(packet);
  EXPECT_EQ(packet->codec, Codec::pcma);
  EXPECT_EQ(packet->timestamp, 1120U);
  EXPECT_EQ(packet->length, 2U);
  EXPECT_EQ(std::vector(packet->payload.begin(), packet->payload.end()), (std::vector<std::uint8_t>{9, 8}));
  EXPECT_FALSE(buffer.find(8));
}

TEST_F(JitterBufferTest, FindsTheOrderAroundTheWrap) {
  for (const std::uint16_t sequence : {1, 65534, 0, 65535}) EXPECT_TRUE(insert(sequence));
  std::vector<int> order;
  for (const auto* packet = buffer.after(65000); packet; packet = buffer.after(packet->sequence)) {
    order.push_back(packet->sequence);
  }
  EXPECT_EQ(order, (std::vector{65534, 65535, 0, 1}));
  EXPECT_EQ(buffer.newest()->sequence, 1);
}

TEST_F(JitterBufferTest, TakesAPacketOnce) {
  EXPECT_TRUE(insert(1));
  EXPECT_FALSE(insert(1));
  buffer.erase(1);
  EXPECT_TRUE(buffer.empty());
  EXPECT_TRUE(insert(1));
}

TEST_F(JitterBufferTest, AnEventHasNoLength) {
  EXPECT_TRUE(insert(1, {5, 10, 0, 160}, true));
  EXPECT_EQ(buffer.find(1)->length, 0U);
}

TEST_F(JitterBufferTest, RefusesWhatDoesNotFit) {
  for (std::uint16_t i = 0; i < JitterBuffer::capacity; ++i) EXPECT_TRUE(insert(i));
  EXPECT_FALSE(insert(1000));
  buffer.clear();
  EXPECT_FALSE(insert(1, std::vector<std::uint8_t>(max_payload + 1)));
  EXPECT_TRUE(insert(1, std::vector<std::uint8_t>(max_payload)));
  EXPECT_FALSE(buffer.after(1));
}

}  // namespace
}  // namespace ringback::media
