#include "config/load.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "config/checks.hpp"
#include "config/read_file.hpp"
#include "config/read_text.hpp"
#include "config/toml_file.hpp"

namespace ringback::config {
namespace {

constexpr std::string_view prefix = "RINGBACK_";
// Named by the command line: where the file is.
constexpr std::string_view file_variable = "RINGBACK_CONFIG";
// Of the commands that ask a server (docs/command-line.md).
constexpr auto command_variables = std::to_array<std::string_view>(
    {"RINGBACK_API_URL", "RINGBACK_API_ACCOUNT", "RINGBACK_API_TOKEN", "RINGBACK_API_KEY", "RINGBACK_API_SECRET",
     "RINGBACK_API_CA_FILE", "RINGBACK_API_CREDENTIALS"});

// Puts what variables and flags say over what the file said.
class Overriding {
 public:
  Overriding(Loaded& loaded, Report& report) : loaded_(loaded), report_(report) {}

  void apply(const Key& key, const std::string& text, const std::string& source) {
    if (key.read(read_text(key.form, text), loaded_.config)) report_.elsewhere(source + " must be " + key.allowed);
    loaded_.overrides.push_back({key.path, source});
  }

 private:
  Loaded& loaded_;
  Report& report_;
};

void apply_overrides(const Sources& sources, Loaded& loaded, Report& report) {
  Overriding overriding(loaded, report);
  std::set<std::string> known;
  for (const Key& key : schema().keys) {
    known.insert(variable(key));
    if (const auto given = sources.flags.find(key.path); given != sources.flags.end()) {
      overriding.apply(key, given->second, flag(key));
    } else if (const auto set = sources.environment.find(variable(key));
               set != sources.environment.end() && !set->second.empty()) {
      overriding.apply(key, set->second, variable(key));
    }
  }
  for (const auto& [name, value] : sources.environment) {
    if (known.contains(name) || name == file_variable || std::ranges::count(command_variables, name) > 0) continue;
    loaded.unknown_variables.push_back(name);
  }
}

}  // namespace

Loaded load_text(std::string_view text, const std::string& name, const Sources& sources) {
  Loaded loaded;
  Report report(name);
  if (const auto file = parse_toml(text)) {
    read_file(*file, schema(), loaded.config, report);
  } else {
    report.at_line(file.error().code, file.error().message);
  }
  apply_overrides(sources, loaded, report);
  if (report.empty()) check(loaded.config, report);
  loaded.problems = report.words();
  return loaded;
}

Loaded load(const Sources& sources) {
  if (sources.file.empty()) return load_text("", "", sources);
  std::error_code error;
  std::ifstream file;
  if (!std::filesystem::is_directory(sources.file, error)) file.open(sources.file);
  if (!file.is_open()) return {.problems = {"can't read the configuration file " + sources.file}};
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  return load_text(text, sources.file, sources);
}

std::map<std::string, std::string> environment() {
  std::map<std::string, std::string> out;
  for (char** entry = environ; *entry; ++entry) {
    const std::string_view line(*entry);
    const auto equals = line.find('=');
    if (line.starts_with(prefix) && equals != std::string_view::npos) {
      out.emplace(line.substr(0, equals), line.substr(equals + 1));
    }
  }
  return out;
}

}  // namespace ringback::config
