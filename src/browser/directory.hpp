#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/deadlines.hpp"
#include "browser/client.hpp"

namespace ringback::browser {

class Leg;
class Socket;

// Who is online, and which of their calls wait for a socket. Owns nothing; a socket and a leg take themselves out
// before they die.
class Directory {
 public:
  // All accepted sockets, authenticated or not.
  void opened(Socket& socket) { open_.insert(&socket); }
  void closed(Socket& socket) { open_.erase(&socket); }
  const std::set<Socket*>& open() const { return open_; }

  // Sockets that have shown a token of this client, oldest first.
  void add(const Client& client, Socket& socket);
  void remove(const Client& client, Socket& socket);
  std::vector<Socket*> sockets(const Client& client) const;
  // Of the client that has most of them.
  std::size_t most_sockets() const;

  // Legs whose socket was lost.
  void hold(const Client& client, Leg& leg);
  void release(const Client& client, Leg& leg);
  std::vector<Leg*> held(const Client& client) const;

  // A frame about a call that ended while its browser was away: said when the client next comes online, forgotten after
  // a minute.
  void leave_word(Deadlines& deadlines, const Client& client, std::string frame);
  std::vector<std::string> take_words(const Client& client);

 private:
  struct Word {
    std::string frame;
    Deadlines::Timer expiry;
  };
  struct Entry {
    std::vector<Socket*> sockets;
    std::vector<Leg*> held;
    std::vector<Word> words;
  };

  void prune(const Client& client);

  std::set<Socket*> open_;
  std::map<Client, Entry> entries_;
};

}  // namespace ringback::browser
