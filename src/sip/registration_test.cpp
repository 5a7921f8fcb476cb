#include "sip/registration.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/manual_deadlines.hpp"
#include "sip/wire_fixture.hpp"

namespace ringback::sip {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// A client whose server is played by hand.
class RegistrationTest : public testing::Test, protected Registration::Listener {
 protected:
  RegistrationTest() {
    agent = std::make_shared<UserAgent>(UserAgent::Setup{wire, deadlines, "Ringback", [](auto&, auto&) {}});
    Registration::Settings settings;
    settings.registrar = "sip:carrier.example";
    settings.address_of_record = "<sip:us@carrier.example>";
    settings.contact_user = "token";
    settings.login = {"us", "secret"};
    registration.emplace(settings, Registration::Context{agent, [this](const auto& done) { done(server); }, *this});
  }
  ~RegistrationTest() override { agent->close(); }

  void on_registered() override { events.emplace_back("registered"); }
  void on_registration_failed(int status) override { events.push_back("failed " + std::to_string(status)); }

  void answer(const Message& response) {
    agent->receive(response.serialise(), *server);
    deadlines.settle();
  }
  static Message accept(const Message& request, const std::string& expires = "600") {
    return make_response(request, 200).add("Contact", std::string(request.value("Contact")) + ";expires=" + expires);
  }
  Message start() {
    registration->start();
    return wire.take();
  }

  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  Wire wire;
  std::optional<Peer> server = Peer{"203.0.113.1", 5060};
  std::shared_ptr<UserAgent> agent;
  std::optional<Registration> registration;
  std::vector<std::string> events;
};

TEST_F(RegistrationTest, AsksForOurContact) {
  const Message asked = start();
  EXPECT_EQ(asked.method, "REGISTER");
  EXPECT_EQ(asked.request_uri, "sip:carrier.example");
  EXPECT_EQ(asked.value("To"), "<sip:us@carrier.example>");
  EXPECT_THAT(std::string(asked.value("From")), HasSubstr("<sip:us@carrier.example>;tag="));
  EXPECT_EQ(asked.value("Contact"), "<sip:token@192.0.2.1:5060>");
  EXPECT_EQ(asked.value("Expires"), "3600");
  answer(accept(asked));
  EXPECT_THAT(events, ElementsAre("registered"));
  EXPECT_TRUE(registration->registered());
}

TEST_F(RegistrationTest, AnswersAChallengeWithTheNextNumber) {
  const Message asked = start();
  answer(make_response(asked, 401).add("WWW-Authenticate", "Digest realm=\"c\",nonce=\"1\",qop=\"auth\""));
  const Message again = wire.take();
  EXPECT_EQ(cseq(again)->number, cseq(asked)->number + 1);
  EXPECT_EQ(again.value("Call-ID"), asked.value("Call-ID"));
  EXPECT_THAT(std::string(again.value("Authorization")), HasSubstr("nc=00000001"));
  answer(accept(again));
  EXPECT_THAT(events, ElementsAre("registered"));
}

TEST_F(RegistrationTest, RefreshesHalfWayWithTheSameNonce) {
  const Message asked = start();
  answer(make_response(asked, 401).add("WWW-Authenticate", "Digest realm=\"c\",nonce=\"1\",qop=\"auth\""));
  answer(accept(wire.take(), "600"));
  deadlines.advance(seconds(299));
  EXPECT_THAT(wire.sent, IsEmpty());
  deadlines.advance(seconds(1));
  EXPECT_THAT(std::string(wire.take().value("Authorization")), HasSubstr("nc=00000002"));
  EXPECT_THAT(events, ElementsAre("registered"));
}

TEST_F(RegistrationTest, TakesTheTimeOfTheResponseWhereTheContactHasNone) {
  const Message asked = start();
  answer(make_response(asked, 200).add("Expires", "100"));
  deadlines.advance(seconds(50));
  EXPECT_EQ(wire.take().method, "REGISTER");
}

TEST_F(RegistrationTest, AsksForLongerWhereTheTimeIsTooShort) {
  const Message asked = start();
  answer(make_response(asked, 423).add("Min-Expires", "7200"));
  const Message again = wire.take();
  EXPECT_EQ(again.value("Expires"), "7200");
  answer(make_response(again, 423).add("Min-Expires", "10"));
  EXPECT_THAT(events, ElementsAre("failed 423"));
}

TEST_F(RegistrationTest, WrongPasswordIsAFailure) {
  const Message asked = start();
  answer(make_response(asked, 401).add("WWW-Authenticate", "Digest realm=\"c\",nonce=\"1\""));
  answer(make_response(wire.take(), 401).add("WWW-Authenticate", "Digest realm=\"c\",nonce=\"2\""));
  EXPECT_THAT(events, ElementsAre("failed 401"));
  EXPECT_FALSE(registration->registered());
}

TEST_F(RegistrationTest, WaitsLongerAfterEachFailureButNeverForEver) {
  Message asked = start();
  for (const int longest : {5, 10, 20, 40, 80, 160, 300, 300, 300}) {
    answer(make_response(asked, 500));
    wire.take_all();
    int halves = 0;
    for (; wire.sent.empty() && halves < 1000; ++halves) deadlines.advance(milliseconds(500));
    EXPECT_GE(halves, longest) << longest;
    EXPECT_LE(halves, 2 * longest) << longest;
    asked = wire.take();
  }
}

TEST_F(RegistrationTest, StartsFromShortWaitsOnceItHasSucceeded) {
  answer(make_response(start(), 500));
  deadlines.advance(seconds(5));
  answer(accept(wire.take(), "100"));
  deadlines.advance(seconds(50));
  answer(make_response(wire.take(), 500));
  deadlines.advance(seconds(5));
  EXPECT_EQ(wire.take().method, "REGISTER");
}

TEST_F(RegistrationTest, ObeysRetryAfter) {
  answer(make_response(start(), 503).add("Retry-After", "120"));
  deadlines.advance(seconds(119));
  EXPECT_THAT(wire.sent, IsEmpty());
  deadlines.advance(seconds(1));
  EXPECT_EQ(wire.take().method, "REGISTER");
}

TEST_F(RegistrationTest, ServerWithoutAddressIsLookedForAgain) {
  const auto found = std::exchange(server, std::nullopt);
  registration->start();
  EXPECT_THAT(events, ElementsAre("failed 0"));
  server = found;
  deadlines.advance(seconds(5));
  EXPECT_EQ(wire.take().method, "REGISTER");
}

TEST_F(RegistrationTest, ServerThatStopsAnsweringIsAFailure) {
  answer(accept(start(), "600"));
  deadlines.advance(seconds(300 + 32));
  EXPECT_THAT(events, ElementsAre("registered", "failed 408"));
}

TEST_F(RegistrationTest, StopTakesItBackThoughTheOwnerIsGone) {
  answer(accept(start()));
  registration->stop();
  registration.reset();
  const Message leaving = wire.take();
  EXPECT_EQ(leaving.value("Expires"), "0");
  answer(make_response(leaving, 401).add("WWW-Authenticate", "Digest realm=\"c\",nonce=\"1\""));
  const Message again = wire.take();
  EXPECT_EQ(again.value("Expires"), "0");
  EXPECT_TRUE(again.find("Authorization"));
  answer(accept(again, "0"));
  EXPECT_TRUE(agent->idle());
}

TEST_F(RegistrationTest, StopBeforeTheFirstAnswerTakesItBackAfterwards) {
  const Message asked = start();
  registration->stop();
  EXPECT_THAT(wire.sent, IsEmpty());
  answer(accept(asked));
  EXPECT_EQ(wire.take().value("Expires"), "0");
  EXPECT_THAT(events, IsEmpty());
}

}  // namespace
}  // namespace ringback::sip
