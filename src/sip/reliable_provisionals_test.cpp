#include "sip/reliable_provisionals.hpp"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <vector>

#include "base/manual_deadlines.hpp"

namespace ringback::sip {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

struct ReliableProvisionalsTest : testing::Test {
  static Message ringing(const std::string& body = "") {
    Message out;
    out.status = 180;
    out.add("CSeq", "7 INVITE");
    return body.empty() ? out : out.set_body("application/sdp", body);
  }
  static Message prack(const std::string& value) {
    Message out;
    out.method = "PRACK";
    return out.add("RAck", value);
  }
  // Of the newest response that was sent.
  Message fitting() { return prack(std::string(sent.back().value("RSeq")) + " 7 INVITE"); }
  static std::uint32_t number(const Message& response) {
    return static_cast<std::uint32_t>(std::stoul(std::string(response.value("RSeq"))));
  }

  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  std::vector<Message> sent;
  bool given_up = false;
  ReliableProvisionals responses{
      {deadlines, [this](const Message& response) { sent.push_back(response); }, [this] { given_up = true; }}};
};

TEST_F(ReliableProvisionalsTest, AreSentAgainWithDoublingIntervalsUntilThePrack) {
  responses.send(ringing());
  EXPECT_EQ(sent.back().value("Require"), "100rel");
  EXPECT_GE(number(sent.back()), 1U);
  for (const int total : {500, 1500, 3500, 7500}) {
    const auto before = sent.size();
    deadlines.advance(milliseconds(total == 500 ? 500 : (total + 500) / 2));
    EXPECT_EQ(sent.size(), before + 1) << total;
  }
  EXPECT_TRUE(responses.acknowledge(fitting()));
  deadlines.advance(seconds(60));
  EXPECT_EQ(sent.size(), 5U);
  EXPECT_FALSE(given_up);
}

TEST_F(ReliableProvisionalsTest, NextWaitsForThePrackOfTheOneBefore) {
  responses.send(ringing());
  responses.send(ringing("early"));
  EXPECT_EQ(sent.size(), 1U);
  EXPECT_TRUE(responses.description_pending());
  ASSERT_TRUE(responses.acknowledge(fitting()));
  ASSERT_EQ(sent.size(), 2U);
  EXPECT_EQ(number(sent[1]), number(sent[0]) + 1);
  const auto second = responses.acknowledge(fitting());
  ASSERT_TRUE(second);
  EXPECT_EQ(second->body, "early");
  EXPECT_FALSE(responses.pending());
}

TEST_F(ReliableProvisionalsTest, PrackOfSomethingElseFitsNothing) {
  EXPECT_FALSE(responses.acknowledge(prack("1 7 INVITE")));
  responses.send(ringing());
  const std::string sequence(sent.back().value("RSeq"));
  const std::vector<std::string> others = {sequence + " 8 INVITE", sequence + " 7 UPDATE", "0 7 INVITE", sequence, "x"};
  for (const std::string& value : others) {
    EXPECT_FALSE(responses.acknowledge(prack(value))) << value;
  }
  EXPECT_TRUE(responses.acknowledge(fitting()));
  EXPECT_FALSE(responses.acknowledge(fitting()));
}

TEST_F(ReliableProvisionalsTest, AreGivenUpAfter32Seconds) {
  responses.send(ringing());
  deadlines.advance(milliseconds(31'999));
  EXPECT_FALSE(given_up);
  deadlines.advance(milliseconds(1));
  EXPECT_TRUE(given_up);
}

TEST_F(ReliableProvisionalsTest, StoppedOnesStillTakeTheirPrack) {
  responses.send(ringing());
  responses.send(ringing());
  responses.stop();
  deadlines.advance(seconds(60));
  EXPECT_EQ(sent.size(), 1U);
  EXPECT_TRUE(responses.acknowledge(fitting()));
  EXPECT_EQ(sent.size(), 1U);
}

TEST(RAck, IsReadOrRefused) {
  Message request;
  request.add("RAck", " 776656   1 \t INVITE");
  const auto read = rack(request);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->response, 776656U);
  EXPECT_EQ(read->request.number, 1U);
  EXPECT_EQ(read->request.method, "INVITE");
  for (const char* bad : {"", "1", "1 2", "a 2 INVITE", "1 -2 INVITE", "99999999999 1 INVITE", "1 2 INVITE more"}) {
    EXPECT_FALSE(rack(request.set("RAck", bad))) << bad;
  }
}

}  // namespace
}  // namespace ringback::sip
