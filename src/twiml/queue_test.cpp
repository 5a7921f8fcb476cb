#include <gmock/gmock.h>

#include "call/hold_music.hpp"
#include "twiml/script_fixture.hpp"
#include "twiml/script_run.hpp"

// <Enqueue>, <Leave> and <Dial><Queue>: callers who wait, and agents who take them.
namespace ringback::twiml {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

// Somebody whose call runs the document at http://app/<name>.
struct Person {
  Person(ScriptTest& test, const std::string& name, const std::string& account = "AC1")
      : call(facts(name, account), test.journal, test.deadlines) {
    call.adopt(std::make_unique<call::FakeLeg>(phone));
    call.begin();
    run = std::make_unique<ScriptRun>(test.services, call, Script::Start{.request = {.url = "http://app/" + name}});
    asio::co_spawn(test.io, live(*this), [](const std::exception_ptr& error) {
      if (error) std::rethrow_exception(error);
    });
    test.deadlines.settle();
  }
  static call::Facts facts(const std::string& name, const std::string& account) {
    auto facts = ScriptTest::first_facts();
    facts.sid = "CA-" + name;
    facts.account_sid = account;
    return facts;
  }
  static Task<void> live(Person& person) {
    co_await person.run->run();
    co_await person.call.say_goodbyes();
  }
  media::FakeSession& session() { return *phone.session; }
  bool hears_music() { return session().plays() && session().clips.back() == call::hold_music(); }

  call::FakePhone phone;
  call::Call call;
  std::unique_ptr<ScriptRun> run;
};

struct QueueTest : ScriptTest {
  std::vector<std::unique_ptr<Person>> people;

  QueueTest() {
    document("caller", R"(<Enqueue action="/left">support</Enqueue>)");
    document("agent", R"(<Dial action="/dialled"><Queue>support</Queue></Dial>)");
    document("left", "<Pause length=\"60\"/>");
    document("dialled", "<Pause length=\"60\"/>");
  }
  ~QueueTest() override { deadlines.finish(); }

  void document(const std::string& name, const std::string& verbs) {
    application.answers_with("http://app/" + name, "<Response>" + verbs + "</Response>");
  }
  void waits_with(const std::string& verbs) {
    document("caller", R"(<Enqueue action="/left" waitUrl="/wait">support</Enqueue>)");
    document("wait", verbs);
  }
  Person& calls(const std::string& name, const std::string& account = "AC1") {
    people.push_back(std::make_unique<Person>(*this, name, account));
    return *people.back();
  }
  void settle() { deadlines.settle(); }
  std::vector<webhook::FakeApplication::Asked> asked(const std::string& name) const {
    std::vector<webhook::FakeApplication::Asked> out;
    for (const auto& request : application.asked) {
      if (request.url.substr(0, request.url.find('?')) == "http://app/" + name) out.push_back(request);
    }
    return out;
  }
  std::string result() const { return asked("left").empty() ? "" : asked("left").back().value("QueueResult"); }
  const call::Queue& support() const { return *queues.find("AC1", "support"); }
};

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
