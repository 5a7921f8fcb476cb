#include "twiml/script_fixture.hpp"

namespace ringback::twiml {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST_F(ScriptTest, AnEmptyDocumentAnswersAndHangsUp) {
  answers("");
  runs();
  EXPECT_THAT(caller.told, ElementsAre("answer", "hangup completed"));
  EXPECT_EQ(call.facts().status, "completed");
}

TEST_F(ScriptTest, ALeadingRejectIsNotAnswered) {
  answers("<Reject/>");
  runs();
  EXPECT_FALSE(caller.was_told("answer"));
  EXPECT_EQ(call.facts().status, "no-answer");
}

TEST_F(ScriptTest, RejectWithBusyIsBusy) {
  answers("<Reject reason=\"busy\"/>");
  runs();
  EXPECT_TRUE(caller.was_told("reject busy"));
  EXPECT_EQ(call.facts().status, "busy");
}

TEST_F(ScriptTest, ALeadingPauseDelaysTheAnswer) {
  answers("<Pause length=\"3\"/><Hangup/>");
  runs();
  deadlines.advance(2s);
  EXPECT_FALSE(caller.was_told("answer"));
  deadlines.advance(1s);
  EXPECT_TRUE(caller.was_told("answer"));
  EXPECT_TRUE(done);
}

TEST_F(ScriptTest, ARedirectLeadsToTheNextDocumentWithTheStandardParameters) {
  answers("<Redirect method=\"GET\">next?step=2</Redirect><Hangup/>");
  application.answers_with("http://app/next", "<Response><Reject/></Response>");
  runs();
  ASSERT_EQ(application.asked.size(), 2U);
  EXPECT_THAT(application.asked[1].url, HasSubstr("http://app/next?step=2&AccountSid="));
  EXPECT_EQ(application.asked[1].value("CallSid"), "CA1");
  EXPECT_EQ(call.facts().status, "no-answer");
}

TEST_F(ScriptTest, ADocumentThatLeadsToItselfForEverEndsTheCall) {
  answers("<Redirect/>");
  runs();
  caller.session->ends_playing();
  deadlines.settle();
  EXPECT_TRUE(done);
  EXPECT_EQ(application.asked.size(), 50U);
  EXPECT_THAT(journal.notices(), ElementsAre(11215));
  EXPECT_THAT(speech.last_text(), HasSubstr("Sorry"));
}

TEST_F(ScriptTest, ADocumentThatPausesMayLeadToItself) {
  answers("<Pause length=\"1\"/><Redirect method=\"GET\"/>");
  runs();
  deadlines.advance(100s);
  EXPECT_FALSE(done);
  EXPECT_EQ(application.asked.back().url.size(), application.asked.at(1).url.size());
}

TEST_F(ScriptTest, AnUnknownVerbIsANoticeAndTheNextOneRuns) {
  answers("<Sing/><Reject/>");
  runs();
  EXPECT_THAT(journal.notices(), ElementsAre(12200));
  EXPECT_EQ(call.facts().status, "no-answer");
}

TEST_F(ScriptTest, ADocumentThatIsNoXmlGoesToTheFallbackWithCodeAndUrl) {
  application.answers_with("http://app/start", "sorry");
  application.answers_with("http://app/fallback", "<Response><Reject reason=\"busy\"/></Response>");
  runs("http://app/fallback");
  ASSERT_EQ(application.asked.size(), 2U);
  EXPECT_EQ(application.asked[1].value("ErrorCode"), "12100");
  EXPECT_EQ(application.asked[1].value("ErrorUrl"), "http://app/start");
  EXPECT_EQ(application.asked[1].value("CallStatus"), "ringing");
  EXPECT_EQ(call.facts().status, "busy");
}

TEST_F(ScriptTest, AFailedFetchWithoutFallbackIsSaidToTheCaller) {
  application.fails_with("http://app/start", http::FetchFailure::timeout);
  runs();
  EXPECT_THAT(journal.notices(), ElementsAre(11200));
  EXPECT_TRUE(caller.was_told("answer"));
  EXPECT_THAT(speech.last_text(), HasSubstr("Sorry"));
  EXPECT_TRUE(caller.session->plays());
  EXPECT_FALSE(done);
  caller.session->ends_playing();
  deadlines.settle();
  EXPECT_EQ(call.facts().status, "completed");
  EXPECT_TRUE(done);
}

TEST_F(ScriptTest, AFallbackThatFailsTooIsSaidToTheCaller) {
  application.fails_with("http://app/start", http::FetchFailure::timeout);
  application.answers_with("http://app/fallback", "sorry");
  runs("http://app/fallback");
  EXPECT_THAT(journal.notices(), ElementsAre(11200, 12100));
  EXPECT_TRUE(caller.session->plays());
}

TEST_F(ScriptTest, AFailureThatCannotBeSaidFailsTheCall) {
  application.fails_with("http://app/start", http::FetchFailure::timeout);
  speech.failure = {20503, "too busy"};
  runs();
  EXPECT_FALSE(caller.was_told("answer"));
  EXPECT_EQ(call.facts().status, "failed");
  EXPECT_TRUE(done);
}

TEST_F(ScriptTest, ADialRingsAsInTheCountryThatItNames) {
  answers("<Dial ringTone=\"us-old\"><Client>DeviceId_0001</Client></Dial>");
  runs();
  EXPECT_THAT(caller.session->rang, ElementsAre("us-old"));
  EXPECT_THAT(journal.notices(), IsEmpty());
}

TEST_F(ScriptTest, ADialThatNamesNoCountryRingsAsItsNumbersDoes) {
  answers("<Dial ringTone=\"atlantis\"><Client>DeviceId_0001</Client></Dial>");
  runs();
  EXPECT_THAT(caller.session->rang, ElementsAre("jp"));
  EXPECT_THAT(journal.notices(), ElementsAre(13220));
}

TEST_F(ScriptTest, ADialAnswersTheCallerAndPlaysRingingUntilTheClientAccepts) {
  answers("<Dial timeout=\"60\"><Client>DeviceId_0001</Client></Dial>");
  runs();
  EXPECT_TRUE(caller.was_told("answer"));
  EXPECT_THAT(caller.session->rang, ElementsAre("jp"));
  EXPECT_EQ(exchange.dialled.at(0).from, "+819059876543");
  client.answers();
  deadlines.settle();
  EXPECT_EQ(caller.session->played.back(), media::Tone::silence);
  EXPECT_EQ(engine.bridges, 1);
  client.leaves();
  deadlines.settle();
  EXPECT_TRUE(done);
  EXPECT_EQ(call.facts().status, "completed");
}

TEST_F(ScriptTest, AnswerOnBridgeLeavesTheCallerRingingUntilTheBridge) {
  answers("<Dial answerOnBridge=\"true\"><Client>DeviceId_0001</Client></Dial>");
  runs();
  EXPECT_FALSE(caller.was_told("answer"));
  client.answers();
  deadlines.settle();
  EXPECT_TRUE(caller.was_told("answer"));
}

TEST_F(ScriptTest, AnswerOnBridgeRefusesTheCallerWithWhatHappened) {
  answers("<Dial answerOnBridge=\"true\"><Client>DeviceId_0001</Client></Dial>");
  runs();
  client.leaves(call::Cause::busy, 486);
  deadlines.settle();
  EXPECT_FALSE(caller.was_told("answer"));
  EXPECT_TRUE(caller.was_told("reject busy"));
}

TEST_F(ScriptTest, TheActionHearsHowTheDialWentAndItsAnswerGoesOn) {
  answers("<Dial action=\"/after\"><Client>DeviceId_0001</Client></Dial><Hangup/>");
  application.answers_with("http://app/after", "<Response><Pause length=\"5\"/></Response>");
  runs();
  client.answers();
  deadlines.advance(7s);
  client.leaves();
  deadlines.settle();
  ASSERT_EQ(application.asked.size(), 2U);
  const auto& asked = application.asked[1];
  EXPECT_EQ(asked.value("DialCallStatus"), "completed");
  EXPECT_EQ(asked.value("DialCallDuration"), "7");
  EXPECT_EQ(asked.value("DialBridged"), "true");
  EXPECT_EQ(asked.value("DialCallSid"), exchange.dialled[0].call_sid);
  EXPECT_EQ(asked.value("CallStatus"), "in-progress");
  EXPECT_FALSE(done);
  deadlines.advance(5s);
  EXPECT_TRUE(done);
}

struct Outcome {
  call::Cause cause;
  const char* status;
};
struct DialOutcomes : ScriptTest, testing::WithParamInterface<Outcome> {};

TEST_P(DialOutcomes, AreNamedInTheAction) {
  answers("<Dial action=\"/after\"><Client>DeviceId_0001</Client></Dial>");
  runs();
  client.leaves(GetParam().cause);
  deadlines.settle();
  EXPECT_EQ(application.asked.at(1).value("DialCallStatus"), GetParam().status);
  EXPECT_EQ(application.asked.at(1).value("DialBridged"), "false");
}
INSTANTIATE_TEST_SUITE_P(Rows, DialOutcomes,
                         testing::Values(Outcome{call::Cause::busy, "busy"},
                                         Outcome{call::Cause::no_answer, "no-answer"},
                                         Outcome{call::Cause::failed, "failed"}));

TEST_F(ScriptTest, AnUnreachableClientIsNoAnswer) {
  answers("<Dial action=\"/after\"><Client>nobody</Client></Dial>");
  runs();
  EXPECT_EQ(application.asked.at(1).value("DialCallStatus"), "no-answer");
}

TEST_F(ScriptTest, AClientRingsForTheTimeout) {
  answers("<Dial timeout=\"10\" action=\"/after\"><Client>DeviceId_0001</Client></Dial>");
  runs();
  deadlines.advance(9s);
  EXPECT_EQ(application.asked.size(), 1U);
  deadlines.advance(1s);
  EXPECT_EQ(application.asked.at(1).value("DialCallStatus"), "no-answer");
  EXPECT_TRUE(client.was_told("hangup no-answer"));
}

TEST_F(ScriptTest, ANumberRingsForFiveSecondsMoreThanTheTimeout) {
  answers("<Dial timeout=\"10\"><Number>+81-90-5987-6543</Number></Dial>");
  runs();
  deadlines.advance(14s);
  EXPECT_FALSE(phone.was_told("hangup no-answer"));
  deadlines.advance(1s);
  EXPECT_TRUE(phone.was_told("hangup no-answer"));
}

TEST_F(ScriptTest, NumbersAndCallerIdAreNormalised) {
  answers("<Dial callerId=\"050-3123-4567\"><Number>090-5987-6543</Number></Dial>");
  runs();
  EXPECT_EQ(exchange.dialled.at(0).address, "+819059876543");
  EXPECT_EQ(exchange.dialled.at(0).from, "+815031234567");
}

TEST_F(ScriptTest, AForeignCallerIdFailsTheDialAndNoCallGoesOut) {
  answers("<Dial callerId=\"+81312345678\" action=\"/after\"><Number>+81-90-5987-6543</Number></Dial>");
  runs();
  EXPECT_TRUE(exchange.dialled.empty());
  EXPECT_THAT(journal.notices(), testing::Contains(13214));
  EXPECT_EQ(application.asked.at(1).value("DialCallStatus"), "failed");
}

TEST_F(ScriptTest, APageCannotMakeANumberItsOwnByNamingItTo) {
  call.identify([](call::Facts& facts) {
    facts.from = "client:DeviceId_0001";
    facts.to = "+81312345678";
    facts.called = "";
  });
  answers("<Dial callerId=\"+81312345678\"><Number>+81-90-5987-6543</Number></Dial>");
  runs();
  EXPECT_TRUE(exchange.dialled.empty());
}

TEST_F(ScriptTest, WithAnswerOnBridgeAPartyThatAnswersAndIsGoneWasAnswered) {
  answers("<Dial answerOnBridge=\"true\"><Client>DeviceId_0001</Client></Dial>");
  runs();
  client.answers();
  client.leaves();
  deadlines.settle();
  EXPECT_TRUE(caller.was_told("answer"));
  EXPECT_EQ(call.facts().status, "completed");
}

TEST_F(ScriptTest, AClientThatCallsANumberMustGiveACallerId) {
  call.identify([](call::Facts& facts) {
    facts.from = "client:DeviceId_0001";
    facts.to = facts.called = "";
  });
  answers("<Dial><Number>+81-90-5987-6543</Number></Dial>");
  runs();
  EXPECT_TRUE(exchange.dialled.empty());
  EXPECT_THAT(journal.notices(), testing::Contains(13214));
}

TEST_F(ScriptTest, ANumberThatIsNoneFailsTheDial) {
  answers("<Dial action=\"/after\"><Number>call me</Number></Dial>");
  runs();
  EXPECT_THAT(journal.notices(), testing::Contains(13223));
  EXPECT_EQ(application.asked.at(1).value("DialCallStatus"), "failed");
}

TEST_F(ScriptTest, WhenTheCallerHangsUpWhileItRingsTheActionStillHearsOfIt) {
  answers("<Dial action=\"/after\"><Client>DeviceId_0001</Client></Dial><Redirect>/never</Redirect>");
  application.answers_with("http://app/after", "<Response><Redirect>/never</Redirect></Response>");
  runs();
  caller.leaves();
  deadlines.settle();
  EXPECT_TRUE(done);
  EXPECT_TRUE(client.was_told("hangup canceled"));
  ASSERT_EQ(application.asked.size(), 2U);
  EXPECT_EQ(application.asked[1].value("DialCallStatus"), "canceled");
  EXPECT_EQ(application.asked[1].value("CallStatus"), "completed");
}

TEST_F(ScriptTest, WhenTheCallerHangsUpInTheCallTheDialWasCompleted) {
  answers("<Dial action=\"/after\"><Client>DeviceId_0001</Client></Dial>");
  runs();
  client.answers();
  deadlines.advance(4s);
  caller.leaves();
  deadlines.settle();
  EXPECT_EQ(application.asked.at(1).value("DialCallStatus"), "completed");
  EXPECT_EQ(application.asked.at(1).value("DialCallDuration"), "4");
  EXPECT_TRUE(client.was_told("hangup completed"));
  EXPECT_EQ(engine.bridges, 0);
}

TEST_F(ScriptTest, ParametersOfAClientReachItsDevice) {
  answers(
      "<Dial><Client><Identity>DeviceId_0001</Identity><Parameter name=\"team\" value=\"red &amp; "
      "blue\"/></Client></Dial>");
  runs();
  EXPECT_EQ(exchange.dialled.at(0).parameters, (Parameters{{"team", "red & blue"}}));
}

}  // namespace
}  // namespace ringback::twiml
