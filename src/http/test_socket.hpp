#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ringback::http {

// A blocking client on loopback that says exactly what a test wants on the wire. Every read is bounded.
class TestSocket {
 public:
  explicit TestSocket(std::uint16_t port) : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    const timeval limit{10, 0};
    ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  }
  ~TestSocket() {
    tls_.reset();
    ::close(descriptor_);
  }
  TestSocket(const TestSocket&) = delete;
  TestSocket& operator=(const TestSocket&) = delete;

  // Trusts anybody. False if the handshake fails.
  bool start_tls(int max_version = TLS1_3_VERSION) {
    const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
    SSL_CTX_set_max_proto_version(context.get(), max_version);
    tls_.reset(SSL_new(context.get()));
    SSL_set_fd(tls_.get(), descriptor_);
    const bool done = SSL_connect(tls_.get()) == 1;
    if (!done) tls_.reset();
    return done;
  }

  // What the server's certificate is told from others by; after start_tls.
  std::string certificate_serial() const {
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(SSL_get1_peer_certificate(tls_.get()), X509_free);
    const std::unique_ptr<BIGNUM, decltype(&BN_free)> number(
        ASN1_INTEGER_to_BN(X509_get_serialNumber(certificate.get()), nullptr), BN_free);
    const std::unique_ptr<char, void (*)(char*)> text(BN_bn2hex(number.get()), [](char* hex) { OPENSSL_free(hex); });
    return text.get();
  }

  void send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = tls_ ? SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size()))
                             : ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;  // the other side is gone; the test sees it when it reads
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }

  // What is there up to and including `end`; less if the connection ends.
  std::string read_until(std::string_view end) {
    while (buffer_.find(end) == std::string::npos && fill()) {
    }
    const auto found = buffer_.find(end);
    return take(found == std::string::npos ? buffer_.size() : found + end.size());
  }
  std::string read_exactly(std::size_t size) {
    while (buffer_.size() < size && fill()) {
    }
    return take(std::min(size, buffer_.size()));
  }
  std::string read_all() {
    while (fill()) {
    }
    return take(buffer_.size());
  }
  // True if the other side has closed and nothing is left to read.
  bool closed() { return buffer_.empty() && !fill() && ended_; }

  void shutdown_send() { ::shutdown(descriptor_, SHUT_WR); }

 private:
  bool fill() {
    char chunk[16 * 1024];
    const auto count = tls_ ? SSL_read(tls_.get(), chunk, sizeof chunk) : ::recv(descriptor_, chunk, sizeof chunk, 0);
    if (count > 0) {
      buffer_.append(chunk, static_cast<std::size_t>(count));
      return true;
    }
    ended_ = count == 0 || (errno != EAGAIN && errno != EWOULDBLOCK);
    return false;
  }
  std::string take(std::size_t size) {
    std::string out = buffer_.substr(0, size);
    buffer_.erase(0, size);
    return out;
  }

  int descriptor_;
  std::unique_ptr<SSL, decltype(&SSL_free)> tls_{nullptr, SSL_free};
  std::string buffer_;
  bool ended_ = false;
};

struct TestResponse {
  int status = 0;
  std::string head;
  std::string body;

  std::string field(std::string_view name) const {
    const std::string start = "\r\n" + std::string(name) + ": ";
    const auto at = head.find(start);
    if (at == std::string::npos) return "";
    return head.substr(at + start.size(), head.find("\r\n", at + 2) - at - start.size());
  }
};

inline TestResponse read_response(TestSocket& socket, bool has_body = true) {
  TestResponse out;
  out.head = socket.read_until("\r\n\r\n");
  if (out.head.size() > 12) out.status = std::atoi(out.head.c_str() + 9);
  const std::string length = out.field("Content-Length");
  if (has_body && !length.empty()) out.body = socket.read_exactly(std::stoul(length));
  return out;
}

inline TestResponse get(TestSocket& socket, const std::string& target, const std::string& fields = "") {
  socket.send("GET " + target + " HTTP/1.1\r\nHost: test\r\n" + fields + "\r\n");
  return read_response(socket);
}

// Client frames of RFC 6455 section 5.2, masked with zeros.
inline std::string client_frame(int opcode, std::string_view payload, bool last = true) {
  std::string out;
  out += static_cast<char>((last ? 0x80 : 0) | opcode);
  const int bits = payload.size() < 126 ? 0 : payload.size() < 65536 ? 16 : 64;
  out += static_cast<char>(0x80 | (bits == 0 ? payload.size() : bits == 16 ? 126 : 127));
  for (int shift = bits - 8; shift >= 0; shift -= 8) out += static_cast<char>(payload.size() >> shift & 0xFF);
  return out.append(4, '\0').append(payload);
}

struct ServerFrame {
  int opcode = -1;  // -1: the connection has ended
  std::string payload;

  int close_code() const {
    if (opcode != 8 || payload.size() < 2) return -1;
    return static_cast<unsigned char>(payload[0]) << 8 | static_cast<unsigned char>(payload[1]);
  }
};

inline ServerFrame read_frame(TestSocket& socket) {
  const std::string head = socket.read_exactly(2);
  if (head.size() < 2) return {};
  std::size_t size = static_cast<unsigned char>(head[1]) & 0x7F;
  const std::size_t extended = size == 126 ? 2 : size == 127 ? 8 : 0;
  if (extended > 0) size = 0;
  for (const unsigned char byte : socket.read_exactly(extended)) size = size << 8 | byte;
  return {head[0] & 0x0F, socket.read_exactly(size)};
}

inline TestResponse open_websocket(TestSocket& socket, const std::string& target, const std::string& fields = "") {
  return get(socket, target,
             "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
             "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
                 fields);
}

}  // namespace ringback::http
