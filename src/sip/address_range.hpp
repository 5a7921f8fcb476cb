#pragma once

#include <optional>
#include <string_view>

#include <boost/asio/ip/address.hpp>

namespace ringback::sip {

// An IP address or a network of them: `192.0.2.1`, `198.51.100.0/24`, `2001:db8::/32`.
class AddressRange {
 public:
  static std::optional<AddressRange> parse(std::string_view text);
  bool contains(std::string_view address) const;

 private:
  AddressRange(boost::asio::ip::address base, unsigned bits) : base_(std::move(base)), bits_(bits) {}
  boost::asio::ip::address base_;
  unsigned bits_;  // that must be equal
};

}  // namespace ringback::sip
