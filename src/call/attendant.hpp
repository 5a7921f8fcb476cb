#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/deadlines.hpp"
#include "base/result.hpp"
#include "call/call.hpp"
#include "call/conference.hpp"
#include "call/instructions.hpp"
#include "call/live_calls.hpp"
#include "call/recording.hpp"

namespace ringback::call {

// Places calls for an application, and lets it reach those that are up. Implemented by routing. Control thread.
class Attendant {
 public:
  // A call to be made: its instructions run once it is answered.
  struct Order {
    Facts facts;  // outbound-api
    Target target;
    Duration timeout{};     // of ringing
    Duration time_limit{};  // of the call, from its answer
    Instructions instructions;
    std::string digits{};  // sent first, as Session::send_digits takes them
    std::vector<Callback> callbacks{};
    std::vector<Notice> notices{};              // about the request
    std::optional<RecordingOrder> recording{};  // of the call, from its answer
    // The conference that it is to enter waits for it meanwhile.
    std::shared_ptr<Invitation> invitation{};
    Duration delay{};                                                 // before it rings
    std::function<void(const std::shared_ptr<Call>&)> on_begin = {};  // what else is to watch it, before it begins
  };

  virtual ~Attendant() = default;
  // Resumes once the call's record is stored; the call goes on by itself. Fails with 10004 if no more are taken now.
  virtual Task<Result<void>> place(Order order) = 0;
  // The party of a <Dial> that a live update takes out of it: goes on alone with these instructions.
  virtual void take(std::shared_ptr<Call> call, Instructions instructions) = 0;
  // A document that is heard in a conference that runs; `call` is of one who is in it: whose requests and notices these
  // are, and who hears it if it is for one alone.
  enum class Listeners { all, one };
  virtual void announce(std::shared_ptr<Conference> conference, std::shared_ptr<Call> call, Listeners listeners,
                        Instructions document) = 0;
  // With the parties of each <Dial>.
  virtual LiveCalls& live_calls() = 0;
};

}  // namespace ringback::call
