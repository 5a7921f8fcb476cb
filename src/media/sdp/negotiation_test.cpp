#include "media/sdp/negotiation.hpp"

#include <gtest/gtest.h>

#include <regex>

namespace ringback::media::sdp {
namespace {

Negotiation phone_side(std::vector<Codec> codecs = {Codec::pcmu, Codec::pcma}) {
  return Negotiation(
      {.transport = Transport::rtp, .codecs = std::move(codecs), .address = *Address::parse("192.0.2.2", 40100)});
}

Negotiation browser_side(std::vector<Codec> codecs = {Codec::pcmu, Codec::pcma}) {
  const std::vector<Address> candidates = {*Address::parse("192.0.2.2", 40000), *Address::parse("127.0.0.1", 40000)};
  return Negotiation({.transport = Transport::webrtc,
                      .codecs = std::move(codecs),
                      .address = candidates[0],
                      .candidates = candidates,
                      .fingerprint = {"sha-256", "\xAA\xBB"}});
}

const std::vector<Codec> all_codecs{Codec::pcmu, Codec::pcma, Codec::opus, Codec::g722};

std::string phone_sdp(const std::string& media) {
  return "v=0\r\no=phone 1 1 IN IP4 192.0.2.7\r\ns=-\r\nc=IN IP4 192.0.2.7\r\nt=0 0\r\n" + media;
}

std::string browser_sdp(const std::string& setup, const std::string& ufrag = "pc0L") {
  return "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\n"
         "m=audio 9 UDP/TLS/RTP/SAVPF 0 111 63 9 8 13 110 126\r\nc=IN IP4 0.0.0.0\r\na=ice-ufrag:" +
         ufrag + "\r\na=ice-pwd:7gSN+dFmdE0/8cVeszQ6PYPA\r\na=fingerprint:sha-256 FE:8D\r\na=setup:" + setup +
         "\r\na=mid:0\r\na=sendrecv\r\na=rtcp-mux\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:111 opus/48000/2\r\n"
         "a=rtpmap:8 PCMA/8000\r\na=rtpmap:13 CN/8000\r\na=rtpmap:110 telephone-event/48000\r\n"
         "a=rtpmap:126 telephone-event/8000\r\n";
}

bool has_line(const std::string& sdp, const std::string& line) {
  return sdp.find("\r\n" + line + "\r\n") != std::string::npos;
}

std::string version(const std::string& sdp) {
  std::smatch match;
  return std::regex_search(sdp, match, std::regex("o=- \\d+ (\\d+) IN")) ? match[1].str() : "";
}

TEST(Negotiation, OffersAPhoneAllCodecsInOrder) {
  auto side = phone_side({Codec::pcma, Codec::pcmu});
  const auto offer = side.offer();
  EXPECT_TRUE(has_line(offer, "m=audio 40100 RTP/AVP 8 0 101")) << offer;
  EXPECT_TRUE(has_line(offer, "c=IN IP4 192.0.2.2"));
  EXPECT_TRUE(has_line(offer, "a=rtpmap:8 PCMA/8000"));
  EXPECT_TRUE(has_line(offer, "a=rtpmap:101 telephone-event/8000"));
  EXPECT_TRUE(has_line(offer, "a=sendrecv"));
  EXPECT_EQ(offer, side.offer());
}

TEST(Negotiation, OffersABrowserOneCodecAndAllItNeeds) {
  auto side = browser_side({Codec::pcma, Codec::pcmu});
  const auto offer = side.offer();
  EXPECT_TRUE(has_line(offer, "m=audio 40000 UDP/TLS/RTP/SAVPF 8 101")) << offer;
  for (const char* line :
       {"a=ice-lite", "a=group:BUNDLE 0", "a=rtcp-mux", "a=mid:0", "a=setup:actpass", "a=fingerprint:sha-256 AA:BB",
        "a=rtpmap:8 PCMA/8000", "a=rtpmap:101 telephone-event/8000", "a=sendrecv", "a=end-of-candidates",
        "a=candidate:1 1 udp 2130706431 192.0.2.2 40000 typ host",
        "a=candidate:2 1 udp 2130706175 127.0.0.1 40000 typ host"}) {
    EXPECT_TRUE(has_line(offer, line)) << line;
  }
  EXPECT_EQ(offer.find("msid"), std::string::npos);
  EXPECT_EQ(offer.find("CN"), std::string::npos);
  EXPECT_TRUE(offer.ends_with("\r\n"));
  EXPECT_EQ(std::regex_replace(offer, std::regex("\r\n"), "").find('\n'), std::string::npos);
}

TEST(Negotiation, AnswersABrowserWithItsFirstCommonCodecAndItsNumbers) {
  auto side = browser_side();
  const auto answer = side.answer(browser_sdp("actpass"));
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_TRUE(has_line(answer->sdp, "m=audio 40000 UDP/TLS/RTP/SAVPF 0 126")) << answer->sdp;
  EXPECT_TRUE(has_line(answer->sdp, "a=setup:passive"));
  EXPECT_EQ(answer->agreement.codec, Codec::pcmu);
  EXPECT_EQ(answer->agreement.send_event_type, 126);
  EXPECT_EQ(answer->agreement.remote_fingerprint.digest, "\xFE\x8D");
  EXPECT_EQ(answer->agreement.local_ice, side.local_ice());
  EXPECT_EQ(side.remote_ufrag(), "pc0L");
}

TEST(Negotiation, AnswersABrowserWithOpusIfThatComesFirst) {
  auto side = browser_side(all_codecs);
  auto sdp = browser_sdp("actpass");
  sdp.replace(sdp.find("0 111 63"), 8,
              "8 111 0 ");  // an SDK's list has PCMU or Opus at the front, whatever else it has
  sdp += "a=fmtp:111 maxaveragebitrate=16000;useinbandfec=1\r\n";
  const auto answer = side.answer(sdp);
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_TRUE(has_line(answer->sdp, "m=audio 40000 UDP/TLS/RTP/SAVPF 111 110")) << answer->sdp;
  EXPECT_TRUE(has_line(answer->sdp, "a=rtpmap:111 opus/48000/2"));
  EXPECT_TRUE(has_line(answer->sdp, "a=fmtp:111 minptime=10;useinbandfec=1"));
  EXPECT_TRUE(has_line(answer->sdp, "a=rtpmap:110 telephone-event/48000"));
  EXPECT_EQ(answer->agreement.codec, Codec::opus);
  EXPECT_EQ(answer->agreement.send_event_type, 110);
  EXPECT_EQ(answer->agreement.encoder.max_bitrate, 16000);
  EXPECT_TRUE(answer->agreement.encoder.error_correction);
}

TEST(Negotiation, OffersABrowserNoG722) {
  const struct {
    std::vector<Codec> codecs;
    const char* line;
  } rows[] = {{{Codec::opus, Codec::pcmu}, "m=audio 40000 UDP/TLS/RTP/SAVPF 111 110"},
              {{Codec::g722, Codec::pcma}, "m=audio 40000 UDP/TLS/RTP/SAVPF 8 101"},
              {{Codec::g722}, "m=audio 40000 UDP/TLS/RTP/SAVPF 0 101"}};
  for (const auto& row : rows) {
    auto side = browser_side(row.codecs);
    EXPECT_TRUE(has_line(side.offer(), row.line)) << side.offer();
  }
}

TEST(Negotiation, OffersAPhoneEveryCodecAndTheEventsOfEachClock) {
  auto side = phone_side(all_codecs);
  const auto offer = side.offer();
  EXPECT_TRUE(has_line(offer, "m=audio 40100 RTP/AVP 0 8 111 9 101 110")) << offer;
  EXPECT_TRUE(has_line(offer, "a=rtpmap:9 G722/8000"));
  const auto agreement =
      side.accept(phone_sdp("m=audio 4000 RTP/AVP 98 0 96 97\r\na=rtpmap:98 OPUS/48000/2\r\n"
                            "a=rtpmap:96 telephone-event/48000\r\na=rtpmap:97 telephone-event/8000\r\n"));
  ASSERT_TRUE(agreement);
  EXPECT_EQ(agreement->codec, Codec::opus);
  EXPECT_EQ(agreement->send_payload_type, 98);
  EXPECT_EQ(agreement->receive.at(0).payload_type, 111);
  EXPECT_EQ(agreement->receive.size(), 4U);
  EXPECT_EQ(agreement->send_event_type, 96);
  EXPECT_EQ(agreement->receive_event_type, 110);
}

TEST(Negotiation, AnswersAPhoneWithG722) {
  auto side = phone_side(all_codecs);
  const auto answer = side.answer(phone_sdp("m=audio 4000 RTP/AVP 9 0 101\r\na=rtpmap:101 telephone-event/8000\r\n"));
  ASSERT_TRUE(answer);
  EXPECT_TRUE(has_line(answer->sdp, "m=audio 40100 RTP/AVP 9 101")) << answer->sdp;
  EXPECT_EQ(answer->agreement.codec, Codec::g722);
}

TEST(Negotiation, ANewUserFragmentRestartsIce) {
  auto side = browser_side();
  const auto first = side.answer(browser_sdp("actpass"))->agreement.local_ice;
  EXPECT_EQ(side.answer(browser_sdp("actpass"))->agreement.local_ice, first);
  const auto restarted = side.answer(browser_sdp("actpass", "new0"));
  EXPECT_FALSE(restarted->agreement.local_ice == first);
  EXPECT_TRUE(has_line(restarted->sdp, "a=ice-ufrag:" + side.local_ice().ufrag));
  EXPECT_TRUE(has_line(restarted->sdp, "a=fingerprint:sha-256 AA:BB"));
  EXPECT_EQ(side.remote_ufrag(), "new0");
}

TEST(Negotiation, TakesABrowsersAnswer) {
  auto side = browser_side();
  side.offer();
  const auto agreement = side.accept(browser_sdp("active"));
  ASSERT_TRUE(agreement);
  EXPECT_EQ(agreement->codec, Codec::pcmu);
  EXPECT_EQ(agreement->receive_event_type, 101);
  EXPECT_EQ(agreement->send_event_type, 126);
}

TEST(Negotiation, ABrowserMayAnswerOnlyTheCodecThatWasOffered) {
  auto side = browser_side({Codec::pcma, Codec::pcmu});
  side.offer();
  EXPECT_EQ(side.accept(browser_sdp("active"))->codec, Codec::pcma);
}

TEST(Negotiation, AnswersAPhoneInItsOrderWithItsNumbers) {
  auto side = phone_side();
  const auto answer = side.answer(phone_sdp(
      "m=audio 4000 RTP/AVP 18 8 0 96\r\na=rtpmap:96 telephone-event/8000\r\nm=video 4002 RTP/AVP 31 34\r\n"));
  ASSERT_TRUE(answer);
  EXPECT_TRUE(has_line(answer->sdp, "m=audio 40100 RTP/AVP 8 96")) << answer->sdp;
  EXPECT_TRUE(has_line(answer->sdp, "m=video 0 RTP/AVP 31 34") || answer->sdp.ends_with("m=video 0 RTP/AVP 31 34\r\n"));
  EXPECT_EQ(answer->agreement.codec, Codec::pcma);
  EXPECT_EQ(answer->agreement.receive_event_type, 96);
  EXPECT_TRUE(answer->agreement.remote == *Address::parse("192.0.2.7", 4000));
  EXPECT_EQ(side.codec(), Codec::pcma);
}

TEST(Negotiation, ACodecUnderAnotherNumberIsFollowed) {
  auto side = phone_side();
  const auto answer = side.answer(phone_sdp("m=audio 4000 RTP/AVP 97\r\na=rtpmap:97 PCMU/8000\r\n"));
  ASSERT_TRUE(answer);
  EXPECT_TRUE(has_line(answer->sdp, "m=audio 40100 RTP/AVP 97"));
  EXPECT_EQ(answer->agreement.receive.at(0).payload_type, 97);
  EXPECT_FALSE(answer->agreement.send_event_type);
}

TEST(Negotiation, HoldIsAnswered) {
  const struct {
    const char* offered;
    const char* answered;
    bool send, receive;
  } rows[] = {{"sendonly", "recvonly", false, true},
              {"inactive", "inactive", false, false},
              {"recvonly", "sendonly", true, false},
              {"sendrecv", "sendrecv", true, true}};
  for (const auto& row : rows) {
    auto side = phone_side();
    const auto answer = side.answer(phone_sdp("m=audio 4000 RTP/AVP 0\r\na=" + std::string(row.offered) + "\r\n"));
    ASSERT_TRUE(answer);
    EXPECT_TRUE(has_line(answer->sdp, "a=" + std::string(row.answered))) << answer->sdp;
    EXPECT_EQ(answer->agreement.may_send, row.send);
    EXPECT_EQ(answer->agreement.may_receive, row.receive);
  }
}

TEST(Negotiation, TheVersionCountsChangesOnly) {
  auto side = phone_side();
  const auto active = phone_sdp("m=audio 4000 RTP/AVP 0\r\n");
  const auto held = phone_sdp("m=audio 4000 RTP/AVP 0\r\na=sendonly\r\n");
  EXPECT_EQ(version(side.answer(active)->sdp), "1");
  EXPECT_EQ(version(side.answer(active)->sdp), "1");
  EXPECT_EQ(version(side.answer(held)->sdp), "2");
  EXPECT_EQ(version(side.answer(active)->sdp), "3");
}

TEST(Negotiation, AProvisionalAnswerMayBeFollowedByTheFinalOne) {
  auto side = phone_side();
  side.offer();
  EXPECT_TRUE(side.accept(phone_sdp("m=audio 4000 RTP/AVP 0\r\n")));
  EXPECT_EQ(side.accept(phone_sdp("m=audio 4000 RTP/AVP 8\r\n"))->codec, Codec::pcma);
}

TEST(Negotiation, AFailureChangesNothing) {
  auto side = phone_side();
  ASSERT_TRUE(side.answer(phone_sdp("m=audio 4000 RTP/AVP 8\r\n")));
  for (const std::string& offer :
       {phone_sdp("m=audio 4000 RTP/AVP 18\r\n"), phone_sdp("m=video 4000 RTP/AVP 31\r\n"), std::string("nonsense")}) {
    EXPECT_FALSE(side.answer(offer));
    EXPECT_FALSE(side.accept(offer));
    EXPECT_EQ(side.codec(), Codec::pcma);
  }
  EXPECT_EQ(side.answer(phone_sdp("m=audio 4000 RTP/AVP 18\r\n")).error().message, "SDP: no common codec");
}

TEST(Negotiation, WhatWeOfferWeCanAnswer) {
  auto one = phone_side();
  auto other = phone_side({Codec::pcma});
  const auto answer = other.answer(one.offer());
  ASSERT_TRUE(answer);
  EXPECT_EQ(one.accept(answer->sdp)->codec, Codec::pcma);
}

}  // namespace
}  // namespace ringback::media::sdp
