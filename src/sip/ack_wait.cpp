#include "sip/ack_wait.hpp"

#include <algorithm>

#include "sip/timers.hpp"

namespace ringback::sip {

void AckWait::start(Deadlines& deadlines, Setup setup) {
  setup_ = std::move(setup);
  arm(deadlines, t1);
  end_ = deadlines.after(transaction_timeout, [this] {
    retransmission_.reset();
    // Copied: whoever gives up may destroy this.
    const auto give_up = setup_.give_up;
    give_up();
  });
}

void AckWait::stop() {
  retransmission_.reset();
  end_.reset();
}

void AckWait::arm(Deadlines& deadlines, Duration interval) {
  retransmission_ = deadlines.after(interval, [this, &deadlines, interval] {
    setup_.resend();
    arm(deadlines, std::min<Duration>(2 * interval, t2));
  });
}

}  // namespace ringback::sip
