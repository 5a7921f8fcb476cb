#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "sip/limits.hpp"

namespace ringback::sip {

struct Header {
  std::string name;
  std::string value;  // unfolded, trimmed
};

// A request or a response of RFC 3261, headers in the order of the wire. The body is opaque.
struct Message {
  std::string method;  // requests
  std::string request_uri;
  int status = 0;  // responses; 0: a request
  std::string reason;
  std::string version = "SIP/2.0";
  std::vector<Header> headers;
  std::string body;
  std::size_t wire_bytes = 0;  // as it came from the network; 0: made here

  bool is_request() const { return status == 0; }
  bool is(std::string_view wanted_method) const { return is_request() && method == wanted_method; }

  // The first header of that name (any case, long form), or nullptr.
  const std::string* find(std::string_view name) const;
  // Its value, or empty.
  std::string_view value(std::string_view name) const;
  // The elements of all headers of that name, which is one that may be a comma-separated list.
  std::vector<std::string_view> list(std::string_view name) const;

  Message& add(std::string_view name, std::string_view value);
  // Replaces the first header of that name and drops the others, or adds one.
  Message& set(std::string_view name, std::string_view value);
  void remove(std::string_view name);
  Message& set_body(std::string_view content_type, std::string_view content);

  // Content-Length is written from the body.
  std::string serialise() const;
};

// Reads one datagram. Takes compact header names, folded lines and any case; refuses what can't be framed, and more
// than the limits or 8 KiB in one header. What is framed but makes no sense is left to `defect`.
Result<Message> parse_message(std::string_view bytes, const Limits& limits = {});

// Why a well-framed message can't be served (400, 505), in words; nothing if it is sound.
std::optional<Error> defect(const Message& message);

struct CSeq {
  std::uint32_t number = 0;
  std::string method;
};
std::optional<CSeq> cseq(const Message& message);

// The tag of From or To; empty if there is none.
std::string tag(const Message& message, std::string_view header);

// The response with what RFC 3261 section 8.2.6.2 copies from the request.
Message make_response(const Message& request, int status);
// `reason_phrase(486)` is `Busy Here`.
std::string_view reason_phrase(int status);

}  // namespace ringback::sip
