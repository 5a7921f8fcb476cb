#include "twiml/queue_fixture.hpp"

// Agents who take them.
namespace ringback::twiml {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

TEST_F(QueueTest, AnAgentTakesTheHeadAndBothTalk) {
  Person& first = calls("caller");
  deadlines.advance(5s);
  Person& second = calls("caller");
  calls("agent");
  EXPECT_EQ(engine.bridges, 1);
  EXPECT_FALSE(first.hears_music());
  EXPECT_TRUE(second.hears_music());
  EXPECT_EQ(support().size(), 1U);
}

TEST_F(QueueTest, WhenTheyPartBothActionsAreAskedOnce) {
  Person& caller = calls("caller");
  deadlines.advance(5s);
  Person& agent = calls("agent");
  deadlines.advance(20s);
  agent.phone.leaves();
  settle();
  EXPECT_EQ(engine.bridges, 0);
  ASSERT_EQ(asked("left").size(), 1U);
  EXPECT_EQ(result(), "bridged");
  EXPECT_EQ(asked("left")[0].value("QueueTime"), "5");
  ASSERT_EQ(asked("dialled").size(), 1U);
  const auto dialled = asked("dialled")[0];
  EXPECT_EQ(dialled.value("CallSid"), "CA-agent");
  EXPECT_EQ(dialled.value("DialCallStatus"), "completed");
  EXPECT_EQ(dialled.value("DialBridged"), "true");
  EXPECT_EQ(dialled.value("DialCallSid"), "CA-caller");
  EXPECT_EQ(dialled.value("DialCallDuration"), "20");
  EXPECT_EQ(dialled.value("QueueSid"), support().sid());
  EXPECT_EQ(dialled.value("QueueTime"), "5");
  EXPECT_EQ(dialled.value("DequeueResult"), "bridged");
  EXPECT_EQ(dialled.value("DequeuedCallSid"), "CA-caller");
  EXPECT_FALSE(caller.call.over());
}

TEST_F(QueueTest, WhenTheCallerHangsUpTheAgentGoesOn) {
  Person& caller = calls("caller");
  Person& agent = calls("agent");
  deadlines.advance(3s);
  caller.phone.leaves();
  settle();
  EXPECT_EQ(result(), "bridged");
  EXPECT_EQ(asked("dialled").at(0).value("DialCallDuration"), "3");
  EXPECT_FALSE(agent.call.over());
  EXPECT_EQ(engine.bridges, 0);
}

TEST_F(QueueTest, ALiveUpdateTakesACallerOutOfTheTalk) {
  Person& caller = calls("caller");
  Person& agent = calls("agent");
  document("new", "<Pause length=\"60\"/>");
  caller.call.redirect({.url = "http://app/new"});
  settle();
  EXPECT_EQ(result(), "redirected-from-bridged");
  EXPECT_EQ(asked("dialled").at(0).value("DialCallStatus"), "completed");
  EXPECT_EQ(engine.bridges, 0);
  EXPECT_FALSE(agent.call.over());
}

TEST_F(QueueTest, AnAgentWaitsForACallerAndHearsItRing) {
  queues.open("AC1", "support");
  Person& agent = calls("agent");
  EXPECT_THAT(agent.session().rang, ElementsAre("jp"));
  deadlines.advance(20s);
  Person& caller = calls("caller");
  EXPECT_EQ(engine.bridges, 1);
  EXPECT_THAT(caller.session().clips, IsEmpty());
}

TEST_F(QueueTest, AgentsAreServedInTheirOrder) {
  queues.open("AC1", "support");
  Person& first = calls("agent");
  Person& second = calls("agent");
  Person& caller = calls("caller");
  caller.phone.leaves();
  settle();
  EXPECT_EQ(asked("dialled").size(), 1U);
  first.phone.leaves();
  calls("caller");
  EXPECT_EQ(engine.bridges, 1);
  EXPECT_FALSE(second.call.over());
}

TEST_F(QueueTest, NobodyWithinTheTimeoutIsNoAnswer) {
  queues.open("AC1", "support");
  calls("agent");
  deadlines.advance(30s);
  const auto dialled = asked("dialled").at(0);
  EXPECT_EQ(dialled.value("DialCallStatus"), "no-answer");
  EXPECT_EQ(dialled.value("DialBridged"), "false");
  EXPECT_EQ(dialled.value("DialCallSid"), "");
  calls("caller");
  EXPECT_EQ(engine.bridges, 0);
}

TEST_F(QueueTest, AnUnknownQueueFails) {
  calls("agent");
  EXPECT_EQ(asked("dialled").at(0).value("DialCallStatus"), "failed");
  EXPECT_THAT(journal.notices(), ElementsAre(20404));
}

TEST_F(QueueTest, AQueueOfAnotherAccountIsUnknown) {
  calls("caller", "AC2");
  calls("agent");
  EXPECT_EQ(asked("dialled").at(0).value("DialCallStatus"), "failed");
}

TEST_F(QueueTest, TheQueuesUrlRunsOnTheCallerBeforeTheTalk) {
  document("agent", R"(<Dial><Queue url="/hello" method="GET">support</Queue></Dial>)");
  document("hello", "<Pause length=\"3\"/>");
  calls("caller");
  deadlines.advance(5s);
  calls("agent");
  const auto hello = asked("hello").at(0);
  EXPECT_EQ(hello.method, "GET");
  EXPECT_EQ(hello.value("CallSid"), "CA-caller");
  EXPECT_EQ(hello.value("DequeingCallSid"), "CA-agent");
  EXPECT_EQ(hello.value("QueueSid"), support().sid());
  EXPECT_EQ(hello.value("QueueTime"), "5");
  EXPECT_EQ(engine.bridges, 0);
  deadlines.advance(3s);
  EXPECT_EQ(engine.bridges, 1);
}

TEST_F(QueueTest, ACallerWhoHangsUpBeforeTheTalkLeavesTheAgentToTheNext) {
  document("agent", R"(<Dial><Queue url="/hello">support</Queue></Dial>)");
  document("hello", "<Pause length=\"3\"/>");
  Person& first = calls("caller");
  calls("caller");
  calls("agent");
  first.phone.leaves();
  settle();
  EXPECT_EQ(asked("hello").size(), 2U);
  deadlines.advance(3s);
  EXPECT_EQ(engine.bridges, 1);
  EXPECT_EQ(support().size(), 0U);
}

TEST_F(QueueTest, AnAgentWhoHangsUpBeforeTheTalkLeavesTheCallerInItsPlace) {
  document("agent", R"(<Dial action="/dialled"><Queue url="/hello">support</Queue></Dial>)");
  document("hello", "<Pause length=\"3\"/>");
  Person& first = calls("caller");
  calls("caller");
  Person& agent = calls("agent");
  EXPECT_EQ(support().size(), 1U);
  agent.phone.leaves();
  settle();
  EXPECT_EQ(support().size(), 2U);
  EXPECT_TRUE(first.hears_music());
  EXPECT_EQ(asked("dialled").at(0).value("DialCallStatus"), "canceled");
  document("agent", "<Dial><Queue>support</Queue></Dial>");
  calls("agent");
  EXPECT_EQ(engine.bridges, 1);
  EXPECT_FALSE(first.hears_music());
}

TEST_F(QueueTest, AStarOfTheAgentEndsTheTalk) {
  document("agent", R"(<Dial action="/dialled" hangupOnStar="true"><Queue>support</Queue></Dial>)");
  Person& caller = calls("caller");
  Person& agent = calls("agent");
  agent.phone.presses('*');
  settle();
  EXPECT_EQ(engine.bridges, 0);
  EXPECT_EQ(result(), "bridged");
  EXPECT_EQ(asked("dialled").size(), 1U);
  EXPECT_FALSE(caller.call.over());
  EXPECT_FALSE(agent.call.over());
}

TEST_F(QueueTest, TheTimeLimitEndsTheTalk) {
  document("agent", R"(<Dial action="/dialled" timeLimit="60"><Queue>support</Queue></Dial>)");
  calls("caller");
  calls("agent");
  deadlines.advance(60s);
  EXPECT_EQ(engine.bridges, 0);
  EXPECT_EQ(result(), "bridged");
}

TEST_F(QueueTest, WithAnswerOnBridgeTheAgentIsAnsweredByTheCaller) {
  queues.open("AC1", "support");
  document("agent", R"(<Dial answerOnBridge="true"><Queue>support</Queue></Dial>)");
  Person& agent = calls("agent");
  EXPECT_FALSE(agent.phone.was_told("answer"));
  calls("caller");
  EXPECT_TRUE(agent.phone.was_told("answer"));
}

TEST_F(QueueTest, TheTalkIsRecorded) {
  document("agent", R"(<Dial record="true"><Queue>support</Queue></Dial>)");
  calls("caller");
  Person& agent = calls("agent");
  EXPECT_EQ(agent.session().taps.size(), 1U);
}

TEST_F(QueueTest, AQueueNounThatCannotBeDialledIsAnErrorOfTheDocument) {
  calls("caller");
  document("agent", R"(<Dial action="/dialled"><Queue/></Dial>)");
  calls("agent");
  EXPECT_EQ(asked("dialled").at(0).value("DialCallStatus"), "failed");
  document("agent", "<Dial><Queue>" + std::string(65, 'q') + "</Queue></Dial>");
  calls("agent");
  document("agent", R"(<Dial><Queue reservationSid="WR1" postWorkActivitySid="WA1"/></Dial>)");
  calls("agent");
  EXPECT_THAT(journal.notices(), ElementsAre(14212, 14213, 14218, 14219));
}

TEST_F(QueueTest, OtherPartiesBesideAQueueAreLeftOut) {
  document("agent", "<Dial><Number>+819059876543</Number><Queue method=\"PUT\" url=\"ftp://x\">support</Queue></Dial>");
  calls("caller");
  calls("agent");
  EXPECT_EQ(engine.bridges, 1);
  EXPECT_THAT(exchange.dialled, IsEmpty());
  EXPECT_THAT(journal.notices(), testing::UnorderedElementsAre(13215, 14210, 14211));
}

}  // namespace
}  // namespace ringback::twiml
