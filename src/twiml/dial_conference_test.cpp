#include <gmock/gmock.h>

#include "call/hold_music.hpp"
#include "twiml/script_fixture.hpp"

namespace ringback::twiml {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

// A second party that has come some other way.
struct Other {
  Other(ScriptTest& test, const std::string& sid)
      : call({.sid = sid, .account_sid = "AC1", .status = "ringing", .direction = "inbound"}, test.journal,
             test.deadlines) {
    call.adopt(std::make_unique<call::FakeLeg>(phone));
    call.begin();
    call.answer();
  }
  ~Other() { leaves(); }
  void joins(call::Conferences& conferences, call::ConferenceOrder order = {}) {
    order.name = "room";
    part = conferences.enter(call, order).value();
    part->take_seat();
  }
  void leaves() { part.reset(); }
  call::FakePhone phone;
  call::Call call;
  std::unique_ptr<call::Participant> part;
};

struct DialConferenceTest : ScriptTest {
  Other other{*this, "CA2"};

  ~DialConferenceTest() override {
    hangup.emit(asio::cancellation_type::terminal);
    deadlines.settle();
  }
  void dials(const std::string& attributes = "", const std::string& dial = "", const std::string& after = "") {
    answers("<Dial " + dial + "><Conference " + attributes + "> room </Conference></Dial>" + after);
    runs();
  }
  std::size_t seated() const { return engine.mixes.empty() ? 0 : engine.mixes.front()->chairs.size(); }
  void other_joins(call::ConferenceOrder order = {}) {
    other.joins(conferences, std::move(order));
    deadlines.settle();
  }
  // What was asked of the application at that URL.
  std::vector<webhook::FakeApplication::Asked> asked(const std::string& url) const {
    std::vector<webhook::FakeApplication::Asked> out;
    for (const auto& each : application.asked) {
      if (each.url == url) out.push_back(each);
    }
    return out;
  }
};

TEST_F(DialConferenceTest, TheCallerHearsMusicUntilAnotherComes) {
  dials();
  ASSERT_EQ(caller.session->clips.size(), 1U);
  EXPECT_EQ(caller.session->clips.front(), call::hold_music());
  EXPECT_TRUE(caller.session->plays());
  other_joins();
  EXPECT_FALSE(caller.session->plays());
  EXPECT_EQ(seated(), 2U);
  EXPECT_THAT(conference_journal.story(),
              ElementsAre("participant-join CA1", "participant-join CA2", "conference-start"));
}

TEST_F(DialConferenceTest, ARunningConferenceIsJoinedAtOnce) {
  Other third(*this, "CA3");
  other_joins();
  third.joins(conferences);
  dials(R"(muted="true")");
  EXPECT_THAT(caller.session->clips, IsEmpty());
  ASSERT_EQ(seated(), 2U);  // the other waits for nothing in this test
  EXPECT_TRUE(engine.mixes.front()->chairs.back()->muted);
}

TEST_F(DialConferenceTest, AnEmptyWaitUrlIsSilence) {
  dials(R"(waitUrl="")");
  EXPECT_THAT(caller.session->clips, IsEmpty());
  other_joins();
  EXPECT_EQ(seated(), 2U);
}

TEST_F(DialConferenceTest, AWaitDocumentIsPlayedOnce) {
  application.answers_with("http://app/wait", "<Response><Say>Please wait</Say><Pause length=\"2\"/></Response>");
  dials(R"(waitUrl="/wait" waitMethod="GET")");
  EXPECT_EQ(caller.session->clips.size(), 1U);
  caller.session->ends_playing();
  deadlines.settle();
  deadlines.advance(60s);
  EXPECT_EQ(caller.session->clips.size(), 1U);
  ASSERT_EQ(asked("http://app/wait?").size() + application.asked.size(), 2U);
  EXPECT_EQ(application.asked.back().method, "GET");
  other_joins();
  EXPECT_EQ(seated(), 2U);
}

TEST_F(DialConferenceTest, AWaitDocumentThatLeadsToItselfIsLooped) {
  application.answers_with("http://app/wait", "<Response><Say>Please wait</Say><Redirect/></Response>");
  dials(R"(waitUrl="/wait")");
  for (int i = 0; i < 3; ++i) {
    caller.session->ends_playing();
    deadlines.settle();
    deadlines.advance(1s);
  }
  EXPECT_EQ(caller.session->clips.size(), 4U);
  EXPECT_EQ(asked("http://app/wait").size(), 4U);
}

TEST_F(DialConferenceTest, OtherVerbsDontRunWhileItWaits) {
  application.answers_with("http://app/wait", "<Response><Hangup/><Say>Please wait</Say></Response>");
  dials(R"(waitUrl="/wait")");
  EXPECT_THAT(journal.notices(), ElementsAre(13238));
  EXPECT_EQ(caller.session->clips.size(), 1U);
  EXPECT_FALSE(call.over());
}

TEST_F(DialConferenceTest, WhoseWaitDocumentCantBeHadTakesNoPart) {
  application.answers_with("http://app/done", "<Response/>");
  dials(R"(waitUrl="/missing")", R"(action="/done")");
  EXPECT_THAT(journal.notices(), ElementsAre(11200));
  EXPECT_EQ(conference_journal.events[2].participant->reason_left, "participant_add_failed");
  ASSERT_EQ(asked("http://app/done").size(), 1U);
  EXPECT_EQ(asked("http://app/done").front().value("DialCallStatus"), "failed");
}

TEST_F(DialConferenceTest, TheStarLeavesAndTheActionFollows) {
  application.answers_with("http://app/done", "<Response/>");
  dials("", R"(hangupOnStar="true" action="/done")");
  other_joins();
  caller.presses('1');
  deadlines.settle();
  EXPECT_EQ(seated(), 2U);
  caller.presses('*');
  deadlines.settle();
  EXPECT_EQ(seated(), 1U);
  ASSERT_EQ(asked("http://app/done").size(), 1U);
  const auto action = asked("http://app/done").front();
  EXPECT_EQ(action.value("DialCallStatus"), "answered");
  EXPECT_EQ(find(action.form, "DialCallSid"), nullptr);
  EXPECT_EQ(find(action.form, "DialCallDuration"), nullptr);
}

TEST_F(DialConferenceTest, TheEndOfTheConferenceLeadsToTheNextVerb) {
  dials("", "", "<Say>Goodbye</Say>");
  other_joins({.end_on_exit = true});
  other.leaves();
  deadlines.settle();
  EXPECT_EQ(seated(), 0U);
  EXPECT_EQ(caller.session->clips.size(), 2U);
  EXPECT_EQ(conference_journal.events.back().participant->reason_left, "moderator_ended_conference");
}

TEST_F(DialConferenceTest, TheTimeLimitCountsWaitingToo) {
  dials("", R"(timeLimit="60")");
  deadlines.advance(61s);
  EXPECT_TRUE(call.over());
  EXPECT_EQ(conference_journal.events.back().conference.reason_ended, "last-participant-left");
}

TEST_F(DialConferenceTest, AHangUpLeavesAndTheApplicationHearsOfIt) {
  application.answers_with("http://app/done", "<Response/>");
  dials(R"(endConferenceOnExit="true" participantLabel="boss")", R"(action="/done")");
  other_joins();
  caller.leaves();
  deadlines.settle();
  EXPECT_TRUE(done);
  EXPECT_TRUE(other.part->conference()->over());
  EXPECT_EQ(other.part->conference()->facts().ended_by_label, "boss");
  ASSERT_EQ(asked("http://app/done").size(), 1U);
  EXPECT_EQ(asked("http://app/done").front().value("DialCallStatus"), "answered");
}

TEST_F(DialConferenceTest, ALabelThatIsInUseLeadsToTheNextVerb) {
  other_joins({.label = "boss"});
  dials(R"(participantLabel="boss")", R"(action="/done")", "<Say>No</Say>");
  EXPECT_THAT(journal.notices(), ElementsAre(16025));
  EXPECT_THAT(asked("http://app/done"), IsEmpty());
  EXPECT_EQ(caller.session->clips.size(), 1U);
}

TEST_F(DialConferenceTest, AFullConferenceLeadsToTheAction) {
  Other third(*this, "CA3");
  other_joins({.max_participants = 2});
  third.joins(conferences);
  dials("", R"(action="/done")");
  EXPECT_THAT(journal.notices(), Contains(16020));
  EXPECT_EQ(asked("http://app/done").front().value("DialCallStatus"), "failed");
}

TEST_F(DialConferenceTest, TheFirstOnesStatusCallbackHearsOfWhatItNames) {
  dials(R"(statusCallback="/events" statusCallbackEvent="start join, leave")");
  other_joins();
  std::vector<std::string> told;
  for (const auto& event : conference_journal.events) {
    if (event.callback) told.push_back(event.callback->url + ' ' + event.name + ' ' + std::to_string(event.sequence));
  }
  EXPECT_THAT(told, ElementsAre("http://app/events participant-join 1", "http://app/events participant-join 2",
                                "http://app/events conference-start 3"));
}

struct Written {
  std::string dial;
  int code;
};
struct ConferenceNotices : DialConferenceTest, testing::WithParamInterface<Written> {};

TEST_P(ConferenceNotices, NameWhatIsNotTaken) {
  answers(GetParam().dial);
  runs();
  EXPECT_THAT(journal.notices(), Contains(GetParam().code));
}

std::string conference(const std::string& attributes, const std::string& name = "room") {
  return "<Dial><Conference " + attributes + ">" + name + "</Conference></Dial>";
}

INSTANTIATE_TEST_SUITE_P(
    Rows, ConferenceNotices,
    testing::Values(Written{"<Dial><Conference>room</Conference><Number>+819059876543</Number></Dial>", 13000},
                    Written{conference("", ""), 13237}, Written{conference("muted=\"perhaps\""), 13230},
                    Written{conference("endConferenceOnExit=\"perhaps\""), 13231},
                    Written{conference("startConferenceOnEnter=\"perhaps\""), 13232},
                    Written{conference("waitUrl=\"http://[\""), 13233},
                    Written{conference("waitMethod=\"PUT\""), 13234}, Written{conference("beep=\"loud\""), 13235},
                    Written{conference("trim=\"hair\""), 13239}, Written{conference("coach=\"CA9\""), 13240},
                    Written{conference("participantLabel=\"a/b\""), 16023},
                    Written{conference("maxParticipants=\"1\""), 12200},
                    Written{conference("statusCallbackEvent=\"start lunch\""), 21626},
                    Written{conference("record=\"record-from-start\""), 12200},
                    Written{conference("jitterBufferSize=\"small\""), 12200}));

}  // namespace
}  // namespace ringback::twiml
