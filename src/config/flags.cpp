#include "config/flags.hpp"

#include <filesystem>

#include "config/key.hpp"

namespace ringback::config {
namespace {

constexpr const char* default_file = "ringback.toml";

std::string group_of(const Key& key) {
  const auto dot = key.path.rfind('.');
  return dot == std::string::npos ? "Configuration" : "[" + key.path.substr(0, dot) + "]";
}

std::string description(const Key& key) {
  const auto standard = key.write(Config());
  return key.help + " (" + (standard.empty() ? "" : "default " + standard + ", ") + variable(key) + ")";
}

void add_flag(CLI::App& command, const Key& key, Sources& sources) {
  const auto keep = [path = key.path, &sources](const std::string& text) { sources.flags[path] = text; };
  command.add_option_function<std::string>(flag(key), keep, description(key))
      ->group(group_of(key))
      ->type_name("")
      ->take_last();
}

}  // namespace

void add_flags(CLI::App& command, Sources& sources) {
  sources.environment = environment();
  std::error_code error;
  // Without a file the environment and the flags may say it all.
  if (std::filesystem::exists(default_file, error)) sources.file = default_file;
  command
      .add_option("-c,--config", sources.file,
                  std::string("The configuration file (default ") + default_file + " if there is one, RINGBACK_CONFIG)")
      ->envname("RINGBACK_CONFIG")
      ->type_name("FILE");
  for (const Key& key : schema().keys) {
    if (!key.secret) add_flag(command, key, sources);
  }
}

}  // namespace ringback::config
