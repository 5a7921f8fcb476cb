#include "config/keys/keys.hpp"
#include "config/section.hpp"
#include "sip/address_range.hpp"
#include "sip/server_location.hpp"
#include "store/configured.hpp"

namespace ringback::config {
namespace {

using store::Trunk;

// An address is spelled as packets' sources are.
Type<std::string> address_or_network() {
  Type<std::string> out = ip_address();
  out.allowed = "an IP address or a network, like \"198.51.100.0/24\"";
  out.read = [address = ip_address(), any = text()](const Node& node, std::string& value) -> const Node* {
    if (!address.read(node, value)) return nullptr;
    std::string words;
    if (any.read(node, words) || !sip::AddressRange::parse(words)) return &node;
    value = std::move(words);
    return nullptr;
  };
  return out;
}

Type<std::string> server_name() {
  return text("a host, with a port and ;transport=udp or ;transport=tcp if you like, like \"sip.example.com:5060\"",
              [](const std::string& value) { return sip::parse_server_name(value).has_value(); });
}

Type<std::string> prefix() {
  return text("the start of phone numbers with its plus, like \"+81\"", [](const std::string& value) {
    return value.starts_with('+') && value.size() <= 16 && value.find_first_not_of("0123456789", 1) == value.npos;
  });
}

}  // namespace

Rows trunk_rows() {
  const auto trunks = [](Config& config) -> std::vector<Trunk>& { return config.sip.trunks; };
  return RowsOf<Trunk>("trunks", trunks, "carriers, see [trunks.md](trunks.md)")
      .key("name", &Trunk::name, text(), "in the log and the metrics", {.required = true, .unique = true})
      .key("address", &Trunk::addresses, list(address_or_network()), "where its calls come from", {.unique = true})
      .key("proxy", &Trunk::proxy, server_name(), "where calls to it go; without it the first address, port 5060")
      .key("user", &Trunk::user, text(), "answers its challenges; From names it at the carrier")
      .secret("password", &Trunk::password, "of `user`")
      .key("register", &Trunk::registers, boolean(), "whether we register with it")
      .key("register_expires", &Trunk::register_expires, whole<int>(60, 86'400), "seconds that we register for")
      .key("inbound_user", &Trunk::inbound_user, text(), "the digest that its own calls must show")
      .secret("inbound_password", &Trunk::inbound_password, "of `inbound_user`")
      .key("prefixes", &Trunk::prefixes, list(prefix()), "of the numbers that it takes; none: every number")
      .key("priority", &Trunk::priority, whole<int>(0, 1'000), "the lowest is tried first")
      .key("weight", &Trunk::weight, whole<int>(1, 1'000), "share of the calls among trunks of one priority")
      .key("number_format", &Trunk::number_format, one_of({"+e164", "e164"}), "how it wants numbers written")
      .key("caller_id_in", &Trunk::caller_id_in, one_of({"From", "P-Asserted-Identity", "P-Preferred-Identity"}),
           "the header that tells who calls")
      .key("max_calls", &Trunk::max_calls, whole<int>(0, 1'000'000), "at once, in and out; 0: no limit")
      .key("calls_per_second", &Trunk::calls_per_second, whole<int>(0, 100'000), "that we start; 0: no limit")
      .rows();
}

}  // namespace ringback::config
