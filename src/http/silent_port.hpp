#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <string>
#include <thread>

namespace ringback::http {

// A port on loopback whose connections are opened by the kernel and never answered, or answered once with given bytes
// and closed.
class SilentPort {
 public:
  using tcp = boost::asio::ip::tcp;

  SilentPort() = default;
  explicit SilentPort(std::string answer) : thread_([this, bytes = std::move(answer)] { answer_once(bytes); }) {}
  ~SilentPort() {
    if (thread_.joinable()) thread_.join();
  }
  SilentPort(const SilentPort&) = delete;
  SilentPort& operator=(const SilentPort&) = delete;

  std::string url() const { return "http://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port()) + "/"; }
  // Waits for a connection and its request.
  tcp::socket accept() {
    tcp::socket socket = acceptor_.accept();
    std::string request(1024, '\0');
    boost::system::error_code ignored;
    socket.read_some(boost::asio::buffer(request), ignored);
    return socket;
  }

 private:
  void answer_once(const std::string& bytes) {
    tcp::socket socket = accept();
    boost::system::error_code ignored;
    boost::asio::write(socket, boost::asio::buffer(bytes), ignored);
  }

  boost::asio::io_context io_;
  tcp::acceptor acceptor_{io_, {boost::asio::ip::address_v4::loopback(), 0}};
  std::thread thread_;
};

}  // namespace ringback::http
