#include "media/transport/address.hpp"

#include <arpa/inet.h>

#include <array>

namespace ringback::media {

std::optional<Address> Address::parse(std::string_view ip, std::uint16_t port) {
  const std::string text(ip);
  Address address;
  if (inet_pton(AF_INET, text.c_str(), &address.storage_.v4.sin_addr) == 1) {
    address.storage_.v4.sin_family = AF_INET;
  } else if (inet_pton(AF_INET6, text.c_str(), &address.storage_.v6.sin6_addr) == 1) {
    address.storage_.v6.sin6_family = AF_INET6;
  } else {
    return std::nullopt;
  }
  return address.with_port(port);
}

std::uint16_t Address::port() const {
  return ntohs(is_v6() ? storage_.v6.sin6_port : storage_.v4.sin_port);
}

std::string_view Address::ip_bytes() const {
  if (is_v6()) return {reinterpret_cast<const char*>(&storage_.v6.sin6_addr), sizeof(in6_addr)};
  if (family() == AF_INET) return {reinterpret_cast<const char*>(&storage_.v4.sin_addr), sizeof(in_addr)};
  return {};
}

std::string Address::ip() const {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (!set() || inet_ntop(family(), ip_bytes().data(), text.data(), text.size()) == nullptr) return {};
  return text.data();
}

Address Address::with_port(std::uint16_t port) const {
  Address other = *this;
  (is_v6() ? other.storage_.v6.sin6_port : other.storage_.v4.sin_port) = htons(port);
  return other;
}

bool Address::same_ip(const Address& other) const {
  return family() == other.family() && ip_bytes() == other.ip_bytes();
}

bool Address::is_loopback() const {
  if (is_v6()) return IN6_IS_ADDR_LOOPBACK(&storage_.v6.sin6_addr);
  return family() == AF_INET && ip_bytes().front() == 127;
}

bool Address::is_unspecified() const {
  return ip_bytes().find_first_not_of('\0') == std::string_view::npos;
}

std::size_t Address::Hash::operator()(const Address& address) const {
  return std::hash<std::string_view>()(address.ip_bytes()) * 31 + address.port();
}

}  // namespace ringback::media
