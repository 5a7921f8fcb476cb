#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <functional>
#include <string>

namespace ringback::cli {

// What the phone does with a call that comes in.
enum class AnswerMode {
  echo,    // answers and sends back what it hears
  beeps,   // answers and beeps
  reject,  // 603 after ringing
  busy,    // 486
  ring,    // rings and never answers
};

struct PhoneOptions {
  std::string server = "127.0.0.1:5060";  // host, or host:port
  std::string user;
  std::string password;
  std::string password_file;       // its first line, instead of `password`
  std::uint16_t port = 0;          // local SIP port; 0: any free one
  std::uint16_t rtp_port = 41000;  // first of a hundred
  AnswerMode answer = AnswerMode::echo;
  std::string call;                // calls this number once registered, and ends with the call
  std::uint16_t control_port = 0;  // loopback HTTP; 0: none
  int beep_hz = 1000;
  int listen_hz = 0;  // says when beeps of that pitch are heard; 0: when any sound is
};

// A SIP phone in the terminal, until Ctrl-C. Returns the exit code.
int phone_command(const PhoneOptions& options);

// Adds `ringback phone`; `run` is set when it is chosen.
void add_phone_command(CLI::App& app, std::function<int()>& run);

}  // namespace ringback::cli
