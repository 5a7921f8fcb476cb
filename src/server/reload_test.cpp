#include "server/reload.hpp"

#include <gmock/gmock.h>

namespace ringback::server {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(KeysForNextStart, AreThoseThatDifferAndCannotBeTakenAtOnce) {
  const config::Config running;
  config::Config wanted;
  EXPECT_THAT(keys_for_next_start(running, wanted), IsEmpty());
  wanted.log_level = log::Level::debug;
  wanted.drain_timeout = std::chrono::seconds(5);
  wanted.calls.max_calls = 7;
  wanted.sip.phones.push_back({"alice", "secret", "+819059876543"});
  EXPECT_THAT(keys_for_next_start(running, wanted), IsEmpty());
  wanted.http.port = 9443;
  wanted.sip.port = 5070;
  EXPECT_THAT(keys_for_next_start(running, wanted), ElementsAre("http.port", "sip.port"));
}

}  // namespace
}  // namespace ringback::server
