#include "sip/ip_address.hpp"

#include <array>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>

#include "base/text.hpp"

namespace ringback::sip {
namespace {

namespace ip = boost::asio::ip;

constexpr std::uint16_t default_port = 5060;

std::optional<ip::address> parse(std::string_view text) {
  boost::system::error_code error;
  const auto address = ip::make_address(text, error);
  return error ? std::nullopt : std::optional(address);
}

bool within(const ip::address_v4& address, std::uint32_t network, unsigned bits) {
  return (address.to_uint() ^ network) >> (32 - bits) == 0;
}

bool is_local(const ip::address_v4& address) {
  struct Network {
    std::uint32_t prefix;
    unsigned bits;
  };
  constexpr std::array networks = {
      Network{0x7f000000, 8},   // loopback
      Network{0x0a000000, 8},   // RFC 1918
      Network{0xac100000, 12},  // RFC 1918
      Network{0xc0a80000, 16},  // RFC 1918
      Network{0x64400000, 10},  // RFC 6598
      Network{0xa9fe0000, 16},  // link-local
  };
  for (const Network& network : networks) {
    if (within(address, network.prefix, network.bits)) return true;
  }
  return false;
}

std::optional<Protocol> protocol_of(const Uri& uri) {
  const std::string* transport = find(uri.parameters, "transport");
  if (uri.scheme == "sips") return std::nullopt;
  if (!transport || iequals(*transport, "udp")) return Protocol::udp;
  return iequals(*transport, "tcp") ? std::optional(Protocol::tcp) : std::nullopt;
}

}  // namespace

bool is_ip_address(std::string_view text) {
  return parse(text).has_value();
}

bool on_local_network(std::string_view text) {
  const auto address = parse(text);
  if (!address) return false;
  if (address->is_v4()) return is_local(address->to_v4());
  const auto v6 = address->to_v6();
  if (v6.is_v4_mapped()) return is_local(ip::make_address_v4(ip::v4_mapped, v6));
  const bool unique_local = (v6.to_bytes()[0] & 0xfe) == 0xfc;
  return v6.is_loopback() || v6.is_link_local() || unique_local;
}

std::optional<Peer> literal_peer(const Uri& uri) {
  const auto protocol = protocol_of(uri);
  if (!protocol || !is_ip_address(uri.host)) return std::nullopt;
  return Peer{uri.host, uri.port != 0 ? uri.port : default_port, *protocol};
}

}  // namespace ringback::sip
