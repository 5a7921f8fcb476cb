#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sip/endpoint_fixture.hpp"

// For tests: messages of RFC 4475 and RFC 5118 against an Endpoint, and what it makes of each.
namespace ringback::sip {

// What is seen of a message: a status that is answered, or one of these.
constexpr int call_arrives = 1;  // at the handler
constexpr int silence = 0;       // no answer and no call

struct Torture {
  const char* name;  // the RFC's
  std::string_view text;
  int outcome;
};

inline void PrintTo(const Torture& torture, std::ostream* out) {
  *out << torture.name;
}

// Lines end as on the wire; `{NAME}` stands for what a raw literal can't hold well.
inline std::string wire_form(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') out += '\r';
    out += c;
  }
  const auto replace = [&](std::string_view name, const std::string& by) {
    for (auto at = out.find(name); at != std::string::npos; at = out.find(name)) out.replace(at, name.size(), by);
  };
  replace("{BEL}", "\x07");
  replace("{NUL}", std::string(1, '\0'));
  replace("{DEL}", "\x7f");
  replace("{SP}", " ");
  replace("{100 ZEROS}", std::string(100, '0'));
  return out;
}

// The messages come from the trunk's address, for a stranger's INVITE is challenged whatever it holds.
class TortureTest : public EndpointFixture, public testing::WithParamInterface<Torture> {
 protected:
  int outcome(std::string_view text) {
    endpoint->receive(wire_form(text), trunk);
    deadlines.settle();
    if (!recorder.incoming.empty()) return call_arrives;
    int status = silence;
    while (!wire.sent.empty()) status = take().status;
    return status;
  }
};

}  // namespace ringback::sip
