#include "webhook/status_callbacks.hpp"

#include <gmock/gmock.h>

#include "base/manual_deadlines.hpp"
#include "call/fake_leg.hpp"
#include "webhook/fake_application.hpp"

namespace ringback::webhook {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct StatusCallbacksTest : testing::Test {
  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  FakeApplication application;
  Requests requests{application.as_fetch(), deadlines};
  call::FakeJournal ledger;
  StatusCallbacks callbacks{requests, ledger, deadlines, io.get_executor()};

  void ends(std::vector<call::Callback> wanted) {
    call::Event event;
    event.kind = call::Event::Kind::ended;
    event.call.sid = "CA1";
    event.call.status = "completed";
    event.call.answered_ms = 1'000;
    event.call.ended_ms = 62'500;
    event.callbacks = std::move(wanted);
    callbacks.record(event);
    deadlines.settle();
  }
};

TEST_F(StatusCallbacksTest, TheEndOfACallIsToldWithItsDuration) {
  application.answers_with("http://app/status", "", 204);
  ends({{"http://app/status", "POST"}});
  ASSERT_EQ(application.asked.size(), 1U);
  const auto& asked = application.asked[0];
  EXPECT_EQ(asked.value("CallStatus"), "completed");
  EXPECT_EQ(asked.value("CallDuration"), "61");
  EXPECT_EQ(asked.value("Duration"), "2");
  EXPECT_EQ(asked.value("CallbackSource"), "call-progress-events");
  EXPECT_EQ(asked.value("SequenceNumber"), "0");
  EXPECT_THAT(asked.value("Timestamp"), testing::EndsWith("+0000"));
  EXPECT_EQ(callbacks.waiting(), 0U);
}

TEST_F(StatusCallbacksTest, ACallThatBeginsIsInitiatedAndHasNoDurationYet) {
  application.answers_with("http://app/status", "", 204);
  call::Event event;
  event.call.sid = "CA1";
  event.call.parent_sid = "CA0";
  event.call.status = "queued";
  event.callbacks = {{.url = "http://app/status", .sequence = 3}};
  callbacks.record(event);
  deadlines.settle();
  ASSERT_EQ(application.asked.size(), 1U);
  EXPECT_EQ(application.asked[0].value("CallStatus"), "initiated");
  EXPECT_EQ(application.asked[0].value("ParentCallSid"), "CA0");
  EXPECT_EQ(application.asked[0].value("SequenceNumber"), "3");
  EXPECT_EQ(application.asked[0].value("CallDuration"), "");
}

TEST_F(StatusCallbacksTest, ARecordingIsToldInItsOwnWordsAlone) {
  application.answers_with("http://app/recorded", "", 204);
  call::Event event{.kind = call::Event::Kind::recording};
  event.call.sid = "CA1";
  event.call.account_sid = "AC1";
  event.callbacks = {{"http://app/recorded", "POST"}};
  event.recording = call::RecordingFacts{.sid = "RE1",
                                         .status = "completed",
                                         .source = "RecordVerb",
                                         .started_ms = 1'282'268'622'000,
                                         .duration = 9,
                                         .url = "https://us/RE1"};
  callbacks.record(event);
  deadlines.settle();
  ASSERT_EQ(application.asked.size(), 1U);
  EXPECT_EQ(application.asked[0].form, (Parameters{{"AccountSid", "AC1"},
                                                   {"CallSid", "CA1"},
                                                   {"ErrorCode", "0"},
                                                   {"RecordingChannels", "1"},
                                                   {"RecordingDuration", "9"},
                                                   {"RecordingSid", "RE1"},
                                                   {"RecordingSource", "RecordVerb"},
                                                   {"RecordingStartTime", "Fri, 20 Aug 2010 01:43:42 +0000"},
                                                   {"RecordingStatus", "completed"},
                                                   {"RecordingTrack", "both"},
                                                   {"RecordingUrl", "https://us/RE1"}}));
}

TEST_F(StatusCallbacksTest, ATranscriptionIsToldBesideTheStandardParameters) {
  application.answers_with("http://app/text", "", 204);
  call::Event event{.kind = call::Event::Kind::transcription};
  event.call.sid = "CA1";
  event.call.account_sid = "AC1";
  event.call.from = "+819059876543";
  event.callbacks = {{"http://app/text", "POST"}};
  event.recording = call::RecordingFacts{.sid = "RE1", .status = "completed", .url = "https://us/RE1"};
  event.transcription = call::TranscriptionFacts{.sid = "TR1", .status = "completed", .text = "call me back"};
  callbacks.record(event);
  deadlines.settle();
  ASSERT_EQ(application.asked.size(), 1U);
  const auto& asked = application.asked[0];
  EXPECT_EQ(asked.value("From"), "+819059876543");
  EXPECT_EQ(asked.value("RecordingSid"), "RE1");
  EXPECT_EQ(asked.value("RecordingUrl"), "https://us/RE1");
  EXPECT_EQ(asked.value("TranscriptionSid"), "TR1");
  EXPECT_EQ(asked.value("TranscriptionStatus"), "completed");
  EXPECT_EQ(asked.value("TranscriptionText"), "call me back");
  EXPECT_EQ(asked.value("TranscriptionUrl"), "https://us/RE1/Transcriptions/TR1");
}

TEST_F(StatusCallbacksTest, OwnersAreToldInOrder) {
  application.answers_with("http://app/a", "", 204);
  application.answers_with("http://app/b", "", 204);
  ends({{"http://app/a", "POST"}, {"http://app/b", "GET"}});
  ASSERT_EQ(application.asked.size(), 2U);
  EXPECT_EQ(application.asked[0].url, "http://app/a");
  EXPECT_EQ(application.asked[1].method, "GET");
}

TEST_F(StatusCallbacksTest, ACallbackThatIsNotTakenIsAWarning) {
  ends({{"http://app/missing", "POST"}});
  EXPECT_THAT(ledger.notices(), ElementsAre(15003));
}

TEST_F(StatusCallbacksTest, AnAnswerThatIsNeitherEmptyNorTwimlIsAWarning) {
  application.answers_with("http://app/twiml", "<Response/>");
  application.answers_with("http://app/json", "{}", 200, "application/json");
  ends({{"http://app/twiml", "POST"}});
  EXPECT_THAT(ledger.notices(), IsEmpty());
  ends({{"http://app/json", "POST"}});
  EXPECT_THAT(ledger.notices(), ElementsAre(15003));
}

TEST_F(StatusCallbacksTest, NobodyIsToldOfWhatNobodyAskedFor) {
  ends({});
  EXPECT_TRUE(application.asked.empty());
}

TEST_F(StatusCallbacksTest, TheLedgerHearsOfEachThatIsDoneWith) {
  application.answers_with("http://app/status", "", 204);
  ends({{"http://app/status", "POST", "a"}, {"http://app/missing", "POST", "b"}});
  std::vector<std::string> done;
  for (const auto& event : ledger.events) {
    if (event.kind == call::Event::Kind::delivered) done.push_back(event.callbacks.at(0).sid);
  }
  EXPECT_THAT(done, ElementsAre("a", "b"));
}

}  // namespace
}  // namespace ringback::webhook
