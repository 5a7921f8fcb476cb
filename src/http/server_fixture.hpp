#pragma once

#include <gtest/gtest.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "http/server.hpp"
#include "http/test_socket.hpp"

namespace ringback::http {

// A control thread as the product has one.
class ControlThread {
 public:
  ~ControlThread() { stop(); }

  Executor executor() { return io_.get_executor(); }
  // Runs `action` there and waits for it.
  template <class Action>
  void run(Action action) {
    std::promise<void> done;
    boost::asio::post(io_, [&] {
      action();
      done.set_value();
    });
    done.get_future().wait();
  }
  void stop() {
    io_.stop();
    if (thread_.joinable()) thread_.join();
  }

 private:
  boost::asio::io_context io_;
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{io_.get_executor()};
  std::thread thread_{[this] { io_.run(); }};
};

struct ServerFixture : testing::Test {
  ServerFixture() { options.address = "127.0.0.1"; }
  ~ServerFixture() override { shut_down(); }

  // The server stops on the control thread, as in the product. A derived fixture calls it before its members go.
  void shut_down() {
    if (server) control.run([this] { server.reset(); });
    control.stop();
  }
  Server& make() { return server.emplace(options, control.executor()); }
  void start() {
    const auto started = server->start();
    ASSERT_TRUE(started) << started.error().message;
    port = server->port();
  }

  Server::Options options;
  ControlThread control;
  std::optional<Server> server;
  std::uint16_t port = 0;
};

}  // namespace ringback::http
