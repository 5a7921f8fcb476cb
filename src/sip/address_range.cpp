#include "sip/address_range.hpp"

#include <algorithm>

#include "sip/grammar.hpp"

namespace ringback::sip {
namespace {

using boost::asio::ip::address;

template <class Bytes>
bool same_start(const Bytes& a, const Bytes& b, unsigned bits) {
  const std::size_t whole = bits / 8;
  if (!std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(whole), b.begin())) return false;
  if (bits % 8 == 0) return true;
  const unsigned mask = 0xff00U >> (bits % 8) & 0xffU;
  return ((a[whole] ^ b[whole]) & mask) == 0;
}

std::optional<address> parse_address(std::string_view text) {
  boost::system::error_code error;
  const auto out = boost::asio::ip::make_address(text, error);
  return error ? std::nullopt : std::optional(out);
}

}  // namespace

std::optional<AddressRange> AddressRange::parse(std::string_view text) {
  const auto slash = text.find('/');
  const auto base = parse_address(text.substr(0, slash));
  if (!base) return std::nullopt;
  const unsigned all = base->is_v4() ? 32 : 128;
  if (slash == text.npos) return AddressRange(*base, all);
  const auto bits = parse_number<unsigned>(text.substr(slash + 1));
  return bits && *bits <= all ? std::optional(AddressRange(*base, *bits)) : std::nullopt;
}

bool AddressRange::contains(std::string_view text) const {
  const auto other = parse_address(text);
  if (!other || other->is_v4() != base_.is_v4()) return false;
  return base_.is_v4() ? same_start(base_.to_v4().to_bytes(), other->to_v4().to_bytes(), bits_)
                       : same_start(base_.to_v6().to_bytes(), other->to_v6().to_bytes(), bits_);
}

}  // namespace ringback::sip
