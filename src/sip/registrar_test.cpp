#include "sip/registrar.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/manual_deadlines.hpp"

namespace ringback::sip {
namespace {

using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class RegistrarTest : public testing::Test {
 protected:
  Message process(const std::string& contact, const std::string& expires = "", const std::string& call_id = "c") {
    Message request;
    request.method = "REGISTER";
    request.add("Call-ID", call_id).add("CSeq", std::to_string(++sequence) + " REGISTER");
    if (!contact.empty()) request.add("Contact", contact);
    if (!expires.empty()) request.add("Expires", expires);
    return registrar.process("alice", request, source);
  }
  std::vector<std::string> uris() {
    std::vector<std::string> out;
    for (const auto& binding : registrar.bindings("alice")) out.push_back(binding.uri);
    return out;
  }

  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  Registrar registrar{deadlines};
  Peer source{"198.51.100.7", 40'001};
  int sequence = 0;
};

TEST_F(RegistrarTest, ConfirmsABindingAndForgetsItInTime) {
  const Message response = process("<sip:a@10.0.0.7;ob>;expires=120");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.value("Contact"), "<sip:a@10.0.0.7;ob>;expires=120");
  ASSERT_THAT(registrar.bindings("alice"), SizeIs(1));
  EXPECT_EQ(registrar.bindings("alice").front().source, source);
  EXPECT_TRUE(registrar.knows(source));
  deadlines.advance(seconds(119));
  EXPECT_THAT(uris(), ElementsAre("sip:a@10.0.0.7;ob"));
  deadlines.advance(seconds(1));
  EXPECT_THAT(uris(), IsEmpty());
  EXPECT_FALSE(registrar.knows(source));
  EXPECT_EQ(registrar.size(), 0U);
}

TEST_F(RegistrarTest, RefreshKeepsOneBinding) {
  process("<sip:a@x>", "100");
  deadlines.advance(seconds(90));
  process("<sip:a@x>", "100");
  deadlines.advance(seconds(90));
  EXPECT_THAT(uris(), ElementsAre("sip:a@x"));
}

TEST_F(RegistrarTest, KeepsSeveralContactsOfAPhone) {
  process("<sip:a@x>, <sip:a@y>;expires=600", "60");
  EXPECT_EQ(process("").list("Contact").size(), 2U);
  deadlines.advance(seconds(60));
  EXPECT_THAT(uris(), ElementsAre("sip:a@y"));
}

TEST_F(RegistrarTest, ExpiryHasBoundsAndADefault) {
  const Message brief = process("<sip:a@x>", "59");
  EXPECT_EQ(brief.status, 423);
  EXPECT_EQ(brief.value("Min-Expires"), "60");
  EXPECT_THAT(uris(), IsEmpty());
  EXPECT_EQ(process("<sip:a@x>", "999999").value("Contact"), "<sip:a@x>;expires=3600");
  EXPECT_EQ(process("<sip:a@x>").value("Contact"), "<sip:a@x>;expires=3600");
  EXPECT_EQ(process("<sip:a@x>;expires=nonsense").value("Contact"), "<sip:a@x>;expires=3600");
}

TEST_F(RegistrarTest, TakesBindingsBack) {
  process("<sip:a@x>");
  process("<sip:a@y>");
  process("<sip:a@x>;expires=0");
  EXPECT_THAT(uris(), ElementsAre("sip:a@y"));
  EXPECT_EQ(process("*", "60").status, 400);
  EXPECT_EQ(process("*", "0").status, 200);
  EXPECT_THAT(uris(), IsEmpty());
}

TEST_F(RegistrarTest, NewestTenContactsStay) {
  for (int i = 0; i < 12; ++i) process("<sip:a@h" + std::to_string(i) + ">");
  EXPECT_THAT(uris(), SizeIs(10));
  EXPECT_EQ(uris().front(), "sip:a@h2");
}

TEST_F(RegistrarTest, RequestThatWasOvertakenChangesNothing) {
  process("<sip:a@x>");
  sequence = 0;
  EXPECT_EQ(process("<sip:a@x>;expires=0").status, 500);
  EXPECT_THAT(uris(), ElementsAre("sip:a@x"));
  sequence = 0;
  EXPECT_EQ(process("<sip:a@x>;expires=0", "", "after a restart of the phone").status, 200);
}

TEST_F(RegistrarTest, OneBadContactSpoilsTheRequest) {
  EXPECT_EQ(process("<sip:a@x>, <tel:1>").status, 400);
  EXPECT_EQ(process("<sip:a@x>, nonsense").status, 400);
  EXPECT_THAT(uris(), IsEmpty());
}

TEST_F(RegistrarTest, KnowsWhereItsPhonesAre) {
  const Peer other{"198.51.100.7", 40'002};
  process("<sip:a@x>;expires=120");
  EXPECT_TRUE(registrar.knows(source));
  EXPECT_FALSE(registrar.knows(other));
  source = other;
  process("<sip:a@x>;expires=120");
  EXPECT_TRUE(registrar.knows(other));
  EXPECT_FALSE(registrar.knows({"198.51.100.7", 40'001}));
  deadlines.advance(seconds(120));
  EXPECT_FALSE(registrar.knows(other));
}

TEST_F(RegistrarTest, PhoneBehindANatIsGoneWithItsConnection) {
  source.transport = Protocol::tcp;
  process("<sip:a@10.0.0.7:5060;transport=tcp>");
  registrar.lose_connection({"198.51.100.7", 40'002, Protocol::tcp});
  EXPECT_THAT(uris(), SizeIs(1));
  registrar.lose_connection(source);
  EXPECT_THAT(uris(), IsEmpty());
  EXPECT_FALSE(registrar.knows(source));
}

TEST_F(RegistrarTest, PhoneThatListensIsCalledThereAfterItsConnection) {
  source.transport = Protocol::tcp;
  process("<sip:a@198.51.100.7:5070;transport=tcp>");
  registrar.lose_connection(source);
  ASSERT_THAT(uris(), SizeIs(1));
  EXPECT_EQ(registrar.bindings("alice").front().source, (Peer{"198.51.100.7", 5070, Protocol::tcp}));
}

TEST_F(RegistrarTest, PhoneThatConnectsFromThePortItListensAtStaysRegistered) {
  source.transport = Protocol::tcp;
  process("<sip:a@198.51.100.7:40001;transport=tcp>");
  registrar.lose_connection(source);
  EXPECT_THAT(uris(), SizeIs(1));
  EXPECT_TRUE(registrar.knows(source));
}

// RFC 4475: regbadct, cparam01, cparam02, regescrt.
TEST_F(RegistrarTest, ReadsContactsInAndOutsideOfBrackets) {
  EXPECT_EQ(process("sip:user@example.com?Route=%3Csip:sip.example.com%3E").status, 400);
  EXPECT_THAT(uris(), IsEmpty());
  process("sip:+19725552222@gw1.example.net;unknownparam");
  process("<sip:+19725552222@gw2.example.net;unknownparam>");
  process("<sip:user@example.com?Route=%3Csip:sip.example.com%3E>");
  EXPECT_THAT(uris(), ElementsAre("sip:+19725552222@gw1.example.net", "sip:+19725552222@gw2.example.net;unknownparam",
                                  "sip:user@example.com?Route=%3Csip:sip.example.com%3E"));
}

}  // namespace
}  // namespace ringback::sip
