#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/deadlines.hpp"
#include "sip/message.hpp"
#include "sip/transport.hpp"

namespace ringback::sip {

// Where each phone can be reached (RFC 3261 section 10.3). It takes REGISTERs that have been authenticated.
class Registrar {
 public:
  struct Binding {
    std::string uri;  // the Contact's
    Peer source;      // where its REGISTER came from: requests go there, for the phone may be behind a NAT
    TimePoint expires;
    std::string call_id;
    std::uint32_t sequence = 0;
  };

  static constexpr std::chrono::seconds min_expires{60};
  static constexpr std::chrono::seconds max_expires{3600};

  // A phone has at most `max_bindings`; the oldest makes room.
  explicit Registrar(Deadlines& deadlines, std::size_t max_bindings = 10)
      : deadlines_(deadlines), max_bindings_(max_bindings) {}

  // Does what the request asks for and returns its answer.
  Message process(const std::string& user, const Message& request, const Peer& source);

  // The connection to that peer is gone. A phone whose Contact is at the same host is called there, over a new one;
  // others can't be reached until they register again (RFC 5626 section 4.3).
  void lose_connection(const Peer& source);

  // Forgets the contacts of all other users.
  void retain(const std::function<bool(const std::string& user)>& wanted);

  std::vector<Binding> bindings(const std::string& user) const;
  // Whether a phone has registered from there.
  bool knows(const Peer& source) const;
  std::size_t size() const;

 private:
  using Bindings = std::vector<Binding>;
  struct Wish {
    std::string uri;
    std::chrono::seconds expires;
  };

  void forget_expired(Bindings& bindings) const;
  void apply(Bindings& bindings, const Wish& wish, Binding binding) const;
  Message confirm(const Message& request, const Bindings& bindings) const;
  void replace(const std::string& user, Bindings bindings);

  Deadlines& deadlines_;
  std::size_t max_bindings_;
  std::map<std::string, Bindings> users_;
  std::set<std::pair<Peer, std::string>> sources_;  // of all bindings, with their users
};

}  // namespace ringback::sip
