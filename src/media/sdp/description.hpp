#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

// The grammar of a session description (RFC 8866), without what it means.
namespace ringback::media::sdp {

struct Attribute {
  std::string name;
  std::string value;  // empty for a property
};
using Attributes = std::vector<Attribute>;

// The value of the first attribute called `name`, or nullptr.
const std::string* find(const Attributes& attributes, std::string_view name);

struct MediaSection {
  std::string type;
  std::uint16_t port = 0;
  std::string protocol;
  std::vector<std::string> formats;
  std::string connection;  // address of its own c= line, or empty
  Attributes attributes;
};

struct Description {
  std::string connection;  // address of the session's c= line, or empty
  Attributes attributes;   // of the session
  std::vector<MediaSection> media;
};

// Takes CRLF and bare LF. Lines of types that don't matter here are passed over. The size is bounded.
Result<Description> parse(std::string_view text);

// A decimal number up to `most`, the whole of `text`.
bool parse_number(std::string_view text, std::uint32_t most, std::uint32_t& number);

// Takes the part before the next `separator` off `text`.
std::string_view take_until(std::string_view& text, char separator);

}  // namespace ringback::media::sdp
