#include "cli/phone/phone.hpp"

#include "cli/phone/phone_fixture.hpp"

namespace ringback::cli {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using PhoneTest = PhoneFixture;

TEST_F(PhoneTest, SaysThatItIsRegistered) {
  start();
  EXPECT_EQ(said(), "Registered as alice at 192.0.2.1\n");
  EXPECT_TRUE(phone->registered());
}

TEST_F(PhoneTest, SaysOnceThatThePasswordIsWrong) {
  phone_options.password = "guess";
  start();
  deadlines.advance(std::chrono::seconds(20));
  EXPECT_EQ(said(), "Wrong user or password at 192.0.2.1\n");
}

TEST_F(PhoneTest, SaysThatNobodyAnswersAtTheServer) {
  phone_options.server = "192.0.2.99:5070";
  start();
  deadlines.advance(std::chrono::seconds(40));
  EXPECT_EQ(said(), "No answer from 192.0.2.99:5070\n");
}

TEST_F(PhoneTest, AnswersAndEchoes) {
  start();
  said();
  ring_phone();
  EXPECT_EQ(said(), "Call from +815031234567\nIn a call with +815031234567\n");
  EXPECT_TRUE(phone_media.last->echoes);
  EXPECT_THAT(server.events, ElementsAre("ringing", "answered"));
  phone_media.last->listener->on_heard();
  phone_media.last->listener->on_digit('5');
  EXPECT_EQ(said(), "Hearing +815031234567\nDigit 5 from +815031234567\n");
  server.legs.front()->hangup(call::Cause::hangup);
  deadlines.settle();
  EXPECT_EQ(said(), "Ended with +815031234567: the other side hung up\n");
  EXPECT_THAT(phone->calls(), IsEmpty());
}

TEST_F(PhoneTest, AnswersAndBeepsAndListensForAPitch) {
  phone_options.answer = AnswerMode::beeps;
  phone_options.beep_hz = 700;
  phone_options.listen_hz = 900;
  start();
  ring_phone();
  said();
  EXPECT_EQ(phone_media.last->options.beep_hz, 700);
  EXPECT_THAT(phone_media.last->tones, ElementsAre(media::Tone::beeps));
  EXPECT_EQ(phone_media.last->pitch, 900);
  phone_media.last->listener->on_heard();
  EXPECT_EQ(said(), "Heard beeps of 900 Hz from +815031234567\n");
  EXPECT_TRUE(phone->calls().front().heard_beeps);
}

struct Refusal {
  AnswerMode mode;
  const char* event;
  const char* words;
};
class PhoneRefusal : public PhoneFixture, public testing::WithParamInterface<Refusal> {};

TEST_P(PhoneRefusal, IsToldBothSides) {
  phone_options.answer = GetParam().mode;
  start();
  said();
  ring_phone();
  EXPECT_EQ(server.events.back(), GetParam().event);
  EXPECT_EQ(said(), "Call from +815031234567\nEnded with +815031234567: " + std::string(GetParam().words) + "\n");
}

INSTANTIATE_TEST_SUITE_P(All, PhoneRefusal,
                         testing::Values(Refusal{AnswerMode::reject, "gone 603", "rejected"},
                                         Refusal{AnswerMode::busy, "gone 486", "refused as busy"}));

TEST_F(PhoneTest, RingsWithoutEnd) {
  phone_options.answer = AnswerMode::ring;
  start();
  ring_phone();
  EXPECT_THAT(server.events, ElementsAre("ringing"));
  said();
  server.legs.front()->hangup(call::Cause::cancelled);
  deadlines.settle();
  EXPECT_EQ(said(), "Ended with +815031234567: the caller gave up\n");
}

TEST_F(PhoneTest, CallsANumberAndEndsWithTheCall) {
  phone_options.call = "05031234567";
  start();
  ASSERT_EQ(server.incoming.size(), 1U);
  EXPECT_EQ(server.incoming.front().called, "05031234567");
  server.legs.front()->ring();
  server.legs.front()->answer();
  deadlines.settle();
  EXPECT_EQ(said(),
            "Registered as alice at 192.0.2.1\nCalling 05031234567\nRinging at 05031234567\n"
            "In a call with 05031234567\n");
  EXPECT_FALSE(over);
  server.legs.front()->hangup(call::Cause::hangup);
  deadlines.settle();
  EXPECT_EQ(over, true);
}

TEST_F(PhoneTest, SaysWhyItsCallFailed) {
  phone_options.call = "05031234567";
  start();
  said();
  server.legs.front()->reject(call::Cause::busy);
  deadlines.settle();
  EXPECT_EQ(said(), "Ended with 05031234567: busy (486)\n");
  EXPECT_EQ(over, false);
}

TEST_F(PhoneTest, CannotCallBeforeItIsRegistered) {
  phone_options.password = "guess";
  start();
  EXPECT_EQ(phone->call("1").error().message, "not registered");
}

TEST_F(PhoneTest, StopsCleanly) {
  start();
  ring_phone();
  phone->stop();
  deadlines.settle();
  EXPECT_THAT(server.causes, ElementsAre(call::Cause::hangup));
  EXPECT_EQ(endpoint->registered_contacts(), 0U);
  EXPECT_TRUE(phone->idle());
}

TEST(ParseServer, TakesHostAndPort) {
  EXPECT_EQ(parse_server("example.com"), (sip::Peer{"example.com", 5060}));
  EXPECT_EQ(parse_server("192.0.2.1:5070"), (sip::Peer{"192.0.2.1", 5070}));
  EXPECT_EQ(parse_server("[2001:db8::1]"), (sip::Peer{"2001:db8::1", 5060}));
  for (const auto* text : {"", "a b", "user@host", "host:port"}) EXPECT_FALSE(parse_server(text)) << text;
}

}  // namespace
}  // namespace ringback::cli
