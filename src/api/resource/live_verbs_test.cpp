#include "api/fixture_test.hpp"

namespace ringback::api {
namespace {

struct LiveVerbs : ApiTest {
  std::string call(const std::string& status) {
    store::Call row;
    row.sid = make_sid("CA");
    row.account_sid = account.sid;
    row.status = status;
    EXPECT_TRUE(wait(store->calls().save(row, {})));
    return "/Calls/" + row.sid;
  }
};

TEST_F(LiveVerbs, AreRefusedInWords) {
  const std::string running = call("in-progress");
  for (const auto& [verb, words] : {std::pair<std::string, std::string>{"Streams", "streams"},
                                    {"Siprec", "no recorder of this server: crm"},
                                    {"Transcriptions", "No engine"}}) {
    const auto response = post(running + '/' + verb + ".json", {{"Url", "wss://app/"}, {"ConnectorName", "crm"}});
    EXPECT_EQ(outcome(response), "400 20422");
    EXPECT_NE(text(json(response), "message").find(words), std::string::npos) << verb;
  }
}

TEST_F(LiveVerbs, WantACallThatIsInProgress) {
  EXPECT_EQ(outcome(post(call("completed") + "/Streams.json", {{"Url", "wss://app/"}})), "400 21220");
  EXPECT_EQ(outcome(post("/Calls/" + make_sid("CA") + "/Streams.json", {{"Url", "wss://app/"}})), "404 20404");
}

TEST_F(LiveVerbs, ThatNobodyStartedCantBeStopped) {
  const std::string running = call("in-progress");
  for (const auto* one : {"/Streams/by-name.json", "/Siprec/SR00000000000000000000000000000001.json",
                          "/Transcriptions/GT00000000000000000000000000000001.json"}) {
    EXPECT_EQ(outcome(post(running + one, {{"Status", "stopped"}})), "404 20404");
  }
}

}  // namespace
}  // namespace ringback::api
