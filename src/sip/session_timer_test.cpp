#include "sip/session_timer.hpp"

#include <gmock/gmock.h>

#include <boost/asio/io_context.hpp>
#include <string>
#include <vector>

#include "base/manual_deadlines.hpp"

namespace ringback::sip {
namespace {

using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

struct SessionTimerTest : testing::Test {
  static Message message(std::string_view session_expires, std::string_view supported = "") {
    Message out;
    out.method = "INVITE";
    if (!session_expires.empty()) out.add("Session-Expires", session_expires);
    if (!supported.empty()) out.add("Supported", supported);
    return out;
  }
  // What the timer says to a request of the peer's.
  std::string answer_to(const Message& request) {
    Message success;
    timer.answer(request, success);
    required = success.value("Require");
    return std::string(success.value("Session-Expires"));
  }

  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  std::vector<std::string> events;
  std::string required;
  SessionTimer timer{{deadlines,
                      {},
                      [this] { events.emplace_back("refresh"); },
                      [this] { events.emplace_back("check"); },
                      [this] { events.emplace_back("expire"); }}};
};

TEST_F(SessionTimerTest, AsksForItsIntervalAndLeavesTheRefresherOpen) {
  Message invite = message("");
  timer.ask(invite);
  EXPECT_EQ(invite.value("Session-Expires"), "1800");
  EXPECT_EQ(invite.value("Min-SE"), "90");
}

TEST_F(SessionTimerTest, WeRefreshAtHalfTheIntervalIfThePeerSaysSo) {
  timer.agreed(message("600;refresher=uac"));
  deadlines.advance(seconds(299));
  EXPECT_THAT(events, IsEmpty());
  deadlines.advance(seconds(1));
  EXPECT_THAT(events, ElementsAre("refresh"));
  Message again = message("");
  timer.ask(again);
  EXPECT_EQ(again.value("Session-Expires"), "600;refresher=uac");
  timer.agreed(message("600;refresher=uac"));
  deadlines.advance(seconds(300));
  EXPECT_THAT(events, ElementsAre("refresh", "refresh"));
}

TEST_F(SessionTimerTest, SessionEndsBeforeTheIntervalIfThePeerDoesNotRefresh) {
  timer.agreed(message("600;refresher=uas"));
  deadlines.advance(seconds(600 - 33));
  EXPECT_THAT(events, IsEmpty());
  deadlines.advance(seconds(1));
  EXPECT_THAT(events, ElementsAre("expire"));
}

TEST_F(SessionTimerTest, ShortSessionEndsAtTwoThirds) {
  timer.agreed(message("90;refresher=uas"));
  deadlines.advance(seconds(60));
  EXPECT_THAT(events, ElementsAre("expire"));
}

TEST_F(SessionTimerTest, RefreshThatFailsIsTriedAgainUntilTheEnd) {
  timer.agreed(message("800;refresher=uac"));
  deadlines.advance(seconds(400));
  timer.retry_later();
  deadlines.advance(seconds(100));
  EXPECT_THAT(events, ElementsAre("refresh", "refresh"));
  deadlines.advance(seconds(300));
  EXPECT_THAT(events, ElementsAre("refresh", "refresh", "expire"));
}

TEST_F(SessionTimerTest, PeerWithoutTimersIsAskedNowAndThen) {
  timer.agreed(message(""));
  deadlines.advance(seconds(1800));
  deadlines.advance(seconds(1800));
  EXPECT_THAT(events, ElementsAre("check", "check"));
  timer.stop();
  deadlines.advance(seconds(7200));
  EXPECT_THAT(events, ElementsAre("check", "check"));
}

TEST_F(SessionTimerTest, TooShortIntervalOfOursIsRaisedToThePeersLeast) {
  Message too_small;
  too_small.status = 422;
  EXPECT_FALSE(timer.raise(too_small));
  EXPECT_TRUE(timer.raise(too_small.set("Min-SE", "3600")));
  EXPECT_FALSE(timer.raise(too_small));
  Message invite = message("1800");
  timer.ask(invite);
  EXPECT_EQ(invite.value("Session-Expires"), "3600");
  EXPECT_EQ(invite.value("Min-SE"), "3600");
}

struct Row {
  const char* asked;
  const char* supported;
  const char* answered;
  const char* required;
};
struct SessionTimerAnswer : SessionTimerTest, testing::WithParamInterface<Row> {};

TEST_P(SessionTimerAnswer, FollowsTheTableOfTheRfc) {
  EXPECT_EQ(answer_to(message(GetParam().asked, GetParam().supported)), GetParam().answered);
  EXPECT_EQ(required, GetParam().required);
}
INSTANTIATE_TEST_SUITE_P(Rows, SessionTimerAnswer,
                         testing::Values(Row{"600", "timer", "600;refresher=uac", "timer"},
                                         Row{"600;refresher=uac", "timer", "600;refresher=uac", "timer"},
                                         Row{"600;refresher=uas", "timer", "600;refresher=uas", "timer"},
                                         Row{"", "timer", "1800;refresher=uac", "timer"},
                                         Row{"600", "", "600;refresher=uas", ""},  // a proxy asks
                                         Row{"30", "", "90;refresher=uas", ""},    // and can't be refused
                                         Row{"", "", "", ""}, Row{"nonsense", "", "", ""}));

TEST_F(SessionTimerTest, PeersLeastIsKept) {
  EXPECT_EQ(answer_to(message("", "timer").add("Min-SE", "7200")), "7200;refresher=uac");
}

TEST_F(SessionTimerTest, TooShortIntervalOfThePeersIsRefused) {
  const auto refusal = timer.refuse(message("60", "timer"));
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->status, 422);
  EXPECT_EQ(refusal->value("Min-SE"), "90");
  EXPECT_FALSE(timer.refuse(message("90", "timer")));
  EXPECT_FALSE(timer.refuse(message("60")));
  EXPECT_FALSE(timer.refuse(message("", "timer")));
}

TEST(SessionExpires, IsReadOrIgnored) {
  Message out;
  const auto read = session_expires(out.set("Session-Expires", " 4000 ; Refresher=UAS;x"));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->interval, seconds(4000));
  EXPECT_EQ(read->refresher, SessionExpires::Refresher::uas);
  EXPECT_EQ(session_expires(out.set("Session-Expires", "4294967295"))->interval, seconds(86'400));
  for (const char* bad : {"", "x", "-1", "99999999999", ";refresher=uac"}) {
    EXPECT_FALSE(session_expires(out.set("Session-Expires", bad))) << bad;
  }
}

}  // namespace
}  // namespace ringback::sip
