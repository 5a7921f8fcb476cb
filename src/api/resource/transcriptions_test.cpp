#include "store/transcriptions.hpp"
#include "api/fixture_test.hpp"

namespace ringback::api {
namespace {

struct TranscriptionsTest : ApiTest {
  std::string recording_sid = make_sid("RE");

  store::Transcription add(const std::string& status = "completed") {
    store::Transcription row{.sid = make_sid("TR"),
                             .account_sid = account.sid,
                             .recording_sid = recording_sid,
                             .status = status,
                             .transcription_text = status == "completed" ? "call me back" : "",
                             .duration = 7,
                             .date_created = 1'000'000,
                             .date_updated = 2'000'000};
    EXPECT_TRUE(wait(store->transcriptions().save(row, {})));
    return row;
  }
  std::size_t count(const std::string& target) { return json(get(target)).at("transcriptions").as_array().size(); }
};

TEST_F(TranscriptionsTest, ATranscriptionHasTheDocumentsMembers) {
  const auto row = add();
  const auto fetched = json(get("/Transcriptions/" + row.sid + ".json"));
  const std::vector<std::string> expected = {
      "account_sid",   "api_version", "date_created", "date_updated",       "duration", "price", "price_unit",
      "recording_sid", "sid",         "status",       "transcription_text", "type",     "uri"};
  EXPECT_EQ(members(fetched), expected);
  EXPECT_EQ(text(fetched, "transcription_text"), "call me back");
  EXPECT_EQ(text(fetched, "duration"), "7");
  EXPECT_EQ(text(fetched, "type"), "fast");
  EXPECT_EQ(text(fetched, "uri"), "/2010-04-01/Accounts/" + account.sid + "/Transcriptions/" + row.sid + ".json");
}

TEST_F(TranscriptionsTest, TheyAreListedForTheAccountAndForARecording) {
  add();
  add("failed");
  EXPECT_EQ(count("/Transcriptions.json"), 2U);
  EXPECT_EQ(count("/Recordings/" + recording_sid + "/Transcriptions.json"), 2U);
  EXPECT_EQ(count("/Recordings/" + make_sid("RE") + "/Transcriptions.json"), 0U);
}

TEST_F(TranscriptionsTest, TheTextAloneIsPlainText) {
  const auto row = add();
  for (const auto& path :
       {"/Transcriptions/" + row.sid, "/Recordings/" + recording_sid + "/Transcriptions/" + row.sid}) {
    const auto response = get(path + ".txt");
    EXPECT_EQ(response.body, "call me back");
    EXPECT_EQ(http::header(response.headers, "Content-Type"), "text/plain; charset=utf-8");
  }
  EXPECT_EQ(get("/Transcriptions.txt").status, 404);
  EXPECT_EQ(get("/Recordings/" + make_sid("RE") + "/Transcriptions/" + row.sid + ".json").status, 404);
}

TEST_F(TranscriptionsTest, WhatIsOverIsDeleted) {
  const auto row = add();
  const std::string path = "/Transcriptions/" + row.sid + ".json";
  EXPECT_EQ(send(request("DELETE", path)).status, 204);
  EXPECT_EQ(outcome(get(path)), "404 20404");
  EXPECT_EQ(outcome(send(request("DELETE", "/Transcriptions/" + add("in-progress").sid + ".json"))), "409 20409");
}

}  // namespace
}  // namespace ringback::api
