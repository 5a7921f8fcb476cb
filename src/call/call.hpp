#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/deadlines.hpp"
#include "call/instructions.hpp"
#include "call/journal.hpp"
#include "call/leg.hpp"

namespace ringback::call {

class Digits;
class Recording;

// REST's Call: one CallSid, one record, one outcome. It holds the leg of the one device that carries it, keeps the
// facts and writes each change of status into the journal, once. Control thread.
class Call final : private Leg::Listener {
 public:
  // What a routine that runs on the call wants to know. At most one observer.
  class Observer {
   public:
    virtual ~Observer() = default;
    // The leg is gone and the call has ended; nothing follows.
    virtual void on_over() = 0;
    // A live update: the routine is to give way to these instructions. False if it can't.
    virtual bool on_redirect(const Instructions&) { return false; }
  };

  Call(Facts facts, Journal& journal, Deadlines& deadlines);
  ~Call() override;
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  const std::string& sid() const { return facts_.sid; }
  const Facts& facts() const { return facts_; }
  // Whose the call is turns out after it has come in. Only before `begin`.
  void identify(const std::function<void(Facts&)>& change) { change(facts_); }

  void set_observer(Observer* observer) { observer_ = observer; }
  Observer* observer() const { return observer_; }
  // Told, in this order, of the events that each is for. Before `begin` those of the beginning are seen.
  void add_callback(Callback callback) { callbacks_.push_back(std::move(callback)); }
  // In place of those so far.
  void replace_callbacks(std::vector<Callback> callbacks) { callbacks_ = std::move(callbacks); }

  // Takes the leg of the device that carries this call.
  void adopt(std::unique_ptr<Leg> leg);
  Leg* leg() const { return leg_.get(); }
  // Of a call that is over: its port and its sockets are free before the application has heard everything.
  void release_leg() { leg_.reset(); }

  // Changes of status. What is out of order or comes after the end is ignored.
  void begin();  // the record appears, with the status of the facts
  void ringing();
  void early_media();  // an inbound call that is not answered: its session is heard already
  void answer();       // an inbound call: answers the leg too
  // Hangs up the leg, if there is one, and ends the call with the status that fits: completed if it was answered.
  void hangup(Cause cause, int sip_code = 0);
  void reject(Cause cause);
  // Ends it so long after its answer, from outside too.
  void limit(Duration from_answer);
  // As hangup, from outside the routine that runs on the call: its observer is told.
  void terminate(Cause cause);
  // From outside too: other TwiML. False if nothing runs that could give way.
  bool redirect(const Instructions& instructions) { return observer_ && observer_->on_redirect(instructions); }

  bool begun() const { return begun_; }
  bool answered() const { return facts_.answered_ms != 0; }
  bool over() const { return over_; }
  // Seconds from answer to end, or to now; 0 if it was never answered.
  std::int64_t duration_seconds() const;

  // What its SIP device said last.
  const std::optional<SipAnswer>& sip_answer() const { return sip_answer_; }
  void set_sip_answer(std::optional<SipAnswer> answer) { sip_answer_ = std::move(answer); }

  // An error or a warning of this call, for the debugger and the log.
  void notice(Notice notice);

  // What is recorded of its leg now, paused or not; by whomever.
  const std::vector<Recording*>& recordings() const { return recordings_; }
  // Records until the end of the call, whatever runs on it, or until it is stopped.
  void keep(std::unique_ptr<Recording> recording);
  // The same of the one that the order of the call asked for: the end of the call is written once its file is
  // complete, and names it.
  void keep_ordered(std::unique_ptr<Recording> recording);
  // Of a call that is over: resumes when its end is written, a moment later if it is recorded.
  Task<void> closed();

  // Requests that are due once the routine is over, whatever ended it (a Dial's action after the caller hung up).
  void add_goodbye(std::function<Task<void>()> goodbye) { goodbyes_.push_back(std::move(goodbye)); }
  // Runs and forgets them, in order.
  Task<void> say_goodbyes();

 private:
  friend class Digits;     // subscribes
  friend class Recording;  // enters itself

  void on_ringing(Leg&) override { ringing(); }
  void on_digit(Leg&, char digit) override;
  void on_gone(Leg&, Cause cause, int sip_code) override;

  void end(std::string_view status, int sip_code);
  void arm_limit();
  void log_end() const;
  void record_end();
  void record(Event::Kind kind);
  // Those that are due on an event, numbered.
  std::vector<Callback> due_on(Event::Kind kind);
  std::vector<Callback> due_at_end() const;
  std::int64_t now_ms() const;

  Facts facts_;
  Journal& journal_;
  Deadlines& deadlines_;
  Observer* observer_ = nullptr;
  std::vector<Digits*> hearers_;
  std::vector<Recording*> recordings_;
  std::vector<std::unique_ptr<Recording>> kept_;
  std::unique_ptr<Recording> ordered_;
  bool end_is_due_ = false;  // to be written
  std::unique_ptr<Leg> leg_;
  std::vector<Callback> callbacks_;
  std::optional<SipAnswer> sip_answer_;
  std::vector<std::function<Task<void>()>> goodbyes_;
  std::optional<Duration> limit_;
  Deadlines::Timer limit_timer_;
  bool begun_ = false;
  bool over_ = false;
};

// `ended_ms - answered_ms` of a call that is over, in whole seconds; 0 if it was never answered.
std::int64_t duration_seconds(const Facts& facts);

}  // namespace ringback::call
