#include "browser/side_channels.hpp"

#include "http/server_fixture.hpp"

namespace ringback::browser {
namespace {

struct SideChannelsTest : http::ServerFixture {
  SideChannelsTest() {
    mount_side_channels(make());
    start();
  }
};

TEST_F(SideChannelsTest, SoundsAreWhereEverySdkLooks) {
  http::TestSocket client(port);
  for (const std::string above : {"/js", "/sdk/js"}) {
    for (const std::string name : {"incoming", "dtmf-7", "dtmf-star"}) {
      const auto response = get(client, above + "/client/sounds/releases/1.0.0/" + name + ".mp3?cache=1_4_23");
      EXPECT_EQ(response.status, 200) << above << name;
      EXPECT_EQ(response.field("Access-Control-Allow-Origin"), "*");
      EXPECT_EQ(response.body.substr(0, 4), "RIFF");
    }
  }
  EXPECT_EQ(get(client, "/js/client/sounds/releases/1.0.0/dtmf-x.mp3").status, 404);
}

TEST_F(SideChannelsTest, InsightsAreTakenFromPagesOfAnyOrigin) {
  http::TestSocket client(port);
  for (const std::string path : {"/v4/EndpointEvents", "/v4/EndpointMetrics"}) {
    client.send("OPTIONS " + path + " HTTP/1.1\r\nHost: eventgw.twilio.com\r\nOrigin: https://page.example\r\n\r\n");
    const auto allowed = read_response(client);
    EXPECT_EQ(allowed.status, 200);
    EXPECT_EQ(allowed.field("Access-Control-Allow-Headers"), "Content-Type, X-Twilio-Token");
    client.send("POST " + path + " HTTP/1.1\r\nHost: eventgw.twilio.com\r\nContent-Length: 2\r\n\r\n{}");
    const auto taken = read_response(client);
    EXPECT_EQ(taken.status, 200);
    EXPECT_EQ(taken.field("Access-Control-Allow-Origin"), "*");
    EXPECT_EQ(taken.body, "");
  }
}

}  // namespace
}  // namespace ringback::browser
