#include "media/registry.hpp"

#include <gtest/gtest.h>

#include "media/engine_fixture.hpp"

namespace ringback::media {
namespace {

using Kind = StreamEvent::Kind;

struct RegistryTest : testing::Test {
  StreamId open(unsigned thread = 0) {
    return registry.open(thread, [this] { ++closed; });
  }
  Registry registry{2};
  Ear ear;
  int closed = 0;
};

TEST_F(RegistryTest, BringsEventsToTheListener) {
  const auto id = open();
  registry.set_listener(id, &ear);
  registry.deliver(id, {Kind::connected});
  registry.deliver(id, {Kind::digit, '5'});
  registry.deliver(id, {Kind::heard});
  registry.deliver(id, {Kind::peer_lost});
  registry.deliver(id, {Kind::peer_back});
  EXPECT_EQ(ear.connected, 1);
  EXPECT_EQ(ear.digits, "5");
  EXPECT_EQ(ear.heard, 1);
  EXPECT_EQ(ear.lost, 1);
  EXPECT_EQ(ear.back, 1);
}

TEST_F(RegistryTest, KnowsWhoIsBridgedWithWhom) {
  const auto a = open();
  const auto b = open(1);
  const auto c = open();
  registry.bridge(a, b);
  EXPECT_EQ(registry.bridged_to(b), a);
  registry.bridge(a, c);
  registry.unbridge(a, b);
  EXPECT_EQ(registry.bridged_to(a), c);
  EXPECT_FALSE(registry.bridged_to(b));
}

TEST_F(RegistryTest, AForgottenStreamIsSilent) {
  const auto id = open();
  registry.deliver(id, {Kind::digit, '1'});  // no listener yet
  registry.set_listener(id, &ear);
  registry.forget(id);
  registry.deliver(id, {Kind::digit, '2'});
  EXPECT_EQ(ear.digits, "");
}

TEST_F(RegistryTest, ASlotIsUsedAgainOnlyAfterTheEndAndUnderAnotherName) {
  const auto first = open();
  const auto second = open();
  EXPECT_NE(first.slot, second.slot);
  registry.deliver(first, {Kind::closed});
  EXPECT_EQ(closed, 1);
  const auto third = open();
  EXPECT_EQ(third.slot, first.slot);
  EXPECT_NE(third.generation, first.generation);
  registry.set_listener(third, &ear);
  registry.deliver(first, {Kind::digit, '9'});  // late
  EXPECT_EQ(ear.digits, "");
}

TEST_F(RegistryTest, CountsTheStreamsOfAThread) {
  const auto id = open(1);
  open(1);
  EXPECT_EQ(registry.load(0), 0U);
  EXPECT_EQ(registry.load(1), 2U);
  registry.deliver(id, {Kind::closed});
  EXPECT_EQ(registry.load(1), 1U);
}

}  // namespace
}  // namespace ringback::media
