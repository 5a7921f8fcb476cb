#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ringback::sip {

// Cuts what comes over a connection into messages by their Content-Length (RFC 3261 section 18.3) and sees keep-alives
// (RFC 5626 section 4.4.1). Holds one message at most and what was fed at once.
class StreamFramer {
 public:
  enum class Kind {
    incomplete,  // more bytes are needed
    message,
    ping,    // wants a CRLF back
    broken,  // no end can be found any more; `bytes` are the headers that are to blame, if there are any
  };
  struct Frame {
    Kind kind = Kind::incomplete;
    std::string_view bytes;  // until the next call
  };

  explicit StreamFramer(std::size_t max_message_bytes) : max_message_bytes_(max_message_bytes) {}

  void feed(std::string_view bytes);
  Frame next();
  // A message has begun and has not ended.
  bool within_message() const { return consumed_ < buffer_.size() && buffer_[consumed_] != '\r'; }

 private:
  Frame take(Kind kind, std::size_t size);
  // Of the headers with the empty line; npos if that has not come yet.
  std::size_t head_size();
  // Takes line ends before a message off. True if they are a ping.
  bool take_line_ends();

  std::size_t max_message_bytes_;
  std::string buffer_;
  std::size_t consumed_ = 0;
  std::size_t searched_ = 0;  // no end of the headers begins before it
};

}  // namespace ringback::sip
