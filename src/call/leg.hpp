#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/text.hpp"
#include "call/cause.hpp"
#include "media/session.hpp"

namespace ringback::call {

// How a SIP device answered: what applications are told of it.
struct SipAnswer {
  std::string call_id;
  int code = 0;        // final
  Parameters headers;  // `X-…`, as they came
};

// One device's end of a call, made by a door (sip, browser). Lives on the control thread. Destroying a leg ends it
// without a word to the listener.
class Leg {
 public:
  // Called from the door's own turn of the event loop, never from inside a call of the Leg. A listener may destroy the
  // leg in `on_gone`, and in no other call.
  class Listener {
   public:
    virtual ~Listener() = default;
    virtual void on_ringing(Leg&) {}  // outbound: the device rings
    // Outbound, before the answer, once: the far end's network is heard (its own ringing tone, an announcement).
    virtual void on_early_media(Leg&) {}
    virtual void on_answered(Leg&) {}  // outbound: the person has accepted; sound follows with media
    virtual void on_digit(Leg&, char) {}
    // The far end is gone, once, whatever the state was. `sip_code` is SIP's final code where there was one, else 0.
    virtual void on_gone(Leg&, Cause cause, int sip_code) = 0;
  };

  virtual ~Leg() = default;
  virtual void set_listener(Listener* listener) = 0;

  // Inbound. Each may be called once, in this order; `reject` in place of `answer`.
  virtual void ring() = 0;  // 180; `ringing`
  // Lets the caller hear the session before the answer, where its end can: 183, or `ringing`, with SDP.
  virtual void early_media() {}
  virtual void answer() = 0;             // 200; `answer`. Sound can be played from here on
  virtual void reject(Cause cause) = 0;  // the caller hears a failure of its network

  // Outbound: rings the device. The call's SID is what the browser sees, so it is in the Target.
  virtual void dial() = 0;

  // Outbound: what the SIP end said last, if it is one and has said something.
  virtual std::optional<SipAnswer> sip_answer() const { return std::nullopt; }
  // Outbound, once it is gone: what the application should know of the reason, with Twilio's code.
  virtual std::optional<Error> trouble() const { return std::nullopt; }

  // Either direction, any state: CANCEL, BYE, `cancel` or `hangup` as fits. Fire-and-forget; no `on_gone` follows.
  virtual void hangup(Cause cause) = 0;

  // The leg's sound. Lives as long as the leg.
  virtual media::Session& session() = 0;
};

// What a door knows of a call that has just come in.
struct IncomingCall {
  enum class Origin { phone, trunk, client };
  Origin origin = Origin::phone;
  // phone and trunk: what was dialled as it came (`05031234567`, `+81…`); the called party. client: empty, but for a
  // call from inside.
  std::string called;
  // phone: the configured E.164 number; trunk: the From user part as it came; client: `client:<identity>`.
  std::string caller;
  // Trunks only, unchanged: user part of the first entry of Diversion or History-Info. Empty if there is none.
  std::string forwarded_from;
  // client only.
  std::string account_sid;
  std::string application_sid;
  Parameters page_parameters;   // the page's own, in the order given
  Parameters token_parameters;  // fixed in the token: they win
  // Another call of this server has dialled the application (<Application>): it is like a client's in all else.
  bool inside = false;
  // client: the CallSid that the browser has been told; phone and trunk: empty, the taker makes one.
  std::string call_sid;
};

// Takes calls that doors have authenticated. Implemented above (routing).
class IncomingLegHandler {
 public:
  virtual ~IncomingLegHandler() = default;
  virtual void on_incoming(std::unique_ptr<Leg> leg, IncomingCall incoming) = 0;
};

// Whom to ring.
struct Target {
  enum class Kind { number, client, sip, application };
  Kind kind = Kind::number;
  std::string address;      // E.164, the client's identity, a SIP URI without headers, or the SID of a TwiML App
  std::string account_sid;  // of the call
  std::string call_sid;     // of the child call
  std::string from;         // E.164 or `client:<identity>`: what the device shows; sip: any user part
  Parameters parameters;    // <Parameter> of a <Client>; sip: headers of the INVITE; application: of its first request
  std::string username{};   // sip: answers a challenge
  std::string password{};
  // The caller's session: media thread and codec follow it. May be nullptr.
  media::Session* beside = nullptr;
};

// Makes legs towards a target; sip and browser are the two. A leg per registered device or contact; none if nobody is
// registered. Fails (21214, 13224 …) where the target can't be reached at all.
class Door {
 public:
  virtual ~Door() = default;
  virtual Result<std::vector<std::unique_ptr<Leg>>> make(const Target& target) = 0;
};

}  // namespace ringback::call
