#include "browser/registration.hpp"

#include <algorithm>
#include <chrono>

#include "browser/frame.hpp"
#include "browser/leg.hpp"
#include "browser/services.hpp"
#include "browser/socket.hpp"

namespace ringback::browser {

void Registration::accept(Grant grant) {
  auto& deadlines = services_.parts.deadlines;
  if (!grant_ || grant_->client != grant.client) {
    leave();
    services_.directory.add(grant.client, socket_);
  }
  grant_ = std::move(grant);
  ready_sent_ = false;
  expiry_ = deadlines.after(std::chrono::seconds(ttl()), [this] { expire(); });
  socket_.send(frame::connected({edge(), grant_->client.identity, ttl()}));
}

std::string Registration::edge() const {
  const std::string back = socket_.sdk().reconnects_to_edge ? edge_leading_to(socket_.host()) : "";
  return back.empty() ? services_.options.edge : back;
}

void Registration::set_available(bool available) {
  if (!grant_) return;
  if (available) return become_available();
  available_ = false;
  ready_sent_ = false;
  socket_.send(frame::offline());
}

// A token without the incoming right is told `ready` too: 1.x pages wait for it before they dial.
void Registration::become_available() {
  if (ttl() == 0) return socket_.send(frame::error({31205, "Cannot register. Token is expired"}));
  available_ = true;
  if (!std::exchange(ready_sent_, true)) socket_.send(frame::ready());
}

// Running calls go on. Without `offline` the 2.x SDK would think that it is registered and never register again.
void Registration::expire() {
  if (!std::exchange(available_, false)) return;
  ready_sent_ = false;
  socket_.send(frame::error({31205, "Cannot register. Token is expired"}));
  socket_.send(frame::offline());
}

void Registration::leave() {
  expiry_.reset();
  available_ = false;
  if (!grant_) return;
  const Client client = grant_->client;
  grant_.reset();
  services_.directory.remove(client, socket_);
  if (!services_.directory.sockets(client).empty()) return;
  for (Leg* leg : services_.directory.held(client)) leg->hold();
}

std::int64_t Registration::ttl() const {
  if (!grant_) return 0;
  const auto now = services_.parts.deadlines.wall_now().time_since_epoch();
  return std::max<std::int64_t>(0, grant_->expires_at - std::chrono::duration_cast<std::chrono::seconds>(now).count());
}

bool Registration::may_be_rung() const {
  return grant_ && available_ && grant_->capabilities.incoming_client_name && ttl() > 0;
}

}  // namespace ringback::browser
