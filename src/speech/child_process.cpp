#include "speech/child_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <utility>

extern "C" char** environ;

namespace ringback::speech {
namespace {

// Between two looks at whether anybody still waits.
constexpr std::chrono::milliseconds look{50};

class File {
 public:
  explicit File(int number) : number_(number) {}
  ~File() { close(); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int number() const { return number_; }
  void close() {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }

 private:
  int number_;
};

// In memory, so that writing it neither waits for the program nor fails when that dies.
int file_of(std::string_view text) {
  const int file = memfd_create("speech", MFD_CLOEXEC);
  if (file < 0) return file;
  while (!text.empty()) {
    const auto written = write(file, text.data(), text.size());
    if (written <= 0) break;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  lseek(file, 0, SEEK_SET);
  return file;
}

// 0 if it can't be run.
pid_t spawn(const std::vector<std::string>& command, int input, int output) {
  std::vector<char*> words;
  for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  posix_spawn_file_actions_t files{};
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
  pid_t child = 0;
  if (posix_spawn(&child, words.front(), &files, nullptr, words.data(), environ) != 0) child = 0;
  posix_spawn_file_actions_destroy(&files);
  return child;
}

// Ends and forgets it, however this ends.
class Child {
 public:
  explicit Child(pid_t child) : child_(child) {}
  ~Child() {
    if (child_ == 0) return;
    kill(child_, SIGKILL);
    waitpid(child_, nullptr, 0);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  bool runs() const { return child_ != 0; }
  // Waits for its end, which its last output announced.
  bool succeeded() {
    int status = 0;
    waitpid(std::exchange(child_, 0), &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
  }

 private:
  pid_t child_;
};

// False at its end.
bool read_more(int from, std::string& out) {
  std::array<char, 16'384> buffer{};
  const auto count = read(from, buffer.data(), buffer.size());
  if (count > 0) out.append(buffer.data(), static_cast<std::size_t>(count));
  return count > 0;
}

}  // namespace

Result<std::string> run_process(const std::vector<std::string>& command, std::string_view input, ProcessLimits limits,
                                const std::stop_token& stop) {
  const File text(file_of(input));
  std::array<int, 2> pipe{-1, -1};
  if (text.number() < 0 || pipe2(pipe.data(), O_CLOEXEC) != 0)
    return Error{20503, "no file is free for " + command.front()};
  const File from(pipe[0]);
  File to(pipe[1]);
  Child child(spawn(command, text.number(), to.number()));
  to.close();
  if (!child.runs()) return Error{20503, "can't run " + command.front()};
  std::string out;
  while (out.size() < limits.max_bytes) {
    if (stop.stop_requested()) return Error{20503, "nobody waits for " + command.front()};
    if (monotonic_now() > limits.limit) return Error{20503, command.front() + " took too long"};
    pollfd ready{.fd = from.number(), .events = POLLIN, .revents = 0};
    if (poll(&ready, 1, static_cast<int>(look.count())) <= 0) continue;
    if (read_more(from.number(), out)) continue;
    if (!child.succeeded()) return Error{20503, command.front() + " failed"};
    return out;
  }
  out.resize(limits.max_bytes);
  return out;
}

}  // namespace ringback::speech
