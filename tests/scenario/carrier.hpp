#pragma once

#include <string>
#include <vector>

#include "sip/endpoint.hpp"
#include "sip/message.hpp"
#include "sip/transport.hpp"

namespace ringback::scenario {

// The network between the server and its carrier, in memory, and the carrier's end of it: a trunk that is known by its
// address. A test writes its messages by hand and reads what the server sent.
class Carrier final : public sip::Transport {
 public:
  const sip::Peer address{"192.0.2.1", 5060};
  sip::Endpoint* server = nullptr;
  std::string name = "call";  // of the call that its messages are about
  int sequence = 1;           // of its latest request in the call that it has made
  std::vector<sip::Message> received;

  void send(std::string_view bytes, const sip::Peer&) override {
    if (auto message = sip::parse_message(bytes)) received.push_back(std::move(*message));
  }
  sip::Peer local(const sip::Peer&) const override { return {"192.0.2.100", 5060}; }

  // A call from the public network to `number`.
  void invites(const std::string& number, const std::string& extra_headers = "") {
    say("INVITE sip:" + number + "@192.0.2.100 SIP/2.0", "1 INVITE", "",
        extra_headers + "Contact: <sip:09059876543@192.0.2.1:5060>\r\nContent-Type: application/sdp\r\n",
        "caller's offer");
  }
  // After a final response to the INVITE.
  void acknowledges() { say("ACK " + contact() + " SIP/2.0", "1 ACK", to_tag()); }
  void cancels(const std::string& number) { say("CANCEL sip:" + number + "@192.0.2.100 SIP/2.0", "1 CANCEL"); }
  // Offers anew in the call: hold, resume, another address. The server's answer is to be acknowledged.
  void offers(const std::string& body) {
    say("INVITE " + contact() + " SIP/2.0", std::to_string(++sequence) + " INVITE", to_tag(),
        "Content-Type: application/sdp\r\n", body);
  }
  void acknowledges_offer() { say("ACK " + contact() + " SIP/2.0", std::to_string(sequence) + " ACK", to_tag()); }
  void hangs_up() { say("BYE " + contact() + " SIP/2.0", std::to_string(++sequence) + " BYE", to_tag()); }

  // Answers the newest request of that method.
  void answers(const std::string& method, int status, const std::string& body = "") {
    const sip::Message* request = newest_request(method);
    if (!request) return;
    sip::Message response = sip::make_response(*request, status);
    if (method == "INVITE") response.set("To", std::string(response.value("To")) + ";tag=callee");
    response.add("Contact", "<sip:callee@192.0.2.1:5060>");
    if (!body.empty()) response.set_body("application/sdp", body);
    server->receive(response.serialise(), address);
  }

  const sip::Message* newest_request(const std::string& method) const {
    for (auto it = received.rbegin(); it != received.rend(); ++it) {
      if (it->is(method)) return &*it;
    }
    return nullptr;
  }
  // The status codes that the server has sent, each once, in order.
  std::vector<int> statuses() const {
    std::vector<int> out;
    for (const auto& message : received) {
      if (!message.is_request() && (out.empty() || out.back() != message.status)) out.push_back(message.status);
    }
    return out;
  }

  const sip::Message* newest_response() const {
    for (auto it = received.rbegin(); it != received.rend(); ++it) {
      if (!it->is_request() && !sip::tag(*it, "To").empty()) return &*it;
    }
    return nullptr;
  }

 private:
  std::string to_tag() const {
    const auto* response = newest_response();
    return response ? ";tag=" + sip::tag(*response, "To") : "";
  }
  std::string contact() const {
    const auto* response = newest_response();
    std::string uri = response ? std::string(response->value("Contact")) : "";
    const auto open = uri.find('<');
    return open == std::string::npos ? "sip:192.0.2.100" : uri.substr(open + 1, uri.find('>') - open - 1);
  }
  void say(const std::string& start, const std::string& cseq, const std::string& tag = "", const std::string& more = "",
           const std::string& body = "") {
    const std::string branch = cseq.substr(0, 1) == "1" && cseq != "1 ACK"
                                   ? "z9hG4bK" + name
                                   : "z9hG4bK" + name + cseq.substr(2) + cseq.substr(0, 1);
    server->receive(start + "\r\nVia: SIP/2.0/UDP 192.0.2.1:5060;branch=" + branch +
                        "\r\nMax-Forwards: 70\r\nFrom: <sip:09059876543@192.0.2.1>;tag=caller\r\nTo: "
                        "<sip:05031234567@192.0.2.100>" +
                        tag + "\r\nCall-ID: " + name + "@192.0.2.1\r\nCSeq: " + cseq + "\r\n" + more +
                        "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body,
                    address);
  }
};

}  // namespace ringback::scenario
