#include "rtp_load.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include "media/sdp/audio.hpp"
#include "media/transport/rtp_packet.hpp"

namespace ringback::bench {
namespace {

constexpr std::size_t batch = 64;
constexpr std::size_t packet_size = media::rtp_header_size + 160;
constexpr auto packet_time = std::chrono::milliseconds(20);

}  // namespace

RtpLoad::RtpLoad() : socket_(media::UdpSocket::bind(*media::Address::parse("127.0.0.1", 0)).value()) {
  constexpr int megabytes = 8 << 20;
  for (const int option : {SO_RCVBUFFORCE, SO_SNDBUFFORCE}) {
    setsockopt(socket_.fd(), SOL_SOCKET, option, &megabytes, sizeof megabytes);
  }
}

RtpLoad::~RtpLoad() {
  over_ = true;
  if (thread_.joinable()) thread_.join();
}

std::string RtpLoad::offer(int payload_type) const {
  const auto& address = socket_.local();
  return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio " +
         std::to_string(address.port()) + " RTP/AVP " + std::to_string(payload_type) + "\r\n";
}

void RtpLoad::add(const std::string& answer, int payload_type) {
  const auto audio = media::sdp::find_audio(media::sdp::parse(answer).value(), media::Transport::rtp);
  phones_.push_back({audio->address, static_cast<std::uint8_t>(payload_type)});
}

void RtpLoad::start() {
  thread_ = std::thread([this] { run(); });
}

void RtpLoad::run() {
  auto next = std::chrono::steady_clock::now();
  for (std::uint16_t sequence = 0; !over_; ++sequence) {
    send_all(sequence);
    receive_all();
    next += packet_time;
    std::this_thread::sleep_until(next);
  }
}

void RtpLoad::send_all(std::uint16_t sequence) {
  std::array<std::array<std::uint8_t, packet_size>, batch> packets{};
  std::array<iovec, batch> parts{};
  std::array<mmsghdr, batch> messages{};
  for (std::size_t begin = 0; begin < phones_.size(); begin += batch) {
    const std::size_t count = std::min(batch, phones_.size() - begin);
    for (std::size_t i = 0; i < count; ++i) {
      auto& phone = phones_[begin + i];
      const auto ssrc = static_cast<std::uint32_t>(begin + i + 1);
      media::write_rtp_header(
          {.payload_type = phone.payload_type, .sequence = sequence, .timestamp = 160U * sequence, .ssrc = ssrc},
          std::span<std::uint8_t, media::rtp_header_size>(packets[i].data(), media::rtp_header_size));
      parts[i] = {packets[i].data(), packet_size};
      messages[i].msg_hdr = {.msg_name = const_cast<sockaddr*>(phone.session.data()),
                             .msg_namelen = phone.session.size(),
                             .msg_iov = &parts[i],
                             .msg_iovlen = 1};
    }
    const int sent = sendmmsg(socket_.fd(), messages.data(), static_cast<unsigned>(count), 0);
    if (sent > 0) sent_ += static_cast<std::uint64_t>(sent);
    receive_all();
  }
}

void RtpLoad::receive_all() {
  std::array<std::array<std::uint8_t, 2048>, batch> packets{};
  std::array<iovec, batch> parts{};
  std::array<mmsghdr, batch> messages{};
  for (std::size_t i = 0; i < batch; ++i) {
    parts[i] = {packets[i].data(), packets[i].size()};
    messages[i].msg_hdr.msg_iov = &parts[i];
    messages[i].msg_hdr.msg_iovlen = 1;
  }
  int got = 0;
  while ((got = recvmmsg(socket_.fd(), messages.data(), batch, MSG_DONTWAIT, nullptr)) > 0) {
    for (int i = 0; i < got; ++i) received_ += messages[static_cast<std::size_t>(i)].msg_len == packet_size ? 1 : 0;
  }
}

}  // namespace ringback::bench
