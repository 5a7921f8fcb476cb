#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace ringback::config {

// What is wrong, each thing with its place; those of the file first, by their lines.
class Report {
 public:
  explicit Report(std::string file) : file_(std::move(file)) {}

  void at_line(int line, const std::string& words) {
    found_.emplace(line, file_ + ", line " + std::to_string(line) + ": " + words);
  }
  // Of a variable or a flag, or of several keys together.
  void elsewhere(const std::string& words) { found_.emplace(after_the_file, words); }

  bool empty() const { return found_.empty(); }
  std::vector<std::string> words() const {
    std::vector<std::string> out;
    for (const auto& [line, words] : found_) out.push_back(words);
    return out;
  }

 private:
  static constexpr int after_the_file = 1 << 30;

  std::string file_;
  std::multimap<int, std::string> found_;
};

}  // namespace ringback::config
