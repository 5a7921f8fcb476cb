#pragma once

#include <boost/asio/ip/address.hpp>

#include "sip/transport.hpp"

// Between our names of addresses and Asio's: IPv4 that comes through a socket for both is IPv4 to the rest of the room.
namespace ringback::sip {

template <class Endpoint>
Peer to_peer(const Endpoint& endpoint, Protocol transport) {
  auto address = endpoint.address();
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    address = boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, address.to_v6());
  }
  return {address.to_string(), endpoint.port(), transport};
}

// As a socket of IPv6 takes it, if `v6` says so.
template <class Endpoint>
Endpoint to_endpoint(const Peer& peer, bool v6, boost::system::error_code& error) {
  auto address = boost::asio::ip::make_address(peer.address, error);
  if (!error && v6 && address.is_v4()) {
    address = boost::asio::ip::make_address_v6(boost::asio::ip::v4_mapped, address.to_v4());
  }
  return {address, peer.port};
}

}  // namespace ringback::sip
