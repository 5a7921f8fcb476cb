#include "sip/message.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ringback::sip {
namespace {

using testing::ElementsAre;

// Everything that a request must have, then what the test adds.
std::string request(const std::string& start_line, const std::string& more = "", const std::string& body = "") {
  return start_line +
         "\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1\r\nFrom: <sip:a@x>;tag=1\r\nTo: <sip:b@x>\r\n"
         "Call-ID: c1\r\nCSeq: 1 OPTIONS\r\n" +
         more + "\r\n" + body;
}

TEST(Message, ReadsARequest) {
  const auto message = parse_message(request("OPTIONS sip:b@x SIP/2.0", "Content-Length: 3\r\n", "abc"));
  ASSERT_TRUE(message);
  EXPECT_TRUE(message->is("OPTIONS"));
  EXPECT_EQ(message->request_uri, "sip:b@x");
  EXPECT_EQ(message->value("call-id"), "c1");
  EXPECT_EQ(message->body, "abc");
  EXPECT_FALSE(defect(*message));
}

TEST(Message, ReadsAResponse) {
  const auto message = parse_message("SIP/2.0 486 Busy Here\r\nCSeq: 7 INVITE\r\n\r\n");
  ASSERT_TRUE(message);
  EXPECT_EQ(message->status, 486);
  EXPECT_EQ(message->reason, "Busy Here");
  EXPECT_EQ(cseq(*message)->number, 7U);
}

TEST(Message, ReadsAResponseWithoutReasonPhrase) {
  const auto message = parse_message("SIP/2.0 200 \r\n\r\n");
  ASSERT_TRUE(message);
  EXPECT_EQ(message->status, 200);
}

TEST(Message, ExpandsCompactNamesAndIgnoresTheirCase) {
  const auto message =
      parse_message("BYE sip:x SIP/2.0\r\nv: 1\r\nF: 2\r\nt : 3\r\ni:4\r\nl:\t5\r\nM: 6\r\nk: 7\r\n\r\n");
  ASSERT_TRUE(message);
  EXPECT_EQ(message->value("Via"), "1");
  EXPECT_EQ(message->value("FROM"), "2");
  EXPECT_EQ(message->value("To"), "3");
  EXPECT_EQ(message->value("Call-ID"), "4");
  EXPECT_EQ(message->value("Content-Length"), "5");
  EXPECT_EQ(message->value("Contact"), "6");
  EXPECT_EQ(message->value("supported"), "7");
}

TEST(Message, UnfoldsLines) {
  const auto message = parse_message("BYE sip:x SIP/2.0\r\nSubject: I know\r\n  you're there,\r\n\tpick up\r\n\r\n");
  ASSERT_TRUE(message);
  EXPECT_EQ(message->value("Subject"), "I know you're there, pick up");
}

TEST(Message, UnfoldsAnEmptyLineAsNothing) {
  const auto message = parse_message("BYE sip:x SIP/2.0\r\nCall-ID:\r\n c1\r\nSubject: a\r\n \r\n\r\n");
  ASSERT_TRUE(message);
  EXPECT_EQ(message->value("Call-ID"), "c1");
  EXPECT_EQ(message->value("Subject"), "a");
}

TEST(Message, TakesLineEndsOfOneCharacterAndLeadingOnes) {
  const auto message = parse_message("\r\n\r\nBYE sip:x SIP/2.0\nTo: a\n\nbody");
  ASSERT_TRUE(message);
  EXPECT_EQ(message->value("To"), "a");
  EXPECT_EQ(message->body, "body");
}

TEST(Message, ListsElementsOfRepeatedHeaders) {
  Message message;
  message.add("Route", "<sip:a;lr>, \"x, y\" <sip:b,c;lr>").add("Via", "v").add("route", "<sip:d>");
  EXPECT_THAT(message.list("Route"), ElementsAre("<sip:a;lr>", "\"x, y\" <sip:b,c;lr>", "<sip:d>"));
}

TEST(Message, SetReplacesAllOfAName) {
  Message message;
  message.add("X", "1").add("Y", "2").add("x", "3").set("X", "4");
  ASSERT_EQ(message.headers.size(), 2U);
  EXPECT_EQ(message.value("x"), "4");
}

TEST(Message, WritesWhatItReads) {
  Message message;
  message.method = "INVITE";
  message.request_uri = "sip:b@x";
  message.add("To", "<sip:b@x>").add("Content-Length", "99").set_body("application/sdp", "v=0\r\n");
  EXPECT_EQ(
      message.serialise(),
      "INVITE sip:b@x SIP/2.0\r\nTo: <sip:b@x>\r\nContent-Type: application/sdp\r\nContent-Length: 5\r\n\r\nv=0\r\n");
}

TEST(Message, ResponsesCopyWhatTheRequestNeedsBack) {
  const auto message = parse_message(request("OPTIONS sip:b@x SIP/2.0", "Via: SIP/2.0/UDP far\r\nSubject: s\r\n"));
  ASSERT_TRUE(message);
  const Message response = make_response(*message, 404);
  EXPECT_EQ(response.reason, "Not Found");
  EXPECT_THAT(response.list("Via"), ElementsAre("SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1", "SIP/2.0/UDP far"));
  EXPECT_EQ(response.value("CSeq"), "1 OPTIONS");
  EXPECT_FALSE(response.find("Subject"));
}

struct Unframed {
  const char* why;
  std::string bytes;
};

class MessageUnframed : public testing::TestWithParam<Unframed> {};

TEST_P(MessageUnframed, IsRefused) {
  EXPECT_FALSE(parse_message(GetParam().bytes)) << GetParam().why;
}

INSTANTIATE_TEST_SUITE_P(
    All, MessageUnframed,
    testing::Values(Unframed{"nothing", ""}, Unframed{"a keep-alive", "\r\n\r\n"},
                    Unframed{"a zero", std::string(1, 0)},
                    Unframed{"no end of headers", "BYE sip:x SIP/2.0\r\nTo: a\r\n"},
                    Unframed{"no version", "BYE sip:x\r\n\r\n"}, Unframed{"no method", " sip:x SIP/2.0\r\n\r\n"},
                    Unframed{"a method that is no token", "B@E sip:x SIP/2.0\r\n\r\n"},
                    Unframed{"a method without end", std::string(65, 'A') + " sip:x SIP/2.0\r\n\r\n"},
                    Unframed{"a header without colon", "BYE sip:x SIP/2.0\r\nTo\r\n\r\n"},
                    Unframed{"a header name with a blank", "BYE sip:x SIP/2.0\r\nT o: a\r\n\r\n"},
                    Unframed{"a folded line first", "BYE sip:x SIP/2.0\r\n To: a\r\n\r\n"},
                    Unframed{"a carriage return inside", "BYE sip:x SIP/2.0\r\nTo: a\rVia: b\r\n\r\n"},
                    Unframed{"a status of four digits (RFC 4475 3.1.2.19)", "SIP/2.0 4294967301 better\r\n\r\n"},
                    Unframed{"a status of no class", "SIP/2.0 799 x\r\n\r\n"},
                    Unframed{"a status that is no number", "SIP/2.0 abc x\r\n\r\n"},
                    Unframed{"a header of 9 KiB", "BYE sip:x SIP/2.0\r\nTo: " + std::string(9000, 'a') + "\r\n\r\n"}));

TEST(Message, RefusesMoreHeadersThanItsLimit) {
  std::string bytes = "BYE sip:x SIP/2.0\r\n";
  for (int i = 0; i < 257; ++i) bytes += "X: 1\r\n";
  EXPECT_FALSE(parse_message(bytes + "\r\n"));
}

TEST(Message, RefusesAHeaderThatFoldsWithoutEnd) {
  std::string bytes = "BYE sip:x SIP/2.0\r\nTo: a\r\n";
  for (int i = 0; i < 20; ++i) bytes += " " + std::string(500, 'b') + "\r\n";
  EXPECT_FALSE(parse_message(bytes + "\r\n"));
}

struct Unsound {
  const char* why;
  std::string bytes;
  int status;
};

class MessageUnsound : public testing::TestWithParam<Unsound> {};

TEST_P(MessageUnsound, IsFramedButHasADefect) {
  const auto message = parse_message(GetParam().bytes);
  ASSERT_TRUE(message) << GetParam().why;
  const auto error = defect(*message);
  ASSERT_TRUE(error) << GetParam().why;
  EXPECT_EQ(error->code, GetParam().status);
}

const std::string options = "OPTIONS sip:b@x SIP/2.0";

INSTANTIATE_TEST_SUITE_P(
    All, MessageUnsound,
    testing::Values(
        Unsound{"a blank in the URI (RFC 4475 3.1.2.8)", request("OPTIONS sip:b@x; lr SIP/2.0"), 400},
        Unsound{"two blanks (RFC 4475 3.1.2.9)", request("OPTIONS  sip:b@x  SIP/2.0"), 400},
        Unsound{"blanks at the end (RFC 4475 3.1.2.10)", request("OPTIONS sip:b@x SIP/2.0  "), 400},
        Unsound{"a URI in brackets (RFC 4475 3.1.2.7)", request("OPTIONS <sip:b@x> SIP/2.0"), 400},
        Unsound{"a URI with headers (RFC 4475 3.1.2.11)", request("OPTIONS sip:b@x?Route=y SIP/2.0"), 400},
        Unsound{"a URI that is none (RFC 5118 4.2)", request("OPTIONS sip:2001:db8::10 SIP/2.0"), 400},
        Unsound{"another version (RFC 4475 3.1.2.16)", request("OPTIONS sip:b@x SIP/7.0"), 505},
        Unsound{"a second From (RFC 4475 3.3.9)", request(options, "From: <sip:c@x>;tag=2\r\n"), 400},
        Unsound{"no headers at all (RFC 4475 3.3.1)", "OPTIONS sip:b@x SIP/2.0\r\n\r\n", 400},
        Unsound{"CSeq of another method (RFC 4475 3.1.2.17)", request("INVITE sip:b@x SIP/2.0"), 400},
        Unsound{"CSeq too large (RFC 4475 3.1.2.4)",
                "OPTIONS sip:b@x SIP/2.0\r\nVia: SIP/2.0/UDP h\r\nFrom: <sip:a@x>\r\nTo: <sip:b@x>\r\nCall-ID: c\r\n"
                "CSeq: 36893488147419103232 OPTIONS\r\n\r\n",
                400},
        Unsound{"a body that is shorter than said (RFC 4475 3.1.2.2)",
                request(options, "Content-Length: 9999\r\n", "x"), 400},
        Unsound{"a negative length (RFC 4475 3.1.2.3)", request(options, "Content-Length: -999\r\n", "x"), 400},
        Unsound{"two lengths (RFC 4475 3.3.9)", request(options, "Content-Length: 1\r\nContent-Length: 1\r\n", "x"),
                400},
        Unsound{"a To without end of quotes (RFC 4475 3.1.2.6)",
                "OPTIONS sip:b@x SIP/2.0\r\nVia: SIP/2.0/UDP h\r\nFrom: <sip:a@x>\r\nTo: \"Mr. J <sip:b@x>\r\n"
                "Call-ID: c\r\nCSeq: 1 OPTIONS\r\n\r\n",
                400},
        Unsound{"a Via of another protocol",
                "OPTIONS sip:b@x SIP/2.0\r\nVia: HTTP/1.1 h\r\nFrom: <sip:a@x>\r\nTo: <sip:b@x>\r\nCall-ID: c\r\n"
                "CSeq: 1 OPTIONS\r\n\r\n",
                400}));

TEST(Message, ThrowsAwayWhatFollowsTheBody) {
  const auto message = parse_message(request(options, "Content-Length: 2\r\n", "abINVITE sip:z SIP/2.0\r\n"));
  ASSERT_TRUE(message);
  EXPECT_EQ(message->body, "ab");
  EXPECT_FALSE(defect(*message));
}

// RFC 4475 section 3.1.1.1, in our words: odd but right.
TEST(Message, ReadsATortuousInvite) {
  const auto message = parse_message(
      "INVITE sip:vivekg@chair-dnrc.example.com;unknownparam SIP/2.0\r\n"
      "TO :\r\n sip:vivekg@chair-dnrc.example.com ;   tag    = 1918181833n\r\n"
      "from   : \"J Rosenberg \\\\\\\"\"       <sip:jdrosen@example.com>\r\n  ;\r\n  tag = 98asjd8\r\n"
      "MaX-fOrWaRdS: 0068\r\n"
      "Call-ID: wsinv.ndaksdj@192.0.2.1\r\n"
      "Content-Length   : 4\r\n"
      "cseq: 0009\r\n  INVITE\r\n"
      "Via  : SIP  /   2.0\r\n /UDP\r\n    192.0.2.2;branch=390skdjuw\r\n"
      "s :\r\n"
      "NewFangledHeader:   newfangled value\r\n continued newfangled value\r\n"
      "UnknownHeaderWithUnusualValue: ;;,,;;,;\r\n"
      "v:  SIP  / 2.0  / TCP     spindle.example.com   ;\r\n  branch  =   z9hG4bK9ikj8  ,\r\n"
      " SIP  /    2.0   / UDP  192.168.255.111   ; branch=\r\n z9hG4bK30239\r\n"
      "m:\"Quoted string \\\"\\\"\" <sip:jdrosen@example.com> ; newparam =\r\n      newvalue ;\r\n  secondparam ; q = "
      "0.33\r\n"
      "\r\n"
      "v=0\n");
  ASSERT_TRUE(message);
  EXPECT_FALSE(defect(*message)) << defect(*message)->message;
  EXPECT_EQ(tag(*message, "From"), "98asjd8");
  EXPECT_EQ(tag(*message, "To"), "1918181833n");
  EXPECT_EQ(cseq(*message)->number, 9U);
  EXPECT_EQ(message->list("Via").size(), 3U);
}

// RFC 4475 section 3.1.1.2: every character that a method and its neighbours may have.
TEST(Message, ReadsUnusualCharacters) {
  const std::string method = "!interesting-Method0123456789_*+`.%indeed'~";
  const auto message =
      parse_message(method +
                    " sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,weird!*pas$wo~d"
                    "@example.com SIP/2.0\r\n"
                    "Via: SIP/2.0/UDP host1.example.com;rport;branch=z9hG4bK-.!%66*_+`'~\r\n"
                    "To: \"BEL:\\\x07 DEL:\\\x7F\" <sip:1_unusual.URI~@example.com>\r\n"
                    "From: token1~` token2'+_ token3*%!.- <sip:mundane@example.com>;tag=_token~1'+`*%!-.\r\n"
                    "Call-ID: intmeth.word%ZK-!.*_+'@word`~)(><:\\/\"][?}{\r\n"
                    "CSeq: 139122385 " +
                    method + "\r\n\r\n");
  ASSERT_TRUE(message);
  EXPECT_FALSE(defect(*message)) << defect(*message)->message;
  EXPECT_EQ(tag(*message, "From"), "_token~1'+`*%!-.");
}

}  // namespace
}  // namespace ringback::sip
