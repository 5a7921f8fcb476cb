#include "call/conferences.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <map>

#include "base/manual_deadlines.hpp"
#include "call/call.hpp"
#include "call/fake_conference_journal.hpp"
#include "call/fake_leg.hpp"

namespace ringback::call {
namespace {

using testing::ElementsAre;

struct ConferenceTest : testing::Test {
  struct Caller {
    FakePhone phone;
    std::unique_ptr<Call> call;
    std::unique_ptr<Participant> part;
    std::uint64_t changes() const { return part->changes().count(); }
  };

  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  media::FakeEngine engine;
  FakeJournal calls;
  FakeConferenceJournal journal;
  Recordings recordings{
      {calls, deadlines, io.get_executor(), std::filesystem::temp_directory_path().string(), "http://me"}};
  Conferences conferences{{engine, deadlines, journal, recordings}};
  std::map<std::string, Caller> callers;

  ~ConferenceTest() override {
    for (auto& [sid, caller] : callers) caller.part.reset();
  }
  Caller& dial(const std::string& sid, const std::string& account = "AC1") {
    auto& caller = callers[sid];
    caller.call = std::make_unique<Call>(
        Facts{.sid = sid, .account_sid = account, .status = "ringing", .direction = "inbound"}, calls, deadlines);
    caller.call->adopt(std::make_unique<FakeLeg>(caller.phone));
    caller.call->begin();
    caller.call->answer();
    return caller;
  }
  Participant& joins(const std::string& sid, ConferenceOrder order = {}) {
    auto& caller = dial(sid);
    order.name = "room";
    auto part = conferences.enter(*caller.call, order);
    EXPECT_TRUE(part) << part.error().message;
    caller.part = std::move(*part);
    caller.part->take_seat();
    return *caller.part;
  }
  int refusal(const std::string& sid, ConferenceOrder order) {
    order.name = "room";
    const auto part = conferences.enter(*dial(sid).call, order);
    return part ? 0 : part.error().code;
  }
};

TEST_F(ConferenceTest, StartsWithTheSecondParticipant) {
  auto& first = joins("CA1");
  EXPECT_FALSE(first.conference()->started());
  joins("CA2");
  EXPECT_TRUE(first.conference()->started());
  EXPECT_EQ(callers["CA1"].changes(), 1U);
  first.take_seat();
  EXPECT_EQ(engine.mixes.front()->chairs.size(), 2U);
  EXPECT_THAT(journal.story(), ElementsAre("participant-join CA1", "participant-join CA2", "conference-start"));
}

TEST_F(ConferenceTest, WaitsForOneWhoStartsIt) {
  auto& first = joins("CA1", {.start_on_enter = false});
  joins("CA2", {.start_on_enter = false});
  EXPECT_FALSE(first.conference()->started());
  joins("CA3");
  EXPECT_TRUE(first.conference()->started());
}

TEST_F(ConferenceTest, EndsForAllWhenOneLeavesWhoseLeavingEndsIt) {
  joins("CA1", {.label = "boss", .end_on_exit = true});
  auto& second = joins("CA2");
  callers["CA1"].part.reset();
  EXPECT_TRUE(second.conference()->over());
  EXPECT_EQ(callers["CA2"].changes(), 2U);
  const auto& end = journal.events.back();
  EXPECT_EQ(end.name, "conference-end");
  EXPECT_EQ(end.conference.reason_ended, "participant-with-end-conference-on-exit-left");
  EXPECT_EQ(end.conference.ended_by, "CA1");
  EXPECT_EQ(end.conference.ended_by_label, "boss");
  callers["CA2"].part.reset();
  EXPECT_EQ(journal.events.back().participant->reason_left, "moderator_ended_conference");
}

TEST_F(ConferenceTest, EndsWhenTheLastHasLeftAndANewOneIsAnother) {
  const auto sid = joins("CA1").conference()->facts().sid;
  EXPECT_TRUE(sid.starts_with("CF"));
  callers["CA1"].phone.leaves();
  callers["CA1"].part.reset();
  EXPECT_EQ(journal.events.back().conference.reason_ended, "last-participant-left");
  EXPECT_EQ(journal.events[2].participant->reason_left, "participant_hung_up");
  EXPECT_EQ(journal.events[2].participant->call_status, "completed");
  EXPECT_NE(joins("CA2").conference()->facts().sid, sid);
}

TEST_F(ConferenceTest, ANameIsTheAccountsOwn) {
  auto& first = joins("CA1");
  auto& other = dial("CA2", "AC2");
  const auto part = conferences.enter(*other.call, {.name = "room"});
  EXPECT_NE((*part)->conference()->facts().sid, first.conference()->facts().sid);
}

TEST_F(ConferenceTest, TakesNoMoreThanTheFirstAllows) {
  joins("CA1", {.max_participants = 2});
  joins("CA2", {.max_participants = 9});
  EXPECT_EQ(refusal("CA3", {}), 16020);
  callers["CA2"].part.reset();
  EXPECT_EQ(refusal("CA4", {}), 0);
}

TEST_F(ConferenceTest, LabelsAreUnique) {
  joins("CA1", {.label = "customer"});
  EXPECT_EQ(refusal("CA2", {.label = "customer"}), 16025);
  EXPECT_EQ(refusal("CA3", {.label = "a/b"}), 16023);
  EXPECT_EQ(refusal("CA4", {.label = std::string(129, 'a')}), 16023);
  EXPECT_EQ(refusal("CA5", {.label = "CA" + std::string(32, '0')}), 16023);
}

TEST_F(ConferenceTest, ACoachIsHeardByOneThatIsThere) {
  EXPECT_EQ(refusal("CA9", {.coach = "CA1"}), 13240);
  joins("CA1");
  joins("CA2").take_seat();
  callers["CA1"].part->take_seat();
  auto& coach = joins("CA3", {.coach = "CA1"});
  EXPECT_TRUE(coach.facts().coaching);
  const auto& chairs = engine.mixes.front()->chairs;
  EXPECT_EQ(chairs[2]->coached, chairs[1]);  // the first sat down after the second
}

TEST_F(ConferenceTest, MutesAndTellsIt) {
  joins("CA1");
  auto& second = joins("CA2", {.muted = true});
  const auto& chairs = engine.mixes.front()->chairs;
  EXPECT_TRUE(chairs.front()->muted);
  ASSERT_TRUE(second.change({.muted = false}));
  EXPECT_FALSE(chairs.front()->muted);
  EXPECT_EQ(journal.story().back(), "participant-unmute CA2");
}

TEST_F(ConferenceTest, BeepsWhenSomebodyComesOrGoesWhileItRuns) {
  joins("CA1");
  joins("CA2");
  auto& clips = engine.mixes.front()->clips;
  EXPECT_EQ(clips.size(), 1U);
  joins("CA3", {.beep_on_enter = false});
  EXPECT_EQ(clips.size(), 1U);
  callers["CA3"].part.reset();
  EXPECT_EQ(clips.size(), 2U);
}

TEST_F(ConferenceTest, TheFirstSaysWhoIsToldOfWhat) {
  joins("CA1", {.callback = {.url = "http://app/first", .events = conference_start | participant_leave}});
  joins("CA2", {.callback = {.url = "http://app/second", .events = participant_join}});
  callers["CA2"].part.reset();
  std::vector<std::string> told;
  for (const auto& event : journal.events) {
    if (event.callback) told.push_back(event.callback->url + ' ' + event.name + ' ' + std::to_string(event.sequence));
  }
  EXPECT_THAT(told, ElementsAre("http://app/first conference-start 1", "http://app/first participant-leave 2"));
}

TEST_F(ConferenceTest, IsRecordedInTwoChannelsFromItsStartToItsEnd) {
  joins("CA1", {.recording = RecordingOrder{.source = "Conference", .channels = RecordingOrder::Channels::dual}});
  joins("CA2");
  callers["CA1"].part->take_seat();
  const auto& mix = *engine.mixes.front();
  ASSERT_EQ(mix.taps.size(), 1U);
  EXPECT_EQ(mix.tapped, &callers["CA1"].call->leg()->session());
  const auto& begun = calls.events.back();
  EXPECT_EQ(begun.call.sid, "CA1");
  EXPECT_EQ(begun.recording->conference_sid, callers["CA1"].part->conference()->facts().sid);
  EXPECT_EQ(begun.recording->channels, 2);
  callers["CA1"].part.reset();
  EXPECT_EQ(mix.taps.size(), 1U);
  callers["CA2"].part.reset();
  io.restart();
  io.run();
  EXPECT_EQ(calls.events.back().recording->status, "absent");  // nothing was heard
}

TEST_F(ConferenceTest, WhoIsOnHoldHasNoSeatUntilItComesBack) {
  joins("CA1");
  auto& second = joins("CA2");
  callers["CA1"].part->take_seat();
  ASSERT_TRUE(second.change({.hold = true}));
  EXPECT_EQ(second.hearing(), Participant::Hearing::holding);
  EXPECT_EQ(engine.mixes.front()->chairs.size(), 1U);
  ASSERT_TRUE(second.change({.hold = false}));
  second.take_seat();
  EXPECT_EQ(engine.mixes.front()->chairs.size(), 2U);
  const auto story = journal.story();
  EXPECT_EQ(std::vector(story.end() - 2, story.end()),
            (std::vector<std::string>{"participant-hold CA2", "participant-unhold CA2"}));
}

TEST_F(ConferenceTest, ChangesOfACoachAreTold) {
  joins("CA1");
  auto& coach = joins("CA2");
  callers["CA1"].part->take_seat();
  EXPECT_EQ(coach.change({.coach = "CA9"}).error().code, 16028);
  ASSERT_TRUE(coach.change({.coach = "CA1"}));
  const auto& chairs = engine.mixes.front()->chairs;
  EXPECT_EQ(chairs[0]->coached, chairs[1]);
  EXPECT_EQ(journal.story().back(), "participant-modify CA2");
  ASSERT_TRUE(coach.change({.coach = ""}));
  EXPECT_EQ(chairs[0]->coached, nullptr);
  EXPECT_FALSE(coach.facts().coaching);
  ASSERT_TRUE(callers["CA1"].part->change({.hold = true}));
  EXPECT_EQ(coach.change({.coach = "CA1"}).error().code, 16027);
}

TEST_F(ConferenceTest, EndsForAllWhenAnApplicationSaysSo) {
  auto& first = joins("CA1");
  joins("CA2");
  first.conference()->end_by_request();
  EXPECT_EQ(journal.events.back().conference.reason_ended, "conference-ended-via-api");
  EXPECT_TRUE(first.gone());
  callers["CA1"].part.reset();
  EXPECT_EQ(journal.events.back().participant->reason_left, "conference_ended_via_api");
}

TEST_F(ConferenceTest, WhoIsTakenOutMayEndIt) {
  joins("CA1");
  joins("CA2", {.end_on_exit = true}).leave("participant_updated_via_api");
  EXPECT_EQ(journal.events.back().conference.reason_ended, "participant-with-end-conference-on-exit-kicked");
}

TEST_F(ConferenceTest, WaitsForWhoIsCalledAndTakesItIn) {
  const auto invitation = conferences.invite({.sid = "CA1", .account_sid = "AC1"}, "room", {.label = "agent"}).value();
  const auto sid = invitation->conference()->facts().sid;
  EXPECT_EQ(conferences.find("AC1", sid), invitation->conference());
  EXPECT_EQ(conferences.invite({.sid = "CA2", .account_sid = "AC1"}, "room", {.label = "agent"}).error().code, 16026);
  EXPECT_EQ(joins("CA1", {.label = "agent"}).conference()->facts().sid, sid);
  EXPECT_TRUE(invitation->conference()->invitations().empty());
}

TEST_F(ConferenceTest, IsOverWhenNobodyComesWhoWasCalled) {
  auto invitation = conferences.invite({.sid = "CA1", .account_sid = "AC1"}, "room", {}).value();
  const auto sid = invitation->conference()->facts().sid;
  invitation.reset();
  EXPECT_EQ(journal.events.back().name, "conference-end");
  EXPECT_EQ(conferences.find("AC1", sid), nullptr);
  EXPECT_EQ(refusal("CA1", {}), 16022);
  EXPECT_EQ(conferences.invite({.sid = "CA2", .account_sid = "AC1"}, sid, {}).error().code, 16022);
}

TEST_F(ConferenceTest, TellsWhoSpeaks) {
  joins("CA1");
  joins("CA2");
  engine.mixes.front()->chairs.front()->listener->on_speech(true);
  EXPECT_EQ(journal.story().back(), "participant-speech-start CA2");
}

}  // namespace
}  // namespace ringback::call
