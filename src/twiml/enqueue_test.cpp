#include "twiml/queue_fixture.hpp"

// Callers who wait.
namespace ringback::twiml {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

TEST_F(QueueTest, ACallerIsAnsweredAndHearsMusicOverAndOver) {
  Person& caller = calls("caller");
  EXPECT_TRUE(caller.phone.was_told("answer"));
  EXPECT_TRUE(caller.hears_music());
  EXPECT_EQ(caller.session().repeats, 1000);
  caller.session().ends_playing();
  settle();
  EXPECT_TRUE(caller.hears_music());
  EXPECT_EQ(support().size(), 1U);
  EXPECT_EQ(support().sid().substr(0, 2), "QU");
}

TEST_F(QueueTest, AnEmptyWaitUrlIsSilence) {
  document("caller", R"(<Enqueue waitUrl="">support</Enqueue>)");
  Person& caller = calls("caller");
  EXPECT_THAT(caller.session().clips, IsEmpty());
  EXPECT_EQ(support().size(), 1U);
  deadlines.advance(1h);
  EXPECT_FALSE(caller.call.over());
}

TEST_F(QueueTest, TheWaitDocumentIsAskedWithTheStateOfTheQueueAndAgainAtItsEnd) {
  waits_with("<Pause length=\"10\"/>");
  calls("caller");
  deadlines.advance(4s);
  calls("caller");
  const auto first = asked("wait").at(1);
  EXPECT_EQ(first.method, "POST");
  EXPECT_EQ(first.value("CallSid"), "CA-caller");
  EXPECT_EQ(first.value("QueueSid"), support().sid());
  EXPECT_EQ(first.value("QueuePosition"), "2");
  EXPECT_EQ(first.value("QueueTime"), "0");
  EXPECT_EQ(first.value("AvgQueueTime"), "2");
  EXPECT_EQ(first.value("CurrentQueueSize"), "2");
  EXPECT_EQ(first.value("MaxQueueSize"), "1000");
  deadlines.advance(6s);
  ASSERT_EQ(asked("wait").size(), 3U);
  EXPECT_EQ(asked("wait")[2].value("QueuePosition"), "1");
  EXPECT_EQ(asked("wait")[2].value("QueueTime"), "10");
}

TEST_F(QueueTest, AWaitDocumentThatEndsAtOnceIsAskedOnceASecond) {
  waits_with("");
  Person& caller = calls("caller");
  deadlines.advance(60s);
  EXPECT_EQ(asked("wait").size(), 61U);
  EXPECT_FALSE(caller.call.over());
}

TEST_F(QueueTest, WaitUrlMethodIsFollowed) {
  document("caller", R"(<Enqueue waitUrl="/wait" waitUrlMethod="get">support</Enqueue>)");
  document("wait", "<Pause length=\"10\"/>");
  calls("caller");
  EXPECT_EQ(asked("wait").at(0).method, "GET");
  EXPECT_EQ(asked("wait").at(0).value("QueuePosition"), "1");
}

TEST_F(QueueTest, AWaitUrlOfSoundIsPlayed) {
  document("caller", R"(<Enqueue waitUrl="/wait" waitUrlMethod="GET">support</Enqueue>)");
  application.answers_with("http://app/wait", "beep", 200, "audio/mpeg");
  Person& caller = calls("caller");
  EXPECT_TRUE(caller.session().plays());
  deadlines.advance(1s);
  caller.session().ends_playing();
  settle();
  EXPECT_TRUE(caller.session().plays());
}

TEST_F(QueueTest, SoundTooLargeForADocumentIsPlayedAllTheSame) {
  document("caller", R"(<Enqueue waitUrl="/wait" waitUrlMethod="GET">support</Enqueue>)");
  http::FetchResult large;
  large.failure = http::FetchFailure::too_large;
  large.status = 200;
  large.headers = {{"Content-Type", "audio/mpeg"}};
  application.answers["http://app/wait"] = large;
  calls("caller");
  // The file itself is asked for next.
  EXPECT_EQ(asked("wait").at(1).url, "http://app/wait");
}

TEST_F(QueueTest, VerbsThatAreNotForWaitingAreAWarning) {
  waits_with("<Dial>+819059876543</Dial><Enqueue>other</Enqueue><Pause length=\"10\"/>");
  calls("caller");
  EXPECT_THAT(journal.notices(), ElementsAre(12200, 12200));
  EXPECT_THAT(exchange.dialled, IsEmpty());
}

TEST_F(QueueTest, AWaitDocumentThatCannotBeHadEndsTheWait) {
  document("caller", R"(<Enqueue action="/left" waitUrl="/missing">support</Enqueue>)");
  Person& caller = calls("caller");
  EXPECT_EQ(result(), "error");
  EXPECT_EQ(support().size(), 0U);
  EXPECT_FALSE(caller.call.over());
  EXPECT_THAT(journal.notices(), ElementsAre(11200));
}

TEST_F(QueueTest, LeaveGoesOnWithTheAction) {
  waits_with("<Pause length=\"5\"/><Leave/><Redirect>/never</Redirect>");
  calls("caller");
  deadlines.advance(5s);
  EXPECT_EQ(result(), "leave");
  EXPECT_EQ(asked("left").at(0).value("QueueTime"), "5");
  EXPECT_EQ(asked("left").at(0).value("QueueSid"), support().sid());
  EXPECT_EQ(support().size(), 0U);
  EXPECT_THAT(journal.notices(), IsEmpty());
}

TEST_F(QueueTest, LeaveWithoutAnActionGoesOnWithTheNextVerb) {
  document("caller", R"(<Enqueue waitUrl="/wait">support</Enqueue><Redirect>/next</Redirect>)");
  document("wait", "<Leave/>");
  calls("caller");
  EXPECT_EQ(asked("next").size(), 1U);
}

TEST_F(QueueTest, LeaveOutsideAQueueIsAWarning) {
  document("caller", "<Leave/><Redirect>/next</Redirect>");
  calls("caller");
  EXPECT_EQ(asked("next").size(), 1U);
  EXPECT_THAT(journal.notices(), testing::Contains(12200));
}

TEST_F(QueueTest, AKeyInTheWaitDocumentLeadsToItsActionInTheQueue) {
  waits_with(R"(<Gather numDigits="1" action="/key"/>)");
  document("key", "<Leave/>");
  Person& caller = calls("caller");
  caller.phone.presses('1');
  settle();
  EXPECT_EQ(asked("key").at(0).value("Digits"), "1");
  EXPECT_EQ(result(), "leave");
}

TEST_F(QueueTest, AHangUpInTheWaitDocumentEndsTheCall) {
  waits_with("<Hangup/>");
  Person& caller = calls("caller");
  EXPECT_TRUE(caller.call.over());
  EXPECT_EQ(result(), "hangup");
  EXPECT_EQ(support().size(), 0U);
}

TEST_F(QueueTest, ACallerWhoHangsUpLeavesTheQueueAndTheActionHearsIt) {
  Person& caller = calls("caller");
  deadlines.advance(7s);
  caller.phone.leaves();
  settle();
  EXPECT_EQ(result(), "hangup");
  EXPECT_EQ(asked("left").at(0).value("QueueTime"), "7");
  EXPECT_EQ(support().size(), 0U);
}

TEST_F(QueueTest, ACallerMayHangUpWhateverTheWaitDocumentDoes) {
  for (const auto* verbs : {"<Say>a long story</Say>", "<Gather><Say>Press a key</Say></Gather>", "<Gather/>",
                            "<Pause length=\"10\"/>", "<Play>/file</Play>"}) {
    waits_with(verbs);
    application.answers_with("http://app/file", "beep", 200, "audio/wav");
    Person& caller = calls("caller");
    EXPECT_EQ(support().size(), 1U) << verbs;
    caller.phone.leaves();
    settle();
    EXPECT_EQ(support().size(), 0U) << verbs;
  }
  EXPECT_EQ(asked("left").size(), 5U);
  EXPECT_EQ(result(), "hangup");
}

TEST_F(QueueTest, AnAgentCutsTheWaitDocumentShort) {
  for (const auto* verbs : {"<Say>a long story</Say>", "<Gather><Say>Press a key</Say></Gather>", "<Gather/>"}) {
    waits_with(verbs);
    Person& caller = calls("caller");
    Person& agent = calls("agent");
    EXPECT_EQ(engine.bridges, 1) << verbs;
    EXPECT_FALSE(caller.session().plays());
    caller.phone.presses('1');
    agent.phone.leaves();
    settle();
    EXPECT_EQ(engine.bridges, 0) << verbs;
  }
  EXPECT_EQ(result(), "bridged");
}

TEST_F(QueueTest, ALiveUpdateTakesACallerOut) {
  Person& caller = calls("caller");
  document("new", "<Pause length=\"60\"/>");
  caller.call.redirect({.url = "http://app/new"});
  settle();
  EXPECT_EQ(result(), "redirected");
  EXPECT_EQ(asked("new").size(), 1U);
  EXPECT_EQ(support().size(), 0U);
  EXPECT_FALSE(caller.hears_music());
}

TEST_F(QueueTest, AFullQueueTakesNobodyMore) {
  document("caller", R"(<Enqueue action="/left" maxQueueSize="1">support</Enqueue>)");
  calls("caller");
  calls("caller");
  EXPECT_EQ(result(), "queue-full");
  EXPECT_EQ(asked("left").at(0).value("QueueSid"), "");
  EXPECT_THAT(journal.notices(), ElementsAre(14207));
  EXPECT_EQ(support().size(), 1U);
}

TEST_F(QueueTest, AQueueThatCannotBeNamedIsAnErrorOfTheDocument) {
  document("caller", R"(<Enqueue action="/left"> </Enqueue>)");
  calls("caller");
  EXPECT_EQ(result(), "error");
  document("caller", R"(<Enqueue>)" + std::string(65, 'q') + R"(</Enqueue>)");
  calls("caller");
  document("caller", R"(<Enqueue workflowSid="WW1"><Task>{}</Task></Enqueue>)");
  calls("caller");
  EXPECT_THAT(journal.notices(), ElementsAre(14204, 14205, 14226));
}

TEST_F(QueueTest, AttributesThatCannotBeUsedHaveTheirCodes) {
  document("caller", R"(<Enqueue method="PUT" waitUrlMethod="PUT" action="ftp://x" waitUrl="ftp://y">q</Enqueue>)");
  calls("caller");
  EXPECT_THAT(journal.notices(), testing::UnorderedElementsAre(14201, 14206, 14202, 14203));
}

}  // namespace
}  // namespace ringback::twiml
