#include "cli/phone_command.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>

#include "base/steady_deadlines.hpp"
#include "cli/phone/control.hpp"
#include "cli/phone/phone.hpp"
#include "http/server.hpp"
#include "media/session.hpp"
#include "sip/dns_resolver.hpp"
#include "sip/udp_transport.hpp"

namespace ringback::cli {
namespace {

constexpr std::chrono::milliseconds poll{20};
constexpr std::chrono::seconds patience{2};  // for the server's last words
constexpr std::uint16_t rtp_ports = 100;

// The parts of a running phone, in the order in which they are built.
class Program {
 public:
  explicit Program(const PhoneOptions& options) : options_(options), deadlines_(io_.get_executor()), signals_(io_) {}

  Result<void> open();
  int run();

 private:
  Result<void> open_sound();
  Result<void> open_sip();
  Result<void> open_control();
  void stop();
  void wait_for_silence(TimePoint limit);

  PhoneOptions options_;
  boost::asio::io_context io_;
  SteadyDeadlines deadlines_;
  boost::asio::signal_set signals_;
  std::unique_ptr<media::Engine> engine_;
  std::unique_ptr<sip::DnsResolver> resolver_;
  std::unique_ptr<sip::UdpTransport> udp_;
  std::unique_ptr<Phone> phone_;
  std::unique_ptr<http::Server> control_;
  Deadlines::Timer timer_;
  int exit_code_ = 0;
};

Result<void> Program::open() {
  for (const auto step : {&Program::open_sound, &Program::open_sip, &Program::open_control}) {
    if (auto opened = (this->*step)(); !opened) return opened;
  }
  return {};
}

Result<void> Program::open_sound() {
  media::EngineOptions options;
  options.threads = 1;
  options.webrtc_port = 0;
  options.rtp_port_first = options_.rtp_port;
  options.rtp_port_last = static_cast<std::uint16_t>(options_.rtp_port + rtp_ports - 1);
  auto engine = media::make_engine(options, io_.get_executor());
  if (!engine) return engine.error();
  engine_ = *std::move(engine);
  return {};
}

Result<void> Program::open_sip() {
  sip::Options options;
  options.port = options_.port;
  auto udp = sip::UdpTransport::open(options, io_.get_executor());
  if (!udp) return udp.error();
  udp_ = *std::move(udp);
  auto resolver = sip::DnsResolver::open({}, io_.get_executor(), deadlines_);
  if (!resolver) return resolver.error();
  resolver_ = *std::move(resolver);
  const auto over = [this](bool answered) {
    exit_code_ = answered ? 0 : 1;
    stop();
  };
  phone_ = std::make_unique<Phone>(options_, Phone::Context{*udp_, deadlines_, *engine_, *resolver_, std::cout}, over);
  udp_->start([this](std::string_view bytes, const sip::Peer& from) { phone_->receive(bytes, from); },
              [this](const sip::Peer& peer) { phone_->unreachable(peer); });
  return {};
}

Result<void> Program::open_control() {
  if (options_.control_port == 0) return {};
  http::Server::Options options;
  options.address = "127.0.0.1";
  options.port = options_.control_port;
  control_ = std::make_unique<http::Server>(options, io_.get_executor());
  route_control(*control_, *phone_);
  return control_->start();
}

int Program::run() {
  signals_.add(SIGINT);
  signals_.add(SIGTERM);
  signals_.async_wait([this](const boost::system::error_code& error, int) {
    if (!error) stop();
  });
  phone_->start();
  io_.run();
  return exit_code_;
}

// Not at once: the phone that tells that its call is over is still in the middle of it.
void Program::stop() {
  timer_ = deadlines_.after(Duration::zero(), [this] {
    phone_->stop();
    wait_for_silence(deadlines_.now() + patience);
  });
}

void Program::wait_for_silence(TimePoint limit) {
  if (!phone_->idle() && deadlines_.now() < limit) {
    timer_ = deadlines_.after(poll, [this, limit] { wait_for_silence(limit); });
    return;
  }
  if (control_) control_->stop();
  io_.stop();
}

Result<std::string> read_password(const std::string& file) {
  std::ifstream in(file);
  std::string line;
  if (!std::getline(in, line)) return Error{0, "can't read a password from " + file};
  return line;
}

}  // namespace

int phone_command(const PhoneOptions& options) {
  PhoneOptions complete = options;
  if (!options.password_file.empty()) {
    auto password = read_password(options.password_file);
    if (!password) {
      std::cerr << password.error().message << std::endl;
      return 1;
    }
    complete.password = *std::move(password);
  }
  Program program(complete);
  if (const auto opened = program.open(); !opened) {
    std::cerr << opened.error().message << std::endl;
    return 1;
  }
  return program.run();
}

void add_phone_command(CLI::App& app, std::function<int()>& run) {
  static const std::map<std::string, AnswerMode> modes = {{"echo", AnswerMode::echo},
                                                          {"beeps", AnswerMode::beeps},
                                                          {"reject", AnswerMode::reject},
                                                          {"busy", AnswerMode::busy},
                                                          {"ring", AnswerMode::ring}};
  const auto options = std::make_shared<PhoneOptions>();
  CLI::App* command = app.add_subcommand("phone", "Run a SIP phone in the terminal");
  const auto is_server = [](const std::string& text) {
    return parse_server(text) ? std::string{} : "not a host or host:port: " + text;
  };
  command->add_option("--server", options->server, "The server's host, or host:port")
      ->check(is_server)
      ->capture_default_str();
  command->add_option("--user", options->user, "User name to register with")->required();
  auto* password =
      command->add_option("--password", options->password, "Its password; other users of this machine can see it");
  command->add_option("--password-file", options->password_file, "A file with the password")->excludes(password);
  command->add_option("--port", options->port, "Local SIP port (UDP); 0: any free one")->capture_default_str();
  command->add_option("--rtp-port", options->rtp_port, "First of 100 local ports for sound")
      ->check(CLI::Range(1024, 65'400))
      ->capture_default_str();
  command->add_option("--answer", options->answer, "With incoming calls: echo, beeps, reject, busy, ring")
      ->transform(CLI::CheckedTransformer(modes, CLI::ignore_case));
  command->add_option("--call", options->call, "Call this number, and end with the call");
  command->add_option("--control", options->control_port,
                      "HTTP on this loopback port: POST /call (to), POST /hangup, GET /status");
  command->add_option("--beep-hz", options->beep_hz, "Pitch of the beeps")
      ->check(CLI::Range(200, 3400))
      ->capture_default_str();
  command->add_option("--listen-hz", options->listen_hz, "Say when beeps of this pitch are heard, instead of any sound")
      ->check(CLI::Range(200, 3400));
  command->callback([options, &run] { run = [options] { return phone_command(*options); }; });
}

}  // namespace ringback::cli
