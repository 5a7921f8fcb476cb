#include "sip/torture_fixture.hpp"

// RFC 4475 section 3.1.1: odd, but to be understood.
namespace ringback::sip {
namespace {

const std::vector<Torture> messages = {
    {"wsinv",  // its To has a tag, of no dialog of ours
     R"(INVITE sip:vivekg@chair-dnrc.example.com;unknownparam SIP/2.0
TO :
 sip:vivekg@chair-dnrc.example.com ;   tag    = 1918181833n
from   : "J Rosenberg \\\""       <sip:jdrosen@example.com>
  ;
  tag = 98asjd8
MaX-fOrWaRdS: 0068
Call-ID: wsinv.ndaksdj@192.0.2.1
Content-Length   : 150
cseq: 0009
  INVITE
Via  : SIP  /   2.0
 /UDP
    192.0.2.2;branch=390skdjuw
s :
NewFangledHeader:   newfangled value
 continued newfangled value
UnknownHeaderWithUnusualValue: ;;,,;;,;
Content-Type: application/sdp
Route:
 <sip:services.example.com;lr;unknownwith=value;unknown-no-value>
v:  SIP  / 2.0  / TCP     spindle.example.com   ;
  branch  =   z9hG4bK9ikj8  ,
 SIP  /    2.0   / UDP  192.168.255.111   ; branch=
 z9hG4bK30239
m:"Quoted string \"\"" <sip:jdrosen@example.com> ; newparam =
      newvalue ;
  secondparam ; q = 0.33

v=0
o=mhandley 29739 7272939 IN IP4 192.0.2.3
s=-
c=IN IP4 192.0.2.4
t=0 0
m=audio 49217 RTP/AVP 0 12
m=video 3227 RTP/AVP 31
a=rtpmap:31 LPC
)",
     481},
    {"intmeth",
     R"(!interesting-Method0123456789_*+`.%indeed'~ sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,weird!*pas$wo~d_too.(doesn't-it)@example.com SIP/2.0
Via: SIP/2.0/TCP host1.example.com;branch=z9hG4bK-.!%66*_+`'~
To: "BEL:\{BEL} NUL:\{NUL} DEL:\{DEL}" <sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*@example.com>
From: token1~` token2'+_ token3*%!.- <sip:mundane@example.com>;fromParam''~+*_!.-%="работающий";tag=_token~1'+`*%!-.
Call-ID: intmeth.word%ZK-!.*_+'@word`~)(><:\/"][?}{
CSeq: 139122385 !interesting-Method0123456789_*+`.%indeed'~
Max-Forwards: 255
extensionHeader-!.%*+_`'~: 大停電
Content-Length: 0

)",
     501},
    {"esc01",
     R"(INVITE sip:sips%3Auser%40example.com@example.net SIP/2.0
To: sip:%75se%72@example.com
From: <sip:I%20have%20spaces@example.net>;tag=938
Max-Forwards: 87
i: esc01.239409asdfakjkn23onasd0-3234
CSeq: 234234 INVITE
Via: SIP/2.0/UDP host5.example.net;branch=z9hG4bKkdjuw
C: application/sdp
Contact:
  <sip:cal%6Cer@host5.example.net;%6C%72;n%61me=v%61lue%25%34%31>
Content-Length: 150

v=0
o=mhandley 29739 7272939 IN IP4 192.0.2.1
s=-
c=IN IP4 192.0.2.1
t=0 0
m=audio 49217 RTP/AVP 0 12
m=video 3227 RTP/AVP 31
a=rtpmap:31 LPC
)",
     call_arrives},
    {"escnull",
     R"(REGISTER sip:example.com SIP/2.0
To: sip:null-%00-null@example.com
From: sip:null-%00-null@example.com;tag=839923423
Max-Forwards: 70
Call-ID: escnull.39203ndfvkjdasfkq3w4otrq0adsfdfnavd
CSeq: 14398234 REGISTER
Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw
Contact: <sip:%00@host5.example.com>
Contact: <sip:%00%00@host5.example.com>
L:0

)",
     401},
    {"esc02",
     R"(RE%47IST%45R sip:registrar.example.com SIP/2.0
To: "%Z%45" <sip:resource@example.com>
From: "%Z%45" <sip:resource@example.com>;tag=f232jadfj23
Call-ID: esc02.asdfnqwo34rq23i34jrjasdcnl23nrlknsdf
Via: SIP/2.0/TCP host.example.com;branch=z9hG4bK209%fzsnel234
CSeq: 29344 RE%47IST%45R
Max-Forwards: 70
Contact: <sip:alias1@host1.example.com>
C%6Fntact: <sip:alias2@host2.example.com>
Contact: <sip:alias3@host3.example.com>
l: 0

)",
     501},
    {"lwsdisp",
     R"(OPTIONS sip:user@example.com SIP/2.0
To: sip:user@example.com
From: caller<sip:caller@example.com>;tag=323
Max-Forwards: 70
Call-ID: lwsdisp.1234abcd@funky.example.com
CSeq: 60 OPTIONS
Via: SIP/2.0/UDP funky.example.com;branch=z9hG4bKkdjuw
l: 0

)",
     200},
    {"dblreq",  // what follows the body of a datagram is no message
     R"(REGISTER sip:example.com SIP/2.0
To: sip:j.user@example.com
From: sip:j.user@example.com;tag=43251j3j324
Max-Forwards: 8
I: dblreq.0ha0isndaksdj99sdfafnl3lk233412
Contact: sip:j.user@host.example.com
CSeq: 8 REGISTER
Via: SIP/2.0/UDP 192.0.2.125;branch=z9hG4bKkdjuw23492
Content-Length: 0


INVITE sip:joe@example.com SIP/2.0
t: sip:joe@example.com
From: sip:caller@example.net;tag=141334
Max-Forwards: 8
Call-ID: dblreq.0ha0isnda977644900765@192.0.2.15
CSeq: 8 INVITE
Via: SIP/2.0/UDP 192.0.2.15;branch=z9hG4bKkdjuw380234
Content-Type: application/sdp
Content-Length: 150

v=0
o=mhandley 29739 7272939 IN IP4 192.0.2.15
s=-
c=IN IP4 192.0.2.15
t=0 0
m=audio 49217 RTP/AVP 0 12
m=video 3227 RTP/AVP 31
a=rtpmap:31 LPC
)",
     401},
    {"semiuri",
     R"(OPTIONS sip:user;par=u%40example.net@example.com SIP/2.0
To: sip:j_user@example.com
From: sip:caller@example.org;tag=33242
Max-Forwards: 3
Call-ID: semiuri.0ha0isndaksdj
CSeq: 8 OPTIONS
Accept: application/sdp, application/pkcs7-mime,
        multipart/mixed, multipart/signed,
        message/sip, message/sipfrag
Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKkdjuw
l: 0

)",
     200},
    {"transports",
     R"(OPTIONS sip:user@example.com SIP/2.0
To: sip:user@example.com
From: <sip:caller@example.com>;tag=323
Max-Forwards: 70
Call-ID:  transports.kijh4akdnaqjkwendsasfdj
Accept: application/sdp
CSeq: 60 OPTIONS
Via: SIP/2.0/UDP t1.example.com;branch=z9hG4bKkdjuw
Via: SIP/2.0/SCTP t2.example.com;branch=z9hG4bKklasjdhf
Via: SIP/2.0/TLS t3.example.com;branch=z9hG4bK2980unddj
Via: SIP/2.0/UNKNOWN t4.example.com;branch=z9hG4bKasd0f3en
Via: SIP/2.0/TCP t5.example.com;branch=z9hG4bK0a9idfnee
l: 0

)",
     200},
    {"unreason",
     R"(SIP/2.0 200 = 2**3 * 5**2 но сто девяносто девять - простое
Via: SIP/2.0/UDP 192.0.2.198;branch=z9hG4bK1324923
Call-ID: unreason.1234ksdfak3j2erwedfsASdf
CSeq: 35 INVITE
From: sip:user@example.com;tag=11141343
To: sip:user@example.edu;tag=2229
Content-Length: 0
Content-Type: application/sdp
Contact: <sip:user@host198.example.com>

)",
     silence},
    {"noreason",
     R"(SIP/2.0 100{SP}
Via: SIP/2.0/UDP 192.0.2.105;branch=z9hG4bK2398ndaoe
Call-ID: noreason.asndj203insdf99223ndf
CSeq: 35 INVITE
From: <sip:user@example.com>;tag=39ansfi3
To: <sip:user@example.edu>;tag=902jndnke3
Content-Length: 0
Contact: <sip:user@host105.example.com>

)",
     silence},
};

class ValidTortureTest : public TortureTest {};

TEST_P(ValidTortureTest, IsUnderstood) {
  const auto parsed = parse_message(wire_form(GetParam().text));
  ASSERT_TRUE(parsed);
  EXPECT_FALSE(defect(*parsed)) << defect(*parsed)->message;
  EXPECT_EQ(outcome(GetParam().text), GetParam().outcome);
}

INSTANTIATE_TEST_SUITE_P(Rfc4475, ValidTortureTest, testing::ValuesIn(messages));

// longreq: what is long in it, 34 Via headers among that.
TEST_F(EndpointFixture, TakesVeryLongHeaders) {
  const auto repeat = [](const std::string& part, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += part;
    return out;
  };
  std::string text = "INVITE sip:user@example.com SIP/2.0\r\nTo: \"I have a user name of " + repeat("extreme", 10) +
                     " proportion\"<sip:user@example.com:6000;unknownparam1=very" + repeat("long", 20) + "value;long" +
                     repeat("paramname", 25) + "=shortvalue;very" + repeat("long", 25) +
                     "ParameterNameWithNoValue>\r\n";
  text += "F: sip:" + repeat("amazinglylongcallername", 5) + "@example.net;tag=12" + repeat("982", 50) +
          "424;unknownheader" + repeat("paramname", 20) + "=" + repeat("value", 15) + "\r\n";
  text += "Call-ID: longreq.one" + repeat("really", 20) + "longcallid\r\nCSeq: 3882340 INVITE\r\n";
  text += "Unknown-" + repeat("Long", 20) + "-Name: unknown-" + repeat("long", 20) + "-value\r\n";
  for (int i = 33; i > 0; --i) {
    text += (i % 2 == 0 ? "v  : SIP/2.0/TCP sip" : "VIa: SIP/2.0/TCP sip") + std::to_string(i) + ".example.com\r\n";
  }
  text += "Via: SIP/2.0/TCP host.example.com;received=192.0.2.5;branch=very" + repeat("long", 50) + "branchvalue\r\n";
  text += "Max-Forwards: 70\r\nContact: <sip:" + repeat("amazinglylongcallername", 5) +
          "@host5.example.net>\r\nContent-Type: application/sdp\r\nl: 3\r\n\r\nsdp";
  endpoint->receive(text, trunk);
  EXPECT_EQ(recorder.incoming.size(), 1);
  const Message trying = take();
  EXPECT_EQ(trying.status, 100);
  EXPECT_EQ(trying.list("Via").size(), 34);
}

// mpart01: a signed MESSAGE, its signature any bytes.
TEST_F(EndpointFixture, TakesABodyThatIsNoText) {
  std::string signature;
  for (int i = 0; i < 512; ++i) signature += static_cast<char>(i);
  Message asked = request("MESSAGE");
  asked.set_body("multipart/mixed;boundary=7a9cbec02ceef655",
                 "--7a9cbec02ceef655\r\nContent-Type: text/plain\r\n\r\nHello\r\n--7a9cbec02ceef655\r\n"
                 "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: binary\r\n\r\n" +
                     signature + "\r\n--7a9cbec02ceef655--\r\n");
  EXPECT_EQ(parse_message(asked.serialise())->body, asked.body);
  receive(asked);
  EXPECT_EQ(take().status, 405);
}

}  // namespace
}  // namespace ringback::sip
