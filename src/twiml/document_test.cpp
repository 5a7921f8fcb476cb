#include "twiml/document.hpp"

#include <gmock/gmock.h>

#include "twiml/verb/dial_nouns.hpp"

namespace ringback::twiml {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<int> codes(const Warnings& warnings) {
  std::vector<int> out;
  for (const Warning& warning : warnings) out.push_back(warning.code);
  return out;
}

struct Row {
  const char* what;
  const char* body;
  std::size_t verbs;
  std::vector<int> warnings;
};

struct Documents : testing::TestWithParam<Row> {};

TEST_P(Documents, BecomeVerbsAndWarnings) {
  const auto document = parse_document(GetParam().body, "text/xml");
  ASSERT_TRUE(document) << document.error().message;
  EXPECT_EQ(document->verbs.size(), GetParam().verbs);
  EXPECT_EQ(codes(document->warnings), GetParam().warnings);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, Documents,
    testing::Values(
        Row{"empty", "<Response/>", 0, {}},
        Row{"declared, with blanks before",
            "\n <?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Hangup/></Response>",
            1,
            {}},
        Row{"comments", "<Response><!-- hi --><Pause length=\"2\"/><!-- bye --></Response>", 1, {}},
        Row{"unknown verb", "<Response><Sing>la</Sing><Hangup/></Response>", 1, {12200}},
        Row{"verbs of a cloud",
            "<Response><Sms to=\"1\">hi</Sms><Connect><Stream url=\"wss://a\"/></Connect><Queue/></Response>",
            0,
            {13803, 13750, 14219}},
        Row{"verbs of a later time",
            "<Response><Start><Stream url=\"wss://a\"/></Start><Start><Siprec/></Start><Start><Transcription/></Start>"
            "<Connect><ConversationRelay url=\"wss://a\"/></Connect><Refer><Sip>sip:a@b</Sip></Refer></Response>",
            3,
            {13750, 13750, 13750, 13750, 13750}},
        Row{"parameters of a refusal",
            "<Response><Reject><Parameter name=\"a\" value=\"b\"/></Reject>"
            "<Hangup><Parameter name=\"a\" value=\"b\"/></Hangup></Response>",
            2,
            {12200, 12200}},
        Row{"a gather's debug", "<Response><Gather debug=\"true\"/></Response>", 1, {12200}},
        Row{"wrong case", "<Response><hangup/></Response>", 0, {12200}},
        Row{"unknown attribute", "<Response><Pause lenght=\"2\"/></Response>", 1, {12200}},
        Row{"bad value", "<Response><Pause length=\"soon\"/></Response>", 1, {13910}},
        Row{"several bad values",
            "<Response><Dial timeout=\"x\" timeLimit=\"-1\" answerOnBridge=\"maybe\" "
            "method=\"PUT\">1</Dial></Response>",
            1,
            {13210, 13212, 13216, 13219}},
        Row{"bad reason", "<Response><Reject reason=\"tired\"/></Response>", 1, {13810}},
        Row{"child of a childless verb", "<Response><Hangup><Say>no</Say></Hangup></Response>", 1, {12200}},
        Row{"bad sounds",
            "<Response><Say loop=\"-1\">a</Say><Play loop=\"x\" digits=\"z\"/><Echo a=\"b\"/></Response>",
            3,
            {13510, 13410, 13430, 12200}},
        Row{"bad values of a gather",
            "<Response><Gather method=\"PUT\" input=\"smell\" timeout=\"0\" numDigits=\"x\" finishOnKey=\"a\" "
            "actionOnEmptyResult=\"y\" bargeIn=\"y\" hue=\"1\"/></Response>",
            1,
            {13312, 13326, 13313, 13314, 13310, 13338, 13332, 12200}},
        Row{"bad values of a gather's speech",
            "<Response><Gather input=\"speech\" language=\"?\" speechTimeout=\"-1\" maxSpeechTime=\"61\" "
            "profanityFilter=\"y\" partialResultCallbackMethod=\"PUT\" speechModel=\"m\"/></Response>",
            1,
            {13331, 13327, 13328, 13333, 13329, 13334}},
        Row{"a gather's two finish keys, and a first pause with the default model",
            "<Response><Gather finishOnKey=\"#*\" speechTimeout=\"auto\" speechModel=\"default\"/></Response>",
            1,
            {13311, 13335}},
        Row{"a good gather",
            "<Response><Gather input=\"speech dtmf\" finishOnKey=\"\" timeout=\"auto\" speechTimeout=\"auto\" "
            "hints=\"yes, no\" enhanced=\"true\" speechModel=\"phone_call\"><Say>a</Say><Pause/></Gather></Response>",
            1,
            {}},
        Row{"a hint too long",
            "<Response><Gather "
            "hints=\"yes,12345678901234567890123456789012345678901234567890123456789012345678901234567"
            "890123456789012345678901\"/></Response>",
            1,
            {13330}},
        Row{"what a gather can't contain",
            "<Response><Gather><Dial>1</Dial><Hangup/></Gather></Response>",
            1,
            {13320, 13320}},
        Row{"a sound of nothing", "<Response><Play/></Response>", 1, {11100}},
        Row{"unknown noun", "<Response><Dial><Robot>r2</Robot></Dial></Response>", 1, {13215}},
        Row{"text in the root", "<Response>hello</Response>", 0, {12200}}));

struct BadRow {
  const char* what;
  std::string body;
  const char* type;
  int code;
};

struct BadDocuments : testing::TestWithParam<BadRow> {};

TEST_P(BadDocuments, AreRefusedWithTheProductsCode) {
  const auto document = parse_document(GetParam().body, GetParam().type);
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().code, GetParam().code) << document.error().message;
}

std::string nested(int depth) {
  std::string out = "<Response>";
  for (int i = 0; i < depth; ++i) out += "<a>";
  for (int i = 0; i < depth; ++i) out += "</a>";
  return out + "</Response>";
}

INSTANTIATE_TEST_SUITE_P(
    Rows, BadDocuments,
    testing::Values(
        BadRow{"empty", "", "text/xml", 11770}, BadRow{"unclosed", "<Response><Dial>", "text/xml", 12100},
        BadRow{"not xml", "hello", "text/html", 12100},
        BadRow{"bare ampersand", "<Response><Redirect>/a?b&c</Redirect></Response>", "text/xml", 12100},
        BadRow{"two roots", "<Response/><Response/>", "text/xml", 12100},
        BadRow{"repeated attribute", "<Response><Pause length='1' length='2'/></Response>", "text/xml", 12100},
        BadRow{"bad UTF-8", "<Response>\xff\xfe</Response>", "text/xml", 12100},
        BadRow{"wrong root", "<Reply/>", "text/xml", 12102},
        BadRow{"lower-case root", "<response/>", "text/xml", 12102},
        BadRow{"DTD", "<!DOCTYPE r [<!ENTITY a 'b'>]><Response>&a;</Response>", "text/xml", 12100},
        BadRow{"external entity", "<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><Response>&a;</Response>",
               "text/xml", 12100},
        BadRow{"deep", nested(100), "text/xml", 12100}, BadRow{"very deep", nested(5000), "text/xml", 12100},
        BadRow{"large", "<Response><!--" + std::string(65 * 1024, 'x') + "--></Response>", "text/xml", 11750},
        BadRow{"image", "<Response/>", "image/png", 12300}, BadRow{"no type", "<Response/>", "", 12300}));

TEST(Document, PlainTextThatIsNoTwimlIsSpoken) {
  EXPECT_EQ(parse_document("<Response><Hangup/><Hangup/></Response>", "text/plain")->verbs.size(), 2U);
  EXPECT_EQ(parse_document("We are closed & asleep.", "text/plain")->verbs.size(), 1U);
}

TEST(Document, SoundIsPlayed) {
  EXPECT_EQ(parse_document("RIFF", "audio/wav", "http://app/closed.wav")->verbs.size(), 1U);
}

TEST(Document, WhatThisServerDoesNotDoIsAnError) {
  EXPECT_TRUE(parse_document("<Response><Pay/></Response>", "text/xml")->warnings.front().error);
  EXPECT_FALSE(parse_document("<Response><Sing/></Response>", "text/xml")->warnings.front().error);
}

TEST(Document, WarningsAreLimited) {
  std::string body = "<Response>";
  for (int i = 0; i < 1000; ++i) body += "<a/>";
  const auto document = parse_document(body + "</Response>", "text/xml");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->warnings.size(), 51U);
  EXPECT_THAT(document->warnings.back().text, HasSubstr("950 more"));
}

TEST(DialNouns, ANumberMayStandAlone) {
  Warnings warnings;
  const auto root = parse_xml("<Dial>\n +81-90-5987-6543\n</Dial>");
  const auto nouns = parse_dial_nouns(*root, warnings);
  ASSERT_EQ(nouns.size(), 1U);
  EXPECT_EQ(nouns[0].kind, call::Target::Kind::number);
  EXPECT_EQ(nouns[0].text, "+81-90-5987-6543");
}

TEST(DialNouns, AClientMayHaveAnIdentityAndParameters) {
  Warnings warnings;
  const auto root = parse_xml(
      "<Dial><Client> alice </Client><Client><Identity>bob</Identity>"
      "<Parameter name='a' value='1'/><Parameter value='x'/></Client></Dial>");
  const auto nouns = parse_dial_nouns(*root, warnings);
  ASSERT_EQ(nouns.size(), 2U);
  EXPECT_EQ(nouns[0].text, "alice");
  EXPECT_EQ(nouns[1].text, "bob");
  EXPECT_EQ(nouns[1].parameters, (Parameters{{"a", "1"}}));
  EXPECT_THAT(codes(warnings), ElementsAre(12200));
}

TEST(DialNouns, AreTenAtTheMost) {
  std::string xml = "<Dial>";
  for (int i = 0; i < 11; ++i) xml += "<Number>1</Number>";
  Warnings warnings;
  EXPECT_EQ(parse_dial_nouns(*parse_xml(xml + "</Dial>"), warnings).size(), 10U);
  EXPECT_THAT(codes(warnings), ElementsAre(13250));
}

TEST(Element, KeepsTextOfCdataAndEntities) {
  const auto root = parse_xml("<Redirect><![CDATA[/a?b&c]]>&amp;d</Redirect>");
  ASSERT_TRUE(root);
  EXPECT_EQ(root->text, "/a?b&c&d");
}

}  // namespace
}  // namespace ringback::twiml
