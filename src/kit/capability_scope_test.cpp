#include "kit/capability_scope.hpp"

#include <gtest/gtest.h>

namespace ringback::kit {
namespace {

const std::string application = "AP00000000000000000000000000000003";

Capabilities both_rights() {
  return {.incoming_client_name = "jo smith+1's*(x)!~",
          .outgoing_application_sid = application,
          .outgoing_client_name = "jo smith+1's*(x)!~",
          .application_parameters = {{"team", "red & blue"}, {"k=1", "ü/é"}}};
}

const std::string both_rights_scope =
    "scope:client:incoming?clientName=jo%20smith%2B1's*(x)!~ "
    "scope:client:outgoing?appSid=AP00000000000000000000000000000003&clientName=jo%20smith%2B1's*(x)!~"
    "&appParams=team%3Dred%2520%2526%2520blue%26k%253D1%3D%25C3%25BC%252F%25C3%25A9";

TEST(CapabilityScope, EncodesParametersTwice) {
  EXPECT_EQ(encode_scope(both_rights()), both_rights_scope);
}

TEST(CapabilityScope, DecodesWhatItEncodes) {
  const auto decoded = decode_scope(both_rights_scope);
  EXPECT_EQ(decoded.incoming_client_name, both_rights().incoming_client_name);
  EXPECT_EQ(decoded.outgoing_application_sid, application);
  EXPECT_EQ(decoded.outgoing_client_name, both_rights().outgoing_client_name);
  EXPECT_EQ(decoded.application_parameters, both_rights().application_parameters);
}

TEST(CapabilityScope, DecodesPlusAsABlankOnBothLevels) {
  const auto decoded = decode_scope("scope:client:outgoing?appSid=AP1&clientName=jo+smith&appParams=team%3Dred%2Bblue");
  EXPECT_EQ(decoded.outgoing_client_name, "jo smith");
  EXPECT_EQ(decoded.application_parameters, (decltype(decoded.application_parameters){{"team", "red blue"}}));
}

TEST(CapabilityScope, TheTwoRightsAreSeparate) {
  const auto incoming = decode_scope("scope:client:incoming?clientName=alice");
  EXPECT_EQ(incoming.incoming_client_name, "alice");
  EXPECT_FALSE(incoming.outgoing_application_sid);

  const auto outgoing = decode_scope("scope:client:outgoing?appSid=AP1");
  EXPECT_FALSE(outgoing.incoming_client_name);
  EXPECT_EQ(outgoing.outgoing_application_sid, "AP1");
}

TEST(CapabilityScope, PassesOverForeignScopesAndExtraBlanks) {
  const auto decoded = decode_scope(
      "  scope:stream:subscribe?path=/2010-04-01/Events&clientName=eve  scope:client:incoming?clientName=alice ");
  EXPECT_EQ(decoded.incoming_client_name, "alice");
  EXPECT_FALSE(decoded.outgoing_application_sid);
}

TEST(CapabilityScope, AScopeWithoutNameOrSidGivesNoRight) {
  for (const char* scope :
       {"", "scope:client:incoming", "scope:client:incoming?clientName=", "scope:client:outgoing?clientName=alice",
        "scope:client:outgoing?appSid=&clientName=alice&appParams=a%3Db", "scope:client:incomingx?clientName=a"}) {
    const auto decoded = decode_scope(scope);
    EXPECT_FALSE(decoded.incoming_client_name) << scope;
    EXPECT_FALSE(decoded.outgoing_application_sid) << scope;
    EXPECT_TRUE(decoded.application_parameters.empty()) << scope;
    EXPECT_EQ(decoded.identity(), "") << scope;
  }
}

TEST(CapabilityScope, TheFirstScopeOfAKindCounts) {
  const auto decoded = decode_scope("scope:client:incoming?clientName=alice scope:client:incoming?clientName=eve");
  EXPECT_EQ(decoded.incoming_client_name, "alice");
}

TEST(CapabilityScope, IdentityIsTheIncomingNameElseTheOutgoingOne) {
  EXPECT_EQ((Capabilities{.incoming_client_name = "in", .outgoing_client_name = "out"}).identity(), "in");
  EXPECT_EQ((Capabilities{.outgoing_client_name = "out"}).identity(), "out");
  EXPECT_EQ(Capabilities{}.identity(), "");
}

}  // namespace
}  // namespace ringback::kit
