#include <cstdint>
#include <cstdlib>

#include "media/sdp/negotiation.hpp"

namespace {

using namespace ringback::media;

sdp::Negotiation side(Transport transport) {
  const auto address = *Address::parse("192.0.2.2", 40000);
  return sdp::Negotiation({.transport = transport,
                           .codecs = {Codec::pcmu, Codec::pcma, Codec::opus, Codec::g722},
                           .address = address,
                           .candidates = {address},
                           .fingerprint = {"sha-256", "\x01"}});
}

}  // namespace

// Whatever is offered, our answer can be read; a phone's answer to our offer never breaks us.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const auto transport : {Transport::rtp, Transport::webrtc}) {
    auto answering = side(transport);
    const auto answer = answering.answer(text);
    if (answer && !sdp::parse(answer->sdp)) std::abort();
    auto offering = side(transport);
    offering.offer();
    (void)offering.accept(text);
  }
  return 0;
}
