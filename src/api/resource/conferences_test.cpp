#include "api/resource/conferences.hpp"

#include "api/fixture_test.hpp"
#include "call/fake_leg.hpp"

namespace ringback::api {
namespace {

struct ConferencesTest : ApiTest {
  struct Caller {
    call::FakePhone phone;
    std::shared_ptr<call::Call> call;
    std::unique_ptr<call::Participant> part;
  };
  std::map<std::string, Caller> callers;

  ~ConferencesTest() override {
    for (auto& [sid, caller] : callers) {
      caller.part.reset();
      attendant.live.remove(sid);
    }
  }
  // A call that is up and in the room.
  std::string joins(const std::string& name = "room", call::ConferenceOrder order = {}) {
    const auto sid = make_sid("CA");
    auto& caller = callers[sid];
    caller.call = std::make_shared<call::Call>(
        call::Facts{.sid = sid, .account_sid = account.sid, .status = "ringing", .direction = "inbound"}, journal,
        deadlines);
    caller.call->adopt(std::make_unique<call::FakeLeg>(caller.phone));
    caller.call->begin();
    caller.call->answer();
    attendant.live.add(caller.call);
    order.name = name;
    caller.part = conferences.enter(*caller.call, order).value();
    for (auto& [each, present] : callers) {
      if (present.part) present.part->take_seat();
    }
    wait_stored();
    return sid;
  }
  void wait_stored() {
    for (const auto& [sid, facts] : rooms.rooms) wait(done(rooms.flush(sid)));
  }
  static Task<int> done(Task<void> task) {
    co_await std::move(task);
    co_return 0;
  }
  std::string room_sid() { return callers.begin()->second.part->conference()->facts().sid; }
  std::string room() { return "/Conferences/" + room_sid(); }
  const call::ParticipantFacts& facts(const std::string& sid) { return callers[sid].part->facts(); }
};

TEST_F(ConferencesTest, AConferenceIsFoundByItsNameAndStatus) {
  joins();
  EXPECT_EQ(json(get("/Conferences.json?FriendlyName=room&Status=in-progress")).at("conferences").as_array().size(),
            0U);
  joins();
  const auto list = json(get("/Conferences.json?FriendlyName=room&Status=in-progress")).at("conferences").as_array();
  ASSERT_EQ(list.size(), 1U);
  const auto body = json(get(room() + ".json"));
  EXPECT_EQ(text(body, "sid"), room_sid());
  EXPECT_EQ(text(body, "status"), "in-progress");
  EXPECT_EQ(text(body, "region"), "us1");
  EXPECT_TRUE(body.at("reason_conference_ended").is_null());
  EXPECT_EQ(outcome(get("/Conferences/" + make_sid("CF") + ".json")), "404 20404");
}

TEST_F(ConferencesTest, AnApplicationEndsIt) {
  joins();
  joins();
  const auto path = room();
  EXPECT_EQ(outcome(post(path + ".json", {})), "400 20422");
  EXPECT_EQ(outcome(post(path + ".json", {{"Status", "init"}})), "400 20422");
  const auto body = json(post(path + ".json", {{"Status", "completed"}}));
  EXPECT_EQ(text(body, "status"), "completed");
  EXPECT_EQ(text(body, "reason_conference_ended"), "conference-ended-via-api");
  EXPECT_EQ(outcome(post(path + ".json", {{"Status", "completed"}})), "200");
  EXPECT_EQ(outcome(post(path + ".json", {{"AnnounceUrl", "http://app/a"}})), "400 16022");
  EXPECT_TRUE(json(get(path + "/Participants.json")).at("participants").as_array().empty());
}

TEST_F(ConferencesTest, AnnouncementsAreForAllOrForOne) {
  const auto first = joins();
  EXPECT_EQ(outcome(post(room() + ".json", {{"AnnounceUrl", "http://app/a"}})), "400 16022");
  EXPECT_EQ(outcome(post(room() + "/Participants/" + first + ".json", {{"AnnounceUrl", "http://app/a"}})), "400 16001");
  joins();
  EXPECT_EQ(outcome(post(room() + ".json", {{"AnnounceUrl", "http://app/a"}, {"AnnounceMethod", "get"}})), "200");
  EXPECT_EQ(outcome(post(room() + "/Participants/" + first + ".json", {{"AnnounceUrl", "http://app/b"}})), "200");
  EXPECT_EQ(attendant.announced, (std::vector<std::string>{"GET http://app/a", "POST http://app/b " + first}));
}

TEST_F(ConferencesTest, AParticipantIsChangedInOneStep) {
  joins();
  const auto second = joins("room", {.label = "the boss"});
  const auto path = room() + "/Participants/the%20boss.json";
  const auto body = json(post(path, {{"Muted", "true"}, {"Hold", "true"}, {"EndConferenceOnExit", "true"}}));
  EXPECT_EQ(text(body, "call_sid"), second);
  EXPECT_TRUE(body.at("muted").as_bool());
  EXPECT_TRUE(body.at("hold").as_bool());
  EXPECT_TRUE(body.at("end_conference_on_exit").as_bool());
  EXPECT_EQ(text(body, "status"), "connected");
  EXPECT_EQ(outcome(post(path, {{"Muted", "perhaps"}})), "400 20422");
  EXPECT_EQ(outcome(post(path, {{"Coaching", "true"}})), "400 20422");
  EXPECT_EQ(outcome(post(path, {{"CallSidToCoach", make_sid("CA")}})), "400 16028");
  EXPECT_EQ(json(get(room() + "/Participants.json?Hold=true")).at("participants").as_array().size(), 1U);
  EXPECT_EQ(json(get(room() + "/Participants.json?Hold=true&Muted=false")).at("participants").as_array().size(), 0U);
}

TEST_F(ConferencesTest, ACoachIsNamedAndTakenBack) {
  const auto first = joins();
  const auto path = room() + "/Participants/" + joins() + ".json";
  const auto body = json(post(path, {{"CallSidToCoach", first}}));
  EXPECT_TRUE(body.at("coaching").as_bool());
  EXPECT_EQ(text(body, "call_sid_to_coach"), first);
  EXPECT_FALSE(json(post(path, {{"Coaching", "false"}})).at("coaching").as_bool());
}

TEST_F(ConferencesTest, AParticipantIsTakenOut) {
  joins();
  const auto second = joins();
  const auto path = room() + "/Participants/" + second + ".json";
  EXPECT_EQ(outcome(send(request("DELETE", path))), "204");
  EXPECT_EQ(facts(second).reason_left, "participant_updated_via_api");
  EXPECT_EQ(outcome(get(path)), "404 20404");
}

TEST_F(ConferencesTest, ParticipantsAreCalledToARoomThatIsMadeForThem) {
  const Parameters call = {{"To", "client:alice"}, {"From", "client:bob"}};
  auto form = call;
  form.insert(form.end(), {{"Label", "a & b"}, {"Muted", "true"}, {"WaitUrl", ""}, {"ConferenceRecord", "true"}});
  const auto response = post("/Conferences/new%20room/Participants.json", form);
  EXPECT_EQ(outcome(response), "201");
  const auto body = json(response);
  EXPECT_EQ(text(body, "status"), "queued");
  EXPECT_EQ(text(body, "label"), "a & b");
  ASSERT_EQ(attendant.orders.size(), 1U);
  EXPECT_EQ(attendant.orders[0].instructions.twiml,
            "<Response><Dial><Conference muted=\"true\" participantLabel=\"a &amp; b\" record=\"true\" "
            "waitUrl=\"\">new room</Conference></Dial></Response>");
  const auto sid = text(body, "conference_sid");
  EXPECT_EQ(text(json(get("/Conferences/" + sid + ".json")), "status"), "init");
  EXPECT_EQ(json(get("/Conferences/" + sid + "/Participants.json")).at("participants").as_array().size(), 1U);
  EXPECT_EQ(outcome(post("/Conferences/" + sid + "/Participants.json", form)), "400 16026");
  EXPECT_EQ(outcome(post("/Conferences/" + make_sid("CF") + "/Participants.json", call)), "400 16022");
  form = call;
  form.emplace_back("MaxParticipants", "1");
  EXPECT_EQ(outcome(post("/Conferences/other/Participants.json", form)), "400 20422");
  form = call;
  form.emplace_back("Label", "a/b");
  EXPECT_EQ(outcome(post("/Conferences/other/Participants.json", form)), "400 16024");
}

TEST_F(ConferencesTest, AnApplicationMayBeCalledIntoARoom) {
  const auto made = json(post("/Applications.json", {{"FriendlyName", "bot"}, {"VoiceUrl", "http://app/bot"}}));
  const auto app = "app:" + text(made, "sid") + "?mood=good%20one";
  const auto response = post("/Conferences/room/Participants.json", {{"To", app}, {"From", "desk"}});
  EXPECT_EQ(outcome(response), "201");
  ASSERT_EQ(attendant.orders.size(), 1U);
  const auto& target = attendant.orders[0].target;
  EXPECT_EQ(target.kind, call::Target::Kind::application);
  EXPECT_EQ(target.address, text(made, "sid"));
  EXPECT_EQ(target.parameters, (Parameters{{"mood", "good one"}}));
  EXPECT_EQ(attendant.orders[0].timeout, std::chrono::seconds(60));
  const auto foreign = "app:" + make_sid("AP");
  EXPECT_EQ(outcome(post("/Conferences/room/Participants.json", {{"To", foreign}, {"From", "desk"}})), "400 21218");
  EXPECT_EQ(outcome(post("/Calls.json", {{"To", app}, {"From", "desk"}, {"Url", "http://app/"}})), "400 21217");
}

TEST_F(ConferencesTest, EarlyMediaThatIsNotWantedIsNotHeard) {
  const Parameters call = {{"To", "client:alice"}, {"From", "client:bob"}};
  auto form = call;
  form.emplace_back("EarlyMedia", "false");
  EXPECT_EQ(outcome(post("/Conferences/room/Participants.json", form)), "201");
  EXPECT_TRUE(account_notifications().empty());
  form.back().second = "true";
  EXPECT_EQ(outcome(post("/Conferences/room/Participants.json", form)), "201");
  ASSERT_EQ(account_notifications().size(), 1U);
  EXPECT_NE(account_notifications()[0].message_text.find("EarlyMedia"), std::string::npos);
  form.back().second = "perhaps";
  EXPECT_EQ(outcome(post("/Conferences/room/Participants.json", form)), "400 20422");
}

}  // namespace
}  // namespace ringback::api
