#pragma once

#include <memory>
#include <string>
#include <vector>

#include "call/leg.hpp"
#include "sip/outgoing_invite.hpp"
#include "sip/registrar.hpp"
#include "sip/trunk_leg.hpp"
#include "sip/uri_leg.hpp"

namespace ringback::sip {

// A call out, wherever it goes: makes its INVITEs, each with a session. Copied into what may outlive the Endpoint.
struct OutgoingCall {
  std::shared_ptr<UserAgent> agent;
  Transport& transport;
  media::Engine& engine;
  std::string called;  // E.164
  std::string caller;
  std::vector<media::Codec> codecs;

  using Invite = Result<std::shared_ptr<OutgoingInvite>>;
  // `beside`: a session on the media thread that the new one is to live on, or nullptr.
  Invite to_phone(const Registrar::Binding& contact, const media::Session* beside) const;
  Invite over_trunk(const TrunkLeg::Attempt& attempt) const;
  // To whatever URI an application has named.
  Invite to_uri(const UriLeg::Attempt& attempt) const;

 private:
  Result<InviteDialog::Setup> make_setup(const Peer& peer, const media::Session* beside) const;
};

// The caller's codec first, so that nothing need be converted.
std::vector<media::Codec> codecs_beside(const media::Session* caller);

}  // namespace ringback::sip
