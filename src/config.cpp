#include "config.hpp"

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <boost/url/parse.hpp>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <optional>
#include <set>
#include <sstream>

// Errors come back as values: exceptions would cross rooms. Debian's compiled library has only the form that throws.
#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

#include "base/phone_number.hpp"

namespace ringback {
namespace {

bool is_host_name(std::string_view text) {
  const auto allowed = [](unsigned char c) { return std::isalnum(c) || c == '.' || c == '-' || c == '_'; };
  return !text.empty() && std::all_of(text.begin(), text.end(), allowed);
}

// A name or an IP address (IPv6 in brackets), with a port or without.
bool is_host_and_port(std::string_view text) {
  const auto authority = boost::urls::parse_authority(text);
  if (!authority || authority->has_userinfo()) return false;
  if (authority->has_port() && authority->port_number() == 0) return false;
  const auto kind = authority->host_type();
  if (kind == boost::urls::host_type::name) return is_host_name(authority->encoded_host());
  return kind == boost::urls::host_type::ipv4 || kind == boost::urls::host_type::ipv6;
}

// Collects the first thing that is wrong, with its place.
class Problem {
 public:
  explicit Problem(std::string file) : file_(std::move(file)) {}
  void say(const toml::node& node, const std::string& words) { say(node.source(), words); }
  void say(const toml::source_region& place, const std::string& words) {
    if (text_.empty()) text_ = file_ + ", line " + std::to_string(place.begin.line) + ": " + words;
  }
  bool any() const { return !text_.empty(); }
  Error error() const { return {0, text_}; }

 private:
  std::string file_;
  std::string text_;
};

// Reads the keys of one table; `finish` complains of those that nobody asked for.
class Table {
 public:
  Table(const toml::table& table, std::string name, Problem& problem)
      : table_(table), name_(std::move(name)), problem_(problem) {}

  void text(const char* key, std::string& out) {
    if (const auto* node = take(key)) {
      if (const auto value = node->value_exact<std::string>()) {
        out = *value;
      } else {
        wrong(*node, key, "a string");
      }
    }
  }

  void port(const char* key, std::uint16_t& out) {
    if (const auto* node = take(key)) read_port(*node, key, out);
  }

  void count(const char* key, unsigned& out, std::int64_t maximum) {
    if (const auto* node = take(key)) {
      const auto value = node->value_exact<std::int64_t>();
      if (value && *value >= 0 && *value <= maximum) {
        out = static_cast<unsigned>(*value);
      } else {
        wrong(*node, key, "a whole number from 0 to " + std::to_string(maximum));
      }
    }
  }

  void texts(const char* key, std::vector<std::string>& out) {
    const auto* node = take(key);
    if (!node) return;
    const auto* array = node->as_array();
    if (!array) return wrong(*node, key, "a list of strings");
    for (const auto& item : *array) {
      const auto value = item.value_exact<std::string>();
      if (!value) return wrong(item, key, "a list of strings");
      out.push_back(*value);
    }
  }

  // Two ports, `[first, last]`.
  void ports(const char* key, std::uint16_t& first, std::uint16_t& last) {
    const auto* node = take(key);
    if (!node) return;
    const auto* array = node->as_array();
    if (!array || array->size() != 2) return wrong(*node, key, "two ports, [first, last]");
    read_port(*array->get(0), key, first);
    read_port(*array->get(1), key, last);
    if (first >= last) wrong(*node, key, "two ports, the first below the last");
  }

  // An E.164 number.
  void number(const char* key, std::string& out) {
    text(key, out);
    const auto* node = table_.get(key);
    if (!node || out.empty()) return;
    const auto e164 = out.starts_with('+') ? to_e164(out, "ZZ") : Result<std::string>(Error{});
    if (e164) {
      out = *e164;
    } else {
      wrong(*node, key, "a phone number with its country code, like \"+815031234567\"");
    }
  }

  // An IP address, in the spelling that packets' sources are given in.
  void address(const char* key, std::string& out) {
    text(key, out);
    if (const auto* node = table_.get(key)) read_address(*node, key, out);
  }

  void addresses(const char* key, std::vector<std::string>& out) {
    texts(key, out);
    for (std::size_t i = 0; i < out.size(); ++i) read_address(*table_[key][i].node(), key, out[i]);
  }

  void host_and_port(const char* key, std::string& out) {
    text(key, out);
    const auto* node = table_.get(key);
    if (node && !is_host_and_port(out)) {
      wrong(*node, key, "a host with or without a port, like \"sip.example.com:5060\"");
    }
  }

  // `seen` has the values of the tables before this one.
  void unique(const char* key, const std::string& value, std::set<std::string>& seen) {
    const auto* node = table_.get(key);
    if (node && !seen.insert(value).second) {
      wrong(*node, key, "different from that of every other [[" + name_ + "]]");
    }
  }

  void require(const char* key, const std::string& value) {
    if (value.empty()) problem_.say(table_, "[" + name_ + "] needs " + key);
  }

  void choice(const char* key, const std::function<bool(const std::string&)>& accept, const std::string& allowed) {
    std::string value;
    text(key, value);
    const auto* node = table_.get(key);
    if (node && !accept(value)) wrong(*node, key, allowed);
  }

  void table(const char* key, const std::function<void(Table&)>& read) {
    const auto* node = take(key);
    if (!node) return;
    if (!node->is_table()) return wrong(*node, key, "a table, [" + std::string(key) + "]");
    Table inner(*node->as_table(), key, problem_);
    read(inner);
    inner.finish();
  }

  void tables(const char* key, const std::function<void(Table&)>& read) {
    const auto* node = take(key);
    if (!node) return;
    if (!node->is_array_of_tables())
      return wrong(*node, key, "tables, each under its own [[" + std::string(key) + "]]");
    for (const auto& item : *node->as_array()) {
      Table inner(*item.as_table(), key, problem_);
      read(inner);
      inner.finish();
    }
  }

  // Every key of the table with its folder.
  void folders(std::map<std::string, std::string>& out) {
    for (const auto& [key, node] : table_) {
      const std::string prefix(key.str());
      auto& folder = out[prefix];
      text(prefix.c_str(), folder);
      std::error_code error;
      if (std::filesystem::is_directory(folder, error)) continue;
      wrong(node, '"' + prefix + '"', "an existing folder, there is no \"" + folder + '"');
    }
  }

  void finish() {
    for (const auto& [key, node] : table_) {
      if (asked_.contains(std::string(key.str()))) continue;
      std::string allowed;
      for (const auto& name : asked_) allowed += (allowed.empty() ? "" : ", ") + name;
      problem_.say(key.source(), "unknown key " + std::string(key.str()) +
                                     (name_.empty() ? "" : " in [" + name_ + "]") + "; allowed are " + allowed);
    }
  }

 private:
  const toml::node* take(const std::string& key) {
    asked_.insert(key);
    return table_.get(key);
  }

  void read_port(const toml::node& node, const char* key, std::uint16_t& out) {
    const auto value = node.value_exact<std::int64_t>();
    if (value && *value >= 0 && *value <= 65535) {
      out = static_cast<std::uint16_t>(*value);
    } else {
      wrong(node, key, "a port from 0 to 65535");
    }
  }

  void read_address(const toml::node& node, const char* key, std::string& out) {
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(out, error);
    if (error) return wrong(node, key, "an IP address");
    out = address.to_string();
  }

  void wrong(const toml::node& node, const std::string& key, const std::string& allowed) {
    problem_.say(node, key + " must be " + allowed);
  }

  const toml::table& table_;
  std::string name_;
  Problem& problem_;
  std::set<std::string> asked_;
};

bool is_region(const std::string& text) {
  return text.size() == 2 && std::isupper(static_cast<unsigned char>(text[0])) &&
         std::isupper(static_cast<unsigned char>(text[1]));
}

void read_listeners(Table& root, Config& config) {
  root.table("http", [&](Table& http) {
    http.address("address", config.http.address);
    http.port("port", config.http.port);
    http.text("certificate", config.http.certificate);
    http.text("key", config.http.key);
  });
  root.table("sip", [&](Table& sip) {
    sip.address("address", config.sip.address);
    sip.port("port", config.sip.port);
  });
  root.table("media", [&](Table& media) {
    media.count("threads", config.media.threads, 64);
    media.addresses("public_addresses", config.media.public_addresses);
    media.addresses("bind_addresses", config.media.bind_addresses);
    media.port("webrtc_port", config.media.webrtc_port);
    media.ports("rtp_ports", config.media.rtp_port_first, config.media.rtp_port_last);
  });
}

void read_numbers(Table& root, Config& config) {
  std::set<std::string> taken;
  root.tables("numbers", [&](Table& number) {
    auto& out = config.numbers.emplace_back();
    number.number("phone_number", out.phone_number);
    number.text("account", out.account_sid);
    number.require("phone_number", out.phone_number);
    number.unique("phone_number", out.phone_number, taken);
  });
}

void read_phones(Table& root, Config& config) {
  std::set<std::string> users;
  std::set<std::string> phone_numbers;
  root.tables("phones", [&](Table& phone) {
    auto& out = config.phones.emplace_back();
    phone.text("user", out.user);
    phone.text("password", out.password);
    phone.number("phone_number", out.phone_number);
    phone.require("user", out.user);
    phone.require("password", out.password);
    phone.require("phone_number", out.phone_number);
    phone.unique("user", out.user, users);
    phone.unique("phone_number", out.phone_number, phone_numbers);
  });
}

void read_trunks(Table& root, Config& config) {
  std::set<std::string> names;
  std::set<std::string> addresses;
  root.tables("trunks", [&](Table& trunk) {
    auto& out = config.trunks.emplace_back();
    trunk.text("name", out.name);
    std::string address;
    trunk.address("address", address);
    trunk.host_and_port("proxy", out.proxy);
    trunk.require("name", out.name);
    trunk.require("address", address);
    trunk.unique("name", out.name, names);
    trunk.unique("address", address, addresses);
    out.addresses = {address};
  });
}

}  // namespace

Result<Config> parse_config(std::string_view text, const std::string& name) {
  const toml::parse_result parsed = toml::parse(text);
  Problem problem(name);
  if (!parsed) {
    problem.say(parsed.error().source(), std::string(parsed.error().description()));
    return problem.error();
  }
  Config config;
  Table root(parsed.table(), "", problem);
  root.choice(
      "default_region",
      [&](const std::string& v) {
        config.default_region = v;
        return is_region(v);
      },
      "a country of ISO 3166, like \"JP\"");
  root.choice(
      "log_level", [&](const std::string& v) { return log::parse_level(v, config.log_level); },
      "one of debug, info, warn, error");
  root.text("data_dir", config.data_dir);
  root.text("public_host", config.public_host);
  read_listeners(root, config);
  read_numbers(root, config);
  read_phones(root, config);
  read_trunks(root, config);
  root.table("static", [&](Table& files) { files.folders(config.static_files); });
  root.finish();
  if (problem.any()) return problem.error();
  return config;
}

Result<Config> read_config(const std::string& path) {
  std::ifstream file(path);
  if (!file) return Error{0, "can't read the configuration file " + path};
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  return parse_config(text, path);
}

}  // namespace ringback
