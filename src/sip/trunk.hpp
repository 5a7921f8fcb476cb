#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sip/address_range.hpp"
#include "sip/registration.hpp"
#include "sip/trunk_capacity.hpp"
#include "sip/trunk_health.hpp"
#include "sip/trunk_route.hpp"
#include "store/configured.hpp"

namespace ringback::sip {

// One carrier at work: where it is, whether it is there, and how many calls it has. Legs share it with the Endpoint, so
// that it may be taken out of the configuration under a call. Control thread.
class Trunk final : private Registration::Listener {
 public:
  struct Context {
    std::shared_ptr<UserAgent> agent;
    Resolver& resolver;
    TrunkHealth::Options health;
  };

  // For metrics.
  struct Counters {
    std::uint64_t outgoing = 0;  // calls that it was asked to take
    std::uint64_t failed = 0;    // of these, that it did not take, so that the next trunk was tried
    std::uint64_t incoming = 0;
    std::uint64_t refused = 0;  // incoming, over its limit
    std::uint64_t downs = 0;    // how often it went down
  };

  Trunk(store::Trunk settings, Context context);
  ~Trunk() override;
  Trunk(const Trunk&) = delete;
  Trunk& operator=(const Trunk&) = delete;

  // Looks for it, asks it, registers with it.
  void start();
  // Registers no more and asks no more. Calls go on.
  void stop();

  const store::Trunk& settings() const { return settings_; }
  const Counters& counters() const { return counters_; }
  int calls() const { return capacity_.calls(); }
  bool up() const;
  bool registered() const { return registration_ && registration_->registered(); }

  // Calls in. Whether that address is this trunk's: configured, or of its registrar or proxy where we register.
  bool owns_address(std::string_view address) const;
  bool calls_go_to(std::string_view address) const;
  // Whether a call to that user of ours is for the Contact that we registered there.
  bool owns_contact(std::string_view user) const { return settings_.registers && user == contact_user_; }
  // A place for it, or nothing if there are too many.
  std::shared_ptr<void> take_incoming();

  // Calls out. How many characters of the number its longest matching prefix has; nothing if it does not take it.
  std::optional<std::size_t> match(std::string_view number) const;
  // It is up, has an address, and has not asked to be left alone.
  bool ready() const;
  std::shared_ptr<void> take_outgoing();
  // The addresses to try, one after the other.
  std::vector<Peer> peers() const;
  std::optional<Login> login() const;
  std::string uri(std::string_view user = {}) const { return route_.uri(user); }
  const std::string& host() const { return route_.host(); }
  // A call to that address came to nothing, so that another takes it.
  void note_failure(const Peer& peer, const Message& response, bool silent);
  void note_response();

 private:
  void on_registered() override;
  void on_registration_failed(int status) override;
  void report(std::string_view reason);

  store::Trunk settings_;
  Context context_;
  std::vector<AddressRange> ranges_;
  std::string contact_user_;
  TrunkCapacity capacity_;
  TrunkRoute route_;
  std::unique_ptr<TrunkHealth> health_;
  std::unique_ptr<Registration> registration_;
  TimePoint resting_until_{};
  bool reported_up_ = true;
  Counters counters_;
};

}  // namespace ringback::sip
