#include "ringback/twiml.hpp"

#include <gtest/gtest.h>

namespace ringback::kit {
namespace {

const std::string declaration = R"(<?xml version="1.0" encoding="UTF-8"?>)";

TEST(Twiml, AnEmptyResponseIsADocument) {
  EXPECT_EQ(VoiceResponse().to_xml(), declaration + "<Response/>");
}

TEST(Twiml, RingsABrowser) {
  EXPECT_EQ(VoiceResponse().dial(Dial().timeout(60).client("DeviceId_0001")).to_xml(),
            declaration + R"(<Response><Dial timeout="60"><Client>DeviceId_0001</Client></Dial></Response>)");
}

TEST(Twiml, CallsAPhone) {
  const auto dial = Dial().timeout(60).caller_id("+81-50-3123-4567").number("+81-90-5987-6543");
  EXPECT_EQ(VoiceResponse().dial(dial).to_xml(), declaration +
                                                     R"(<Response><Dial timeout="60" callerId="+81-50-3123-4567">)"
                                                     "<Number>+81-90-5987-6543</Number></Dial></Response>");
}

TEST(Twiml, VerbsStandInTheOrderInWhichTheyWerePut) {
  EXPECT_EQ(
      VoiceResponse().say("Hello").echo().pause(2).play("https://a.example/b.wav").redirect("/next").hangup().to_xml(),
      declaration + R"(<Response><Say>Hello</Say><Echo/><Pause length="2"/><Play>https://a.example/b.wav</Play>)"
                    "<Redirect>/next</Redirect><Hangup/></Response>");
}

TEST(Twiml, EveryVerbWritesItsAttributes) {
  const std::pair<Element, std::string> rows[] = {
      {Say("a").voice("man").language("ja-JP").loop(0), R"(<Say voice="man" language="ja-JP" loop="0">a</Say>)"},
      {Play().digits("1w#"), R"(<Play digits="1w#"/>)"},
      {Play("/a.wav").loop(3), R"(<Play loop="3">/a.wav</Play>)"},
      {Pause(), "<Pause/>"},
      {Redirect("/a").method("GET"), R"(<Redirect method="GET">/a</Redirect>)"},
      {Reject(), "<Reject/>"},
      {Reject().reason("busy"), R"(<Reject reason="busy"/>)"},
      {Hangup(), "<Hangup/>"},
      {Dial().action("/done").method("GET").time_limit(600).answer_on_bridge().hangup_on_star(false),
       R"(<Dial action="/done" method="GET" timeLimit="600" answerOnBridge="true" hangupOnStar="false"/>)"},
      {Number("1").send_digits("ww12").url("/whisper").method("GET"),
       R"(<Number sendDigits="ww12" url="/whisper" method="GET">1</Number>)"},
      {Client("a").status_callback("/s").status_callback_method("GET").status_callback_event("ringing answered"),
       R"(<Client statusCallback="/s" statusCallbackMethod="GET" statusCallbackEvent="ringing answered">a</Client>)"},
  };
  for (const auto& [verb, xml] : rows) EXPECT_EQ(verb.to_xml(), xml);
}

TEST(Twiml, SeveralPartiesRingTogether) {
  EXPECT_EQ(Dial().number("1").client("a").number(Number("2").send_digits("3")).client(Client("b")).to_xml(),
            R"(<Dial><Number>1</Number><Client>a</Client><Number sendDigits="3">2</Number><Client>b</Client></Dial>)");
}

TEST(Twiml, AClientWithParametersHasItsNameInAnElement) {
  EXPECT_EQ(Client("alice").parameter("order", "7 & 8").parameter("team", "red").to_xml(),
            R"(<Client><Identity>alice</Identity><Parameter name="order" value="7 &amp; 8"/>)"
            R"(<Parameter name="team" value="red"/></Client>)");
}

TEST(Twiml, TextAndAttributesAreEscaped) {
  EXPECT_EQ(Say("<Hangup/> & \"bye\"").voice("a\"b<c").to_xml(),
            R"(<Say voice="a&quot;b&lt;c">&lt;Hangup/&gt; &amp; &quot;bye&quot;</Say>)");
}

TEST(Twiml, ALaterAttributeReplacesAnEarlierOne) {
  EXPECT_EQ(Dial().timeout(30).caller_id("1").timeout(60).to_xml(), R"(<Dial timeout="60" callerId="1"/>)");
}

TEST(Twiml, WhatHasNoSetterYetGoesByItsName) {
  EXPECT_EQ(VoiceResponse().append(Element("Enqueue", "support")).dial(Dial().attribute("ringTone", "jp")).to_xml(),
            declaration + R"(<Response><Enqueue>support</Enqueue><Dial ringTone="jp"/></Response>)");
}

}  // namespace
}  // namespace ringback::kit
