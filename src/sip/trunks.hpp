#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "sip/trunk.hpp"
#include "store/configured.hpp"

namespace ringback::sip {

// The carriers of the configuration, and the choice among them. Control thread.
class Trunks {
 public:
  explicit Trunks(Trunk::Context context) : context_(std::move(context)) {}
  ~Trunks() { stop(); }
  Trunks(const Trunks&) = delete;
  Trunks& operator=(const Trunks&) = delete;

  // Trunks that stay the same go on undisturbed; of the others, old ones stop and new ones start. Calls of old ones
  // live on.
  void replace(const std::vector<store::Trunk>& settings);
  // Takes registrations back and asks no more.
  void stop();

  // Those that may take a call to that number, the best first: the longest prefix, then the lowest priority, then in
  // turn by weight. Those that are down come into it only if no other is left, and then the best one alone.
  std::vector<std::shared_ptr<Trunk>> candidates(std::string_view number);

  std::shared_ptr<Trunk> owner_of_contact(std::string_view user) const;
  std::shared_ptr<Trunk> owner_of_address(std::string_view address) const;
  std::shared_ptr<Trunk> of_inbound_user(std::string_view user) const;
  // Whether calls come from there or go there.
  bool know(std::string_view address) const;

  bool empty() const { return entries_.empty(); }
  std::vector<std::shared_ptr<const Trunk>> all() const;

 private:
  struct Entry {
    std::shared_ptr<Trunk> trunk;
    int credit = 0;  // of smooth weighted turns: grows by the weight, the highest is next and pays for all
  };

  template <class Condition>
  std::shared_ptr<Trunk> find(Condition condition) const;
  void take_turns(std::vector<Entry*>::iterator first, std::vector<Entry*>::iterator last);

  Trunk::Context context_;
  std::vector<Entry> entries_;
};

}  // namespace ringback::sip
