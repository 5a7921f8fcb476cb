#include "browser/directory.hpp"

#include <algorithm>
#include <chrono>

namespace ringback::browser {
namespace {

constexpr auto word_lifetime = std::chrono::minutes(1);
constexpr std::size_t max_words = 8;  // a client

}  // namespace

void Directory::add(const Client& client, Socket& socket) {
  entries_[client].sockets.push_back(&socket);
}

void Directory::remove(const Client& client, Socket& socket) {
  std::erase(entries_[client].sockets, &socket);
  prune(client);
}

std::vector<Socket*> Directory::sockets(const Client& client) const {
  const auto found = entries_.find(client);
  return found == entries_.end() ? std::vector<Socket*>{} : found->second.sockets;
}

std::size_t Directory::most_sockets() const {
  std::size_t most = 0;
  for (const auto& [client, entry] : entries_) most = std::max(most, entry.sockets.size());
  return most;
}

void Directory::hold(const Client& client, Leg& leg) {
  entries_[client].held.push_back(&leg);
}

void Directory::release(const Client& client, Leg& leg) {
  std::erase(entries_[client].held, &leg);
  prune(client);
}

std::vector<Leg*> Directory::held(const Client& client) const {
  const auto found = entries_.find(client);
  return found == entries_.end() ? std::vector<Leg*>{} : found->second.held;
}

void Directory::leave_word(Deadlines& deadlines, const Client& client, std::string frame) {
  auto& words = entries_[client].words;
  if (words.size() >= max_words) words.erase(words.begin());
  // All words live equally long, so the one that expires is the oldest.
  auto forget = [this, client] {
    entries_[client].words.erase(entries_[client].words.begin());
    prune(client);
  };
  words.push_back({std::move(frame), deadlines.after(word_lifetime, std::move(forget))});
}

std::vector<std::string> Directory::take_words(const Client& client) {
  std::vector<std::string> out;
  const auto found = entries_.find(client);
  if (found == entries_.end()) return out;
  for (auto& word : found->second.words) out.push_back(std::move(word.frame));
  found->second.words.clear();
  prune(client);
  return out;
}

void Directory::prune(const Client& client) {
  const auto found = entries_.find(client);
  if (found == entries_.end()) return;
  const Entry& entry = found->second;
  if (entry.sockets.empty() && entry.held.empty() && entry.words.empty()) entries_.erase(found);
}

}  // namespace ringback::browser
