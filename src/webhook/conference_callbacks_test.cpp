#include "webhook/conference_callbacks.hpp"

#include <gmock/gmock.h>

#include "base/manual_deadlines.hpp"
#include "webhook/fake_application.hpp"

namespace ringback::webhook {
namespace {

using testing::ElementsAre;

struct ConferenceCallbacksTest : testing::Test {
  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  FakeApplication application;
  Requests requests{application.as_fetch(), deadlines};
  struct Delivered final : call::ConferenceJournal {
    void record(call::ConferenceEvent) override {}
    void delivered(call::ConferenceEvent event) override { names.push_back(event.name); }
    std::vector<std::string> names;
  } ledger;
  ConferenceCallbacks callbacks{requests, ledger, io.get_executor()};

  static call::ConferenceEvent event(const std::string& name, int sequence) {
    call::ConferenceEvent out{.name = name, .sequence = sequence};
    out.conference = {.sid = "CF1", .account_sid = "AC1", .auth_token = "secret", .friendly_name = "room"};
    out.at_ms = 1'282'268'622'000;
    out.callback = {.url = "http://app/events"};
    return out;
  }
};

TEST_F(ConferenceCallbacksTest, AParticipantsEventIsToldInItsOwnWordsAlone) {
  application.answers_with("http://app/events", "", 204);
  auto leaves = event("participant-leave", 4);
  leaves.participant = {.call_sid = "CA1",
                        .label = "boss",
                        .muted = true,
                        .end_on_exit = true,
                        .call_status = "completed",
                        .reason_left = "participant_hung_up"};
  callbacks.record(leaves);
  deadlines.settle();
  ASSERT_EQ(application.asked.size(), 1U);
  EXPECT_EQ(application.asked[0].form, (Parameters{{"AccountSid", "AC1"},
                                                   {"CallSid", "CA1"},
                                                   {"Coaching", "false"},
                                                   {"ConferenceSid", "CF1"},
                                                   {"EndConferenceOnExit", "true"},
                                                   {"FriendlyName", "room"},
                                                   {"Hold", "false"},
                                                   {"Muted", "true"},
                                                   {"ParticipantCallStatus", "completed"},
                                                   {"ParticipantLabel", "boss"},
                                                   {"ReasonParticipantLeft", "participant_hung_up"},
                                                   {"SequenceNumber", "4"},
                                                   {"StartConferenceOnEnter", "true"},
                                                   {"StatusCallbackEvent", "participant-leave"},
                                                   {"Timestamp", "Fri, 20 Aug 2010 01:43:42 +0000"}}));
  EXPECT_FALSE(application.asked[0].signature.empty());
}

TEST_F(ConferenceCallbacksTest, TheEndSaysWhoEndedItAndWhy) {
  auto end = event("conference-end", 9);
  end.conference.reason_ended = "last-participant-left";
  end.conference.ended_by = "CA1";
  callbacks.record(end);
  deadlines.settle();
  const auto& told = application.asked.at(0);
  EXPECT_EQ(told.value("ReasonConferenceEnded"), "last-participant-left");
  EXPECT_EQ(told.value("CallSidEndingConference"), "CA1");
  EXPECT_EQ(find(told.form, "CallSid"), nullptr);
}

TEST_F(ConferenceCallbacksTest, EventsAreToldInOrderAndAFailureHoldsNothingUp) {
  application.fails_with("http://app/events", http::FetchFailure::connection_refused);
  callbacks.record(event("participant-join", 1));
  callbacks.record(event("conference-start", 2));
  EXPECT_EQ(callbacks.waiting(), 2U);
  deadlines.settle();
  deadlines.advance(std::chrono::seconds(60));
  std::vector<std::string> told;
  for (const auto& asked : application.asked) {
    if (told.empty() || told.back() != asked.value("SequenceNumber")) told.push_back(asked.value("SequenceNumber"));
  }
  EXPECT_THAT(told, ElementsAre("1", "2"));
  EXPECT_EQ(callbacks.waiting(), 0U);
}

}  // namespace
}  // namespace ringback::webhook
