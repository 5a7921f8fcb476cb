#pragma once

#include <fcntl.h>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "base/sid.hpp"

namespace ringback::store {

// A real PostgreSQL of the test's own, on a socket in a folder of its own. Its database sorts text as a language does,
// so that a table which counts on the order of bytes has to say so. It refuses to run as root, so root runs it as the
// user `postgres` of Debian's package.
class PostgresqlServer {
 public:
  PostgresqlServer() {
    std::filesystem::create_directories(folder_);
    if (const auto* user = its_user()) own(user);
    const int made = wait_for(run("initdb", {"-D", data(), "-A", "trust", "-U", "ringback", "-E", "UTF8", "--no-sync",
                                             "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en"}));
    if (made != 0) throw std::runtime_error("initdb failed: " + (folder_ / "log").string());
    start();
  }
  ~PostgresqlServer() {
    stop();
    std::filesystem::remove_all(folder_);
  }
  PostgresqlServer(const PostgresqlServer&) = delete;
  PostgresqlServer& operator=(const PostgresqlServer&) = delete;

  void start() {
    process_ = run("postgres", {"-D", data(), "-k", folder_, "-c", "listen_addresses=", "-c", "fsync=off", "-c",
                                "full_page_writes=off", "-c", "shared_buffers=16MB", "-c", "max_connections=50"});
    for (int i = 0; PQping(url().c_str()) != PQPING_OK; ++i) {
      if (i == 1500) throw std::runtime_error("PostgreSQL does not start: " + (folder_ / "log").string());
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  }
  // At once, as far as who is connected is concerned.
  void stop() {
    if (process_ <= 0) return;
    kill(process_, SIGINT);
    wait_for(process_);
    process_ = 0;
  }

  std::string url(const std::string& database = "postgres") const {
    return "postgresql://ringback@/" + database + "?host=" + folder_.string();
  }
  // An empty schema of its own.
  std::string new_place() const {
    const std::string schema = "test_" + random_hex(8);
    query("CREATE SCHEMA " + schema);
    return url() + "&options=-csearch_path%3D" + schema;
  }
  void query(const std::string& sql) const {
    PGconn* connection = PQconnectdb(url().c_str());
    PGresult* result = PQexec(connection, sql.c_str());
    const std::string error = PQresultErrorMessage(result);
    PQclear(result);
    PQfinish(connection);
    if (!error.empty()) throw std::runtime_error(error);
  }

 private:
  static const passwd* its_user() { return getuid() == 0 ? getpwnam("postgres") : nullptr; }
  std::string data() const { return folder_ / "data"; }

  void own(const passwd* user) const {
    if (chown(folder_.c_str(), user->pw_uid, user->pw_gid) != 0) throw std::runtime_error("chown failed");
  }

  pid_t run(const std::string& program, std::vector<std::string> arguments) const {
    const std::string path = RINGBACK_POSTGRESQL "/" + program;
    const std::string log = folder_ / "log";
    arguments.insert(arguments.begin(), path);
    std::vector<char*> words;
    words.reserve(arguments.size() + 1);
    for (std::string& argument : arguments) words.push_back(argument.data());
    words.push_back(nullptr);
    const auto* user = its_user();
    const pid_t child = fork();
    if (child != 0) return child;
    if (user && (setgroups(0, nullptr) != 0 || setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0)) _exit(126);
    prctl(PR_SET_PDEATHSIG, SIGQUIT);
    const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    dup2(out, STDOUT_FILENO);
    dup2(out, STDERR_FILENO);
    execv(path.c_str(), words.data());
    _exit(127);
  }
  static int wait_for(pid_t process) {
    int status = 0;
    waitpid(process, &status, 0);
    return status;
  }

  const std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("ringback-postgresql-" + random_hex(8));
  pid_t process_ = 0;
};

// The one of this test program, started when it is first asked for.
inline PostgresqlServer& postgresql_server() {
  static PostgresqlServer server;
  return server;
}

}  // namespace ringback::store
