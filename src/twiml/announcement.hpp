#pragma once

#include <memory>
#include <string>

#include "base/async.hpp"
#include "call/conference.hpp"
#include "call/instructions.hpp"
#include "twiml/verb.hpp"

// Documents of <Play>, <Say>, <Pause> and <Redirect> that are heard in a conference beside those who speak. Each takes
// the place of the one before, ends with the conference, and is told of in an event.
namespace ringback::twiml {

// To all. The conference has started; `call` is of one who is in it, and is whose requests and notices these are.
Task<void> announce_to_all(Services& services, std::shared_ptr<call::Conference> conference,
                           std::shared_ptr<call::Call> call, call::Instructions document);

// To the one who is on that call and has a seat.
Task<void> announce_to_one(Services& services, std::shared_ptr<call::Conference> conference,
                           std::shared_ptr<call::Call> call, call::Instructions document);

}  // namespace ringback::twiml
