#include <filesystem>

#include "config/keys/keys.hpp"

namespace ringback::config {
namespace {

std::string read_folder(const Entry& entry, Config& config) {
  const auto* folder = std::get_if<std::string>(&entry.node.value);
  if (!folder) return "a string";
  config.static_files[entry.name] = *folder;
  std::error_code error;
  if (std::filesystem::is_directory(*folder, error)) return {};
  return "an existing folder, there is no \"" + *folder + '"';
}

}  // namespace

Names static_folders() {
  return {"static", "folders that the HTTPS port serves; they exist when the server starts",
          "\"/prefix/\" = \"folder\"", read_folder};
}

}  // namespace ringback::config
