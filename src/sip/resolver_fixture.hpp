#pragma once

#include <map>
#include <string>
#include <vector>

#include "sip/resolver.hpp"

// For tests: a DNS of a few lines.
namespace ringback::sip {

struct FakeResolver final : Resolver {
  void find_addresses(const std::string& name, std::function<void(std::vector<std::string>)> done) override {
    answer(addresses, name, std::move(done));
  }
  void find_services(const std::string& name, std::function<void(std::vector<Service>)> done) override {
    answer(services, name, std::move(done));
  }
  void find_pointers(const std::string& name, std::function<void(std::vector<Pointer>)> done) override {
    answer(pointers, name, std::move(done));
  }
  // Answers what was asked while it was `slow`.
  void catch_up() {
    slow = false;
    for (const auto& late : std::exchange(held, {})) late();
  }

  std::map<std::string, std::vector<std::string>> addresses;
  std::map<std::string, std::vector<Service>> services;
  std::map<std::string, std::vector<Pointer>> pointers;
  std::vector<std::string> asked;
  bool slow = false;
  std::vector<std::function<void()>> held;

 private:
  template <class Record>
  void answer(const std::map<std::string, std::vector<Record>>& records, const std::string& name,
              std::function<void(std::vector<Record>)> done) {
    asked.push_back(name);
    if (slow) return held.push_back([this, &records, name, done] { answer(records, name, done); });
    const auto found = records.find(name);
    done(found == records.end() ? std::vector<Record>{} : found->second);
  }
};

}  // namespace ringback::sip
