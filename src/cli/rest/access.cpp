#include "cli/rest/access.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

#include "base/text.hpp"

namespace ringback::cli::rest {
namespace {

using Values = std::map<std::string, std::string>;

// Each value, by its name in a file, and the variable that says it.
constexpr auto variables = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"url", "RINGBACK_API_URL"},
    {"account_sid", "RINGBACK_API_ACCOUNT"},
    {"auth_token", "RINGBACK_API_TOKEN"},
    {"api_key", "RINGBACK_API_KEY"},
    {"api_secret", "RINGBACK_API_SECRET"},
    {"ca_file", "RINGBACK_API_CA_FILE"},
});

bool is_known(std::string_view name) {
  for (const auto& [known, variable] : variables) {
    if (known == name) return true;
  }
  return false;
}

std::string variable(const Environment& environment, const std::string& name) {
  const auto found = environment.find(name);
  return found == environment.end() ? "" : found->second;
}

Result<std::string> read_file(const std::string& path) {
  std::ifstream in(path);
  if (!in) return Error{0, "can't read " + path};
  return std::string{std::istreambuf_iterator<char>(in), {}};
}

Result<void> check_privacy(const std::string& path) {
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0) return {};
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) == 0) return {};
  return Error{0, path + " has secrets that others may read: chmod 600 " + path};
}

std::string default_file(const Environment& environment) {
  const std::string config = variable(environment, "XDG_CONFIG_HOME");
  const std::string home = variable(environment, "HOME");
  if (config.empty() && home.empty()) return "";
  return (config.empty() ? home + "/.config" : config) + "/ringback/credentials";
}

// The file that was named must be there; the usual one may be missing.
Result<Values> read_credentials(const AccessFlags& flags, const Environment& environment) {
  std::string path = flags.credentials;
  if (path.empty()) path = variable(environment, "RINGBACK_API_CREDENTIALS");
  const bool named = !path.empty();
  if (!named) path = default_file(environment);
  const auto text = path.empty() ? Error{} : read_file(path);
  if (!text) return named ? Result<Values>(text.error()) : Values();
  if (const auto checked = check_privacy(path); !checked) return checked.error();
  auto values = parse_credentials(*text);
  if (!values) return Error{0, path + ", " + values.error().message};
  return values;
}

void add(Values& values, const Values& more) {
  for (const auto& [name, value] : more) {
    if (!value.empty()) values.emplace(name, value);
  }
}

Values of_environment(const Environment& environment) {
  Values out;
  for (const auto& [name, its_variable] : variables)
    out[std::string(name)] = variable(environment, std::string(its_variable));
  return out;
}

// What a server keeps there for whoever runs it.
Result<Values> of_folder(const std::string& folder) {
  Values out;
  for (const auto* name : {"account_sid", "auth_token"}) {
    const auto text = read_file(folder + '/' + name);
    if (!text) return text.error();
    out[name] = trim(*text);
  }
  const std::string certificate = folder + "/tls/cert.pem";
  if (std::ifstream(certificate)) out["ca_file"] = certificate;
  return out;
}

// A key says nothing of its account: that must be told.
Result<Access> access_of(Values values, const std::string& account) {
  Access out;
  if (!values["url"].empty()) out.url = values["url"];
  while (out.url.ends_with('/')) out.url.pop_back();
  out.account_sid = account.empty() ? values["account_sid"] : account;
  out.ca_file = values["ca_file"];
  const bool by_key = !values["api_key"].empty();
  out.user = by_key ? values["api_key"] : values["account_sid"];
  out.password = by_key ? values["api_secret"] : values["auth_token"];
  if (out.account_sid.empty() || out.user.empty() || out.password.empty()) {
    return Error{0,
                 "no credentials: set RINGBACK_API_ACCOUNT and RINGBACK_API_TOKEN (or RINGBACK_API_KEY and "
                 "RINGBACK_API_SECRET), write them into a file (--credentials), or name the server's folder "
                 "(--data-dir)"};
  }
  return out;
}

}  // namespace

Result<Values> parse_credentials(std::string_view text) {
  Values out;
  int number = 0;
  while (!text.empty()) {
    const auto line = trim(text.substr(0, text.find('\n')));
    text.remove_prefix(std::min(text.size(), text.find('\n') == text.npos ? text.size() : text.find('\n') + 1));
    ++number;
    if (line.empty() || line.starts_with('#')) continue;
    const auto equals = line.find('=');
    const std::string name(trim(line.substr(0, equals)));
    if (equals == line.npos || !is_known(name)) return Error{0, "line " + std::to_string(number) + ": no name = value"};
    auto value = trim(line.substr(equals + 1));
    if (value.size() >= 2 && value.starts_with('"') && value.ends_with('"')) value = value.substr(1, value.size() - 2);
    out[name] = value;
  }
  return out;
}

Result<Access> find_access(const AccessFlags& flags, const Environment& environment) {
  Values values;
  add(values, {{"url", flags.url}, {"ca_file", flags.ca_file}});
  // A folder that is named is meant, whatever else is set.
  if (!flags.data_dir.empty()) {
    const auto own = of_folder(flags.data_dir);
    if (!own) return own.error();
    add(values, *own);
    if (const auto url = of_environment(environment).at("url"); !url.empty()) values.emplace("url", url);
    return access_of(std::move(values), flags.account);
  }
  add(values, of_environment(environment));
  const auto kept = read_credentials(flags, environment);
  if (!kept) return kept.error();
  add(values, *kept);
  return access_of(std::move(values), flags.account);
}

}  // namespace ringback::cli::rest
