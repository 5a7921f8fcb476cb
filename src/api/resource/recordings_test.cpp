#include "api/resource/recordings.hpp"

#include <fstream>

#include "api/fixture_test.hpp"
#include "media/sound/wave_file.hpp"
#include "store/recordings.hpp"

namespace ringback::api {
namespace {

struct RecordingsTest : ApiTest {
  std::string call_sid = make_sid("CA");

  store::Recording add(const std::string& status = "completed", int channels = 1, store::Millis date = 1'000'000) {
    store::Recording row{.sid = make_sid("RE"),
                         .account_sid = account.sid,
                         .call_sid = call_sid,
                         .status = status,
                         .source = "RecordVerb",
                         .track = "both",
                         .channels = channels,
                         .duration = 3,
                         .start_time = date,
                         .date_created = date,
                         .date_updated = date};
    EXPECT_TRUE(wait(store->recordings().save(row, {})));
    return row;
  }
  // Three seconds of it.
  store::Recording recorded(int channels = 1) {
    auto row = add("completed", channels);
    auto file = media::WaveFile::create(recordings.file(row.sid), channels);
    const std::vector<std::int16_t> sound(static_cast<std::size_t>(24000 * channels), 1000);
    EXPECT_TRUE(file->write(sound));
    return row;
  }
  std::size_t count(const std::string& target) { return json(get(target)).at("recordings").as_array().size(); }
  static std::string type(const http::Response& response) {
    return std::string(http::header(response.headers, "Content-Type"));
  }
};

TEST_F(RecordingsTest, ARecordingHasTheDocumentsMembers) {
  const auto row = add();
  const auto fetched = json(get("/Recordings/" + row.sid + ".json"));
  const std::vector<std::string> expected = {
      "account_sid",  "api_version",  "call_sid",         "channels",   "conference_sid",
      "date_created", "date_updated", "duration",         "error_code", "encryption_details",
      "media_url",    "price",        "price_unit",       "sid",        "source",
      "start_time",   "status",       "subresource_uris", "uri"};
  auto sorted = expected;
  std::sort(sorted.begin(), sorted.end());
  EXPECT_EQ(members(fetched), sorted);
  EXPECT_EQ(text(fetched, "duration"), "3");
  EXPECT_EQ(fetched.at("channels").as_int64(), 1);
  EXPECT_TRUE(fetched.at("error_code").is_null());
  EXPECT_EQ(text(fetched, "media_url"),
            "https://ringback.test/2010-04-01/Accounts/" + account.sid + "/Recordings/" + row.sid);
}

TEST_F(RecordingsTest, ACallsRecordingHasATrackAndNoMediaUrl) {
  const auto row = add("in-progress");
  const auto fetched = json(get("/Calls/" + call_sid + "/Recordings/" + row.sid + ".json"));
  EXPECT_EQ(text(fetched, "track"), "both");
  EXPECT_FALSE(fetched.contains("media_url"));
  EXPECT_TRUE(fetched.at("duration").is_null());
  EXPECT_EQ(text(fetched, "uri"),
            "/2010-04-01/Accounts/" + account.sid + "/Calls/" + call_sid + "/Recordings/" + row.sid + ".json");
  EXPECT_EQ(get("/Calls/" + make_sid("CA") + "/Recordings/" + row.sid + ".json").status, 404);
}

TEST_F(RecordingsTest, ListsAreFilteredByCallAndDate) {
  add("completed", 1, 1'283'286'988'000);
  add("completed", 1, 1'383'286'988'000);
  EXPECT_EQ(count("/Recordings.json"), 2U);
  EXPECT_EQ(count("/Calls/" + call_sid + "/Recordings.json"), 2U);
  EXPECT_EQ(count("/Recordings.json?CallSid=" + make_sid("CA")), 0U);
  EXPECT_EQ(count("/Recordings.json?DateCreated%3E=2012-01-01"), 1U);
  EXPECT_EQ(count("/Recordings.json?ConferenceSid=" + make_sid("CF")), 0U);
}

TEST_F(RecordingsTest, SoundIsWavWithoutAnExtensionToo) {
  const auto row = recorded();
  for (const auto* extension : {"", ".wav"}) {
    const auto response = get("/Recordings/" + row.sid + extension);
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(type(response), "audio/x-wav");
    EXPECT_EQ(response.file, recordings.file(row.sid));
  }
  EXPECT_EQ(get("/Calls/" + call_sid + "/Recordings/" + row.sid).status, 200);
  EXPECT_EQ(type(get("/Recordings/" + row.sid + ".xml")), "application/xml; charset=utf-8");
}

TEST_F(RecordingsTest, Mp3IsMadeWhenItIsAskedFor) {
  const auto row = recorded(2);
  const auto response = get("/Recordings/" + row.sid + ".mp3?Download=true");
  EXPECT_EQ(type(response), "audio/mpeg");
  EXPECT_TRUE(std::filesystem::exists(response.file));
  EXPECT_EQ(http::header(response.headers, "Content-Disposition"), "attachment; filename=" + row.sid + ".mp3");
  const auto mono = get("/Recordings/" + row.sid + ".wav?RequestedChannels=1");
  EXPECT_EQ(std::filesystem::file_size(mono.file), 24000U * 2 + 44);
}

TEST_F(RecordingsTest, TwoChannelsOfOneAreRefused) {
  const auto row = recorded();
  const auto response = get("/Recordings/" + row.sid + ".wav?RequestedChannels=2");
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(get("/Recordings/" + row.sid + ".wav?RequestedChannels=1").status, 200);
  EXPECT_EQ(get("/Recordings/" + row.sid + ".wav?RequestedChannels=3").status, 400);
}

TEST_F(RecordingsTest, WhatIsNotCompleteHasNoSound) {
  EXPECT_EQ(get("/Recordings/" + add("in-progress").sid + ".wav").status, 404);
  EXPECT_EQ(get("/Recordings/" + add("absent").sid + ".wav").status, 404);
  EXPECT_EQ(get("/Recordings/" + add().sid + ".mp3").status, 404);  // its file is lost
  EXPECT_EQ(get("/Recordings/" + make_sid("RE") + ".json").status, 404);
  EXPECT_EQ(get("/Calls/" + call_sid + ".wav").status, 404);
}

TEST_F(RecordingsTest, DeletedSoundIsGoneAndItsRowIsForThoseWhoAsk) {
  const auto row = recorded();
  EXPECT_EQ(get("/Recordings/" + row.sid + ".mp3").status, 200);
  EXPECT_EQ(send(request("DELETE", "/Recordings/" + row.sid + ".json")).status, 204);
  EXPECT_EQ(get("/Recordings/" + row.sid + ".json").status, 404);
  EXPECT_EQ(get("/Recordings/" + row.sid + ".wav").status, 404);
  EXPECT_EQ(count("/Recordings.json"), 0U);
  EXPECT_EQ(count("/Recordings.json?IncludeSoftDeleted=true"), 1U);
  EXPECT_EQ(text(json(get("/Recordings/" + row.sid + ".json?IncludeSoftDeleted=true")), "status"), "deleted");
  EXPECT_FALSE(std::filesystem::exists(recordings.file(row.sid)));
  EXPECT_EQ(send(request("DELETE", "/Recordings/" + row.sid + ".json")).status, 404);
}

TEST_F(RecordingsTest, WhatStillRunsIsNotDeleted) {
  EXPECT_EQ(send(request("DELETE", "/Recordings/" + add("in-progress").sid + ".json")).status, 409);
}

}  // namespace
}  // namespace ringback::api
