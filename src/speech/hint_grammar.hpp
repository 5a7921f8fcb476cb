#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ringback::speech {

// What a caller may be expected to say, for an engine that listens for phrases.
class HintGrammar {
 public:
  // `knows`: whether the engine's dictionary has a word, in small letters. Hints with other words are left out.
  HintGrammar(const std::vector<std::string>& hints, const std::function<bool(const std::string&)>& knows);

  bool empty() const { return phrases_.empty(); }
  const std::vector<std::string>& left_out() const { return left_out_; }
  // In JSGF: an engine that listens for these finds one in whatever is said.
  std::string hints() const;
  // With what people say to a machine beside its hints: what is one of them here, too, was said.
  std::string hints_and_others() const;
  // The hint as it was written, or empty if what was heard is none.
  std::string hint(std::string_view heard) const;

 private:
  std::string grammar(const std::string& answer) const;

  std::vector<std::pair<std::string, std::string>> phrases_;  // in small letters; as it was written
  std::vector<std::string> left_out_;
};

}  // namespace ringback::speech
