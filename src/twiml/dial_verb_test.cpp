#include <gmock/gmock.h>

#include "twiml/script_fixture.hpp"

namespace ringback::twiml {
namespace {

using namespace std::chrono_literals;
using call::Cause;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;

// What <Dial> does beside ringing and joining.
struct DialVerbTest : ScriptTest {
  std::string child(std::size_t index = 0) const { return exchange.dialled.at(index).call_sid; }
  // `initiated 0 http://app/status POST` for each callback that an event of that call carries.
  std::vector<std::string> callbacks(const std::string& sid) const {
    std::vector<std::string> out;
    for (const auto& event : journal.events) {
      if (event.call.sid != sid) continue;
      for (const auto& callback : event.callbacks) {
        out.push_back(event.call.status + ' ' + std::to_string(callback.sequence) + ' ' + callback.method + ' ' +
                      callback.url);
      }
    }
    return out;
  }
  void settle() { deadlines.settle(); }
};

TEST_F(DialVerbTest, ANounsStatusCallbackHearsOfEachEventThatItNames) {
  answers(R"(<Dial><Client statusCallback="/status" statusCallbackMethod="GET"
             statusCallbackEvent="initiated ringing answered completed">DeviceId_0001</Client></Dial>)");
  runs();
  client.rings();
  settle();
  client.answers();
  settle();
  client.leaves();
  settle();
  EXPECT_THAT(callbacks(child()),
              ElementsAre("queued 0 GET http://app/status", "ringing 1 GET http://app/status",
                          "in-progress 2 GET http://app/status", "completed 3 GET http://app/status"));
}

TEST_F(DialVerbTest, AStatusCallbackWithoutEventsHearsOfTheEndAlone) {
  answers(R"(<Dial><Number statusCallback="/status">+819059876543</Number></Dial>)");
  runs();
  phone.rings();
  settle();
  phone.leaves(Cause::busy, 486);
  settle();
  EXPECT_THAT(callbacks(child()), ElementsAre("busy 0 POST http://app/status"));
}

TEST_F(DialVerbTest, AnEventThatIsNoneIsAWarning) {
  answers(R"(<Dial><Client statusCallback="/s" statusCallbackEvent="ringing lunch">DeviceId_0001</Client></Dial>)");
  runs();
  client.rings();
  settle();
  EXPECT_THAT(journal.notices(), ElementsAre(21626));
  EXPECT_THAT(callbacks(child()), ElementsAre("ringing 0 POST http://app/s"));
}

TEST_F(DialVerbTest, SequentialPartiesRingOneAfterTheOther) {
  answers(R"(<Dial sequential="true" action="/after"><Client>DeviceId_0001</Client>
             <Number>+819059876543</Number></Dial>)");
  runs();
  EXPECT_EQ(exchange.dialled.size(), 1U);
  client.leaves(Cause::busy, 486);
  settle();
  EXPECT_EQ(exchange.dialled.size(), 2U);
  phone.answers();
  settle();
  EXPECT_EQ(engine.bridges, 1);
  phone.leaves();
  settle();
  EXPECT_EQ(application.asked.at(1).value("DialCallStatus"), "completed");
  EXPECT_EQ(application.asked.at(1).value("DialCallSid"), child(1));
}

TEST_F(DialVerbTest, AStarEndsThePartyAndTheDocumentGoesOn) {
  answers(R"(<Dial hangupOnStar="true" action="/after"><Client>DeviceId_0001</Client></Dial>)");
  application.answers_with("http://app/after", "<Response><Pause/></Response>");
  runs();
  client.answers();
  settle();
  caller.presses('5');
  settle();
  EXPECT_FALSE(client.was_told("hangup completed"));
  caller.presses('*');
  settle();
  EXPECT_TRUE(client.was_told("hangup completed"));
  EXPECT_EQ(application.asked.at(1).value("DialCallStatus"), "completed");
  EXPECT_FALSE(call.over());
}

TEST_F(DialVerbTest, WithoutHangupOnStarAStarIsADigit) {
  answers("<Dial><Client>DeviceId_0001</Client></Dial>");
  runs();
  client.answers();
  settle();
  caller.presses('*');
  settle();
  EXPECT_FALSE(client.was_told("hangup completed"));
}

TEST_F(DialVerbTest, DigitsAreSentAfterTheAnswerAndBeforeTheBridge) {
  answers(R"(<Dial><Number sendDigits="W1#">+819059876543</Number></Dial>)");
  runs();
  phone.answers();
  settle();
  EXPECT_EQ(phone.session->sent_digits, "ww1#");
  EXPECT_EQ(engine.bridges, 0);
  deadlines.advance(2s);
  EXPECT_EQ(engine.bridges, 1);
}

TEST_F(DialVerbTest, DigitsThatAreNoneAreAWarning) {
  answers(R"(<Dial><Number sendDigits="1,2">+819059876543</Number></Dial>)");
  runs();
  EXPECT_THAT(journal.notices(), ElementsAre(13222));
}

TEST_F(DialVerbTest, AWhisperRunsOnThePartyWhileTheCallerHearsItRing) {
  answers(R"(<Dial><Client url="/whisper">DeviceId_0001</Client></Dial>)");
  application.answers_with("http://app/whisper", "<Response><Pause length=\"3\"/></Response>");
  runs();
  client.answers();
  settle();
  const auto& asked = application.asked.at(1);
  EXPECT_EQ(asked.value("CallSid"), child());
  EXPECT_EQ(asked.value("ParentCallSid"), "CA1");
  EXPECT_EQ(asked.value("Direction"), "outbound-dial");
  EXPECT_EQ(asked.value("CallStatus"), "in-progress");
  EXPECT_EQ(engine.bridges, 0);
  EXPECT_THAT(caller.session->rang, ElementsAre("jp"));
  EXPECT_THAT(caller.session->played, IsEmpty());
  deadlines.advance(3s);
  EXPECT_EQ(engine.bridges, 1);
}

TEST_F(DialVerbTest, AWhisperThatHangsUpDeclinesTheCall) {
  answers(R"(<Dial action="/after"><Client url="/whisper" method="GET">DeviceId_0001</Client></Dial>)");
  application.answers_with("http://app/whisper", "<Response><Hangup/></Response>");
  runs();
  client.answers();
  settle();
  EXPECT_TRUE(client.was_told("hangup completed"));
  ASSERT_EQ(application.asked.size(), 3U);
  EXPECT_EQ(application.asked[1].method, "GET");
  EXPECT_EQ(application.asked[2].value("DialCallStatus"), "completed");
  EXPECT_EQ(application.asked[2].value("DialBridged"), "false");
  EXPECT_EQ(engine.bridges, 0);
}

TEST_F(DialVerbTest, APartyThatLeavesDuringTheWhisperEndsIt) {
  answers(R"(<Dial action="/after"><Client url="/whisper">DeviceId_0001</Client></Dial>)");
  application.answers_with("http://app/whisper", "<Response><Pause length=\"3\"/></Response>");
  runs();
  client.answers();
  settle();
  client.leaves();
  settle();
  EXPECT_EQ(application.asked.at(2).value("DialBridged"), "false");
}

TEST_F(DialVerbTest, ACallerWhoLeavesDuringTheWhisperEndsIt) {
  answers(R"(<Dial action="/after"><Client url="/whisper">DeviceId_0001</Client></Dial>)");
  application.answers_with("http://app/whisper",
                           "<Response><Pause length=\"3\"/><Redirect>/more</Redirect></Response>");
  runs();
  client.answers();
  settle();
  caller.leaves();
  settle();
  EXPECT_TRUE(client.was_told("hangup completed"));
  deadlines.advance(10s);
  EXPECT_TRUE(done);
  EXPECT_EQ(application.asked.size(), 3U) << "the whisper's next document is not asked for";
}

TEST_F(DialVerbTest, ADialInAWhisperIsAnError) {
  answers(R"(<Dial><Client url="/whisper">DeviceId_0001</Client></Dial>)");
  application.answers_with("http://app/whisper", "<Response><Dial>+819059876543</Dial></Response>");
  runs();
  client.answers();
  settle();
  EXPECT_THAT(journal.story(child()), Contains("13201"));
  EXPECT_EQ(exchange.dialled.size(), 1U);
  EXPECT_EQ(engine.bridges, 1);
}

TEST_F(DialVerbTest, ASipPartyGetsItsHeadersAndAShownName) {
  exchange.lines.push_back({"sip:bob@example.com;transport=tcp", {&phone}, {}});
  answers(
      R"(<Dial callerId="front-desk"><Sip username="u" password="p">bob@example.com;transport=tcp?X-Team=blue%21&amp;x-b=2
             </Sip></Dial>)");
  runs();
  ASSERT_EQ(exchange.dialled.size(), 1U);
  const auto& target = exchange.dialled[0];
  EXPECT_EQ(target.kind, call::Target::Kind::sip);
  EXPECT_EQ(target.parameters, (Parameters{{"X-Team", "blue!"}, {"x-b", "2"}}));
  EXPECT_EQ(target.from, "front-desk");
  EXPECT_EQ(target.username, "u");
  EXPECT_EQ(target.password, "p");
}

TEST_F(DialVerbTest, ASipPartyMayBeWrittenWithChildren) {
  answers(R"(<Dial><Sip><Uri username="u" password="p">sip:bob@example.com</Uri>
             <Headers><Header name="X-Team" value="blue"/></Headers></Sip></Dial>)");
  runs();
  ASSERT_EQ(exchange.dialled.size(), 1U);
  EXPECT_EQ(exchange.dialled[0].address, "sip:bob@example.com");
  EXPECT_EQ(exchange.dialled[0].parameters, (Parameters{{"X-Team", "blue"}}));
  EXPECT_EQ(exchange.dialled[0].username, "u");
  EXPECT_THAT(journal.notices(), IsEmpty());
}

TEST_F(DialVerbTest, AnApplicationIsDialledAloneWithItsParameters) {
  exchange.lines.push_back({"AP1", {&phone}, {}});
  answers(R"(<Dial><Application customerId="7" copyParentTo="true"><ApplicationSid>AP1</ApplicationSid>
             <Parameter name="team" value="blue"/></Application><Client>DeviceId_0001</Client></Dial>)");
  runs();
  EXPECT_THAT(journal.notices(), ElementsAre(13215));
  ASSERT_EQ(exchange.dialled.size(), 1U);
  EXPECT_EQ(exchange.dialled[0].kind, call::Target::Kind::application);
  EXPECT_EQ(exchange.dialled[0].parameters,
            (Parameters{{"customerId", "7"}, {"Param_team", "blue"}, {"To", "+815031234567"}}));
}

TEST_F(DialVerbTest, AnApplicationHasAWhisperAndCallbacksAsAnyParty) {
  exchange.lines.push_back({"AP1", {&phone}, {}});
  answers(R"(<Dial><Application url="/whisper" method="GET" statusCallback="/status" statusCallbackMethod="GET"
             statusCallbackEvent="answered">AP1</Application></Dial>)");
  application.answers_with("http://app/whisper", "<Response><Pause length=\"3\"/></Response>");
  runs();
  phone.answers();
  settle();
  EXPECT_TRUE(application.asked.at(1).url.starts_with("http://app/whisper?"));
  EXPECT_EQ(application.asked.at(1).method, "GET");
  EXPECT_THAT(callbacks(child()), ElementsAre("in-progress 0 GET http://app/status"));
}

TEST_F(DialVerbTest, AnApplicationThatWasDialledDialsNone) {
  call.identify([](call::Facts& facts) { facts.inside = true; });
  answers("<Dial><Application>AP1</Application></Dial>");
  runs();
  EXPECT_THAT(journal.notices(), ElementsAre(13215));
  EXPECT_TRUE(exchange.dialled.empty());
}

struct Written {
  std::string dial;
  int code;
};
struct DialNotices : ScriptTest, testing::WithParamInterface<Written> {};

TEST_P(DialNotices, NameWhatIsNotTaken) {
  answers(GetParam().dial);
  runs();
  EXPECT_THAT(journal.notices(), Contains(GetParam().code));
}

std::string sip(const std::string& uri) {
  return "<Dial><Sip>" + uri + "</Sip></Dial>";
}
std::string dial(const std::string& attributes, const std::string& noun = "<Client>DeviceId_0001</Client>") {
  return "<Dial " + attributes + ">" + noun + "</Dial>";
}

INSTANTIATE_TEST_SUITE_P(
    Rows, DialNotices,
    testing::Values(Written{dial("method=\"PUT\""), 13210}, Written{dial("timeout=\"soon\""), 13212},
                    Written{dial("hangupOnStar=\"perhaps\""), 13213}, Written{dial("timeLimit=\"0\""), 13216},
                    Written{dial("sequential=\"perhaps\""), 13218}, Written{dial("answerOnBridge=\"perhaps\""), 13219},
                    Written{dial("callerId=\"" + std::string(256, '1') + "\""), 13248},
                    Written{dial("referUrl=\"/refer\""), 12200}, Written{dial("callReason=\"because\""), 12200},
                    Written{dial("events=\"all\""), 12200}, Written{dial("passports=\"all\""), 12200},
                    Written{dial("", "<Number method=\"PUT\">+819059876543</Number>"), 13221},
                    Written{dial("", "<Number byoc=\"BY1\">+819059876543</Number>"), 12200},
                    Written{dial("", "<Number machineDetection=\"Enable\">+819059876543</Number>"), 12200},
                    Written{dial("", "<Client clientNotificationUrl=\"/n\">DeviceId_0001</Client>"), 12200},
                    Written{dial("", "<Sip><Uri priority=\"1\" weight=\"2\">bob@example.com</Uri></Sip>"), 12200},
                    Written{dial("", "<Sip method=\"PUT\">bob@example.com</Sip>"), 13241},
                    Written{dial("callerId=\"front desk\"", "<Sip>bob@example.com</Sip>"), 13247},
                    Written{dial("", "<Sip username=\"a&quot;b\" password=\"c\">bob@example.com</Sip>"), 13249},
                    Written{sip(""), 13243}, Written{sip("bob@example.com " + std::string(255, 'x')), 13243},
                    Written{sip("bob@example.com?Via=x"), 13252},
                    Written{sip("bob@example.com?X-A=a%0d%0aVia: b"), 13252},
                    Written{sip("bob@example.com?X-A=" + std::string(1024, 'a')), 13253}));

}  // namespace
}  // namespace ringback::twiml
