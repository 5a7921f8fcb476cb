#pragma once

#include <string>
#include <vector>

#include "call/conference_event.hpp"

namespace ringback::call {

// Keeps what happened, for tests to read.
struct FakeConferenceJournal final : ConferenceJournal {
  std::vector<ConferenceEvent> events;

  void record(ConferenceEvent event) override { events.push_back(std::move(event)); }

  // Names of events, with the call that they are about.
  std::vector<std::string> story() const {
    std::vector<std::string> out;
    for (const auto& event : events) {
      if (event.name == "conference-made") continue;
      out.push_back(event.participant ? event.name + ' ' + event.participant->call_sid : event.name);
    }
    return out;
  }
};

}  // namespace ringback::call
