#include "base/network.hpp"

#include <algorithm>
#include <boost/asio/ip/address.hpp>

namespace ringback {

namespace ip = boost::asio::ip;

std::string network_of(std::string_view text) {
  boost::system::error_code error;
  const auto address = ip::make_address(text, error);
  if (error || address.is_v4()) return std::string(text);
  if (address.to_v6().is_v4_mapped()) return ip::make_address_v4(ip::v4_mapped, address.to_v6()).to_string();
  auto bytes = address.to_v6().to_bytes();
  std::fill(bytes.begin() + 8, bytes.end(), std::uint8_t{0});
  return ip::address_v6(bytes).to_string();
}

}  // namespace ringback
