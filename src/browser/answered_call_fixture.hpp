#pragma once

#include <memory>
#include <string>
#include <vector>

#include "browser/browser_fixture.hpp"
#include "browser/message.hpp"

namespace ringback::browser {

inline const std::string sid = "CA00000000000000000000000000000001";
inline const std::string hangup = R"({"type":"hangup","version":"1.6","payload":{"callsid":")" + sid + R"("}})";
inline const std::string named = R"({"callsid":")" + sid + R"("})";

// For tests: a call that has been answered, from a phone to alice's browser.
class AnsweredCallTest : public BrowserTest {
 protected:
  void answer(const Page& page) {
    ears = ring(client_target());
    page.say("answer", R"({"callsid":")" + sid + R"(","sdp":"a=ice-ufrag:abcd\r\n"})");
    for (const auto& frame : page.heard()) token_ = text_at(parse_message(frame)->payload, "reconnect");
    ears[0]->heard.clear();
  }
  std::string resume(const std::string& ufrag) const {
    return R"({"callsid":")" + sid + R"(","reconnect":")" + token_ + R"(","sdp":"v=0\r\na=ice-ufrag:)" + ufrag +
           R"(\r\n","twilio":{}})";
  }
  std::string answer_frame(const std::string& sdp = "") const {
    return R"({"type":"answer","version":"1.6","payload":{"callsid":")" + sid + R"(",)" + sdp + R"("reconnect":")" +
           token_ + R"("}})";
  }
  Ear& ear() { return *ears.at(0); }
  media::Session::Listener& media() { return *engine.sessions.at(0)->listener; }

  std::vector<std::unique_ptr<Ear>> ears;
  std::string token_;
};

}  // namespace ringback::browser
