#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace ringback::twiml {

// What a caller types, key by key, until it is complete.
class DigitEntry {
 public:
  // `most` 0: any number, of which a thousand are kept.
  DigitEntry(std::optional<char> finish_on_key, std::size_t most)
      : finish_on_key_(finish_on_key), most_(most == 0 ? limit : most) {}

  void add(char key) {
    if (key == finish_on_key_) {
      finished_on_ = key;
    } else {
      digits_ += key;
    }
  }
  bool complete() const { return finished_on_.has_value() || digits_.size() >= most_; }
  // Without the key that ended them.
  const std::string& digits() const { return digits_; }
  // Empty if they ended otherwise.
  std::string finished_on_key() const { return finished_on_ ? std::string(1, *finished_on_) : std::string(); }

 private:
  static constexpr std::size_t limit = 1000;

  std::optional<char> finish_on_key_;
  std::size_t most_;
  std::string digits_;
  std::optional<char> finished_on_;
};

}  // namespace ringback::twiml
