#pragma once

#include "api/context.hpp"
#include "call/conference_event.hpp"

// `/Accounts/{AC}/Conferences/{CF}/Participants`: who is in a conference now, or being called to it. A participant is
// named by its CallSid or its label.
namespace ringback::api::resource::participants {

Task<Result<Answer>> list(Context& context);
Task<Result<Answer>> fetch(Context& context);
// A call that takes part once it is answered; the conference may be named instead, and is then made if it isn't there.
// Fails as calls::create, and with 16020, 16022, 16024, 16026 … 16028.
Task<Result<Answer>> create(Context& context);
// Fails with 16001 if it is only being called, or can't hear an announcement; 16027, 16028.
Task<Result<Answer>> update(Context& context);
Task<Result<Answer>> remove(Context& context);

boost::json::object to_json(const Context& context, const std::string& conference_sid,
                            const call::ParticipantFacts& facts, std::string_view status);

}  // namespace ringback::api::resource::participants
