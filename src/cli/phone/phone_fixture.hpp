#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <sstream>
#include <string>

#include "base/manual_deadlines.hpp"
#include "cli/phone/phone.hpp"
#include "sip/endpoint_fixture.hpp"
#include "sip/network_fixture.hpp"

// For tests: a server with one user, and the terminal's phone, in memory and virtual time.
namespace ringback::cli {

class PhoneFixture : public testing::Test {
 protected:
  PhoneFixture() {
    sip::Options options;
    options.phones = {{"alice", "secret", "+819059876543"}};
    endpoint.emplace(options, sip::Endpoint::Context{server_socket, deadlines, server_media, dns});
    endpoint->set_handler(&server);
    server_socket.start([this](std::string_view bytes, const sip::Peer& from) { endpoint->receive(bytes, from); });
    phone_options.server = "192.0.2.1";
    phone_options.user = "alice";
    phone_options.password = "secret";
  }

  void start() {
    phone.emplace(phone_options, Phone::Context{phone_socket, deadlines, phone_media, dns, out},
                  [this](bool answered) { over = answered; });
    phone_socket.start([this](std::string_view bytes, const sip::Peer& from) { phone->receive(bytes, from); });
    phone->start();
    deadlines.settle();
  }
  void ring_phone() {
    call::Target target;
    target.address = "+819059876543";
    target.from = "+815031234567";
    auto legs = endpoint->make(target);
    ASSERT_TRUE(legs);
    ASSERT_EQ(legs->size(), 1U);
    server.take(std::move(legs->front()));
    server.legs.back()->dial();
    deadlines.settle();
  }
  // What has been printed since the last time.
  std::string said() {
    std::string text = out.str();
    out.str("");
    return text;
  }

  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  sip::Network network{io};
  sip::Network::Socket server_socket{network, {"192.0.2.1", 5060}};
  sip::Network::Socket phone_socket{network, {"192.0.2.7", 5062}};
  sip::FakeResolver dns;
  sip::FakeEngine server_media;
  sip::FakeEngine phone_media;
  sip::Recorder server;
  std::optional<sip::Endpoint> endpoint;
  std::ostringstream out;
  PhoneOptions phone_options;
  std::optional<bool> over;  // whether the call of PhoneOptions::call had been answered
  std::optional<Phone> phone;
};

}  // namespace ringback::cli
