#include "server/first_account.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstring>

#include "base/log.hpp"
#include "base/sid.hpp"

namespace ringback::server {
namespace {

constexpr mode_t owner_only = 0600;

Result<void> write_private(const std::string& path, const std::string& text) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, owner_only);
  if (file < 0) return Error{0, "can't write " + path + ": " + std::strerror(errno)};
  const std::string line = text + "\n";
  const bool written =
      fchmod(file, owner_only) == 0 && write(file, line.data(), line.size()) == static_cast<ssize_t>(line.size());
  close(file);
  if (!written) return Error{0, "can't write " + path};
  return {};
}

store::Account new_account(WallTime now) {
  store::Account account;
  account.sid = make_sid("AC");
  account.auth_token = random_hex(16);
  account.friendly_name = "Ringback";
  account.owner_account_sid = account.sid;
  account.date_created = std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count();
  account.date_updated = account.date_created;
  return account;
}

}  // namespace

Task<Result<store::Account>> ensure_first_account(store::Accounts& accounts, Deadlines& deadlines, std::string folder) {
  auto found = co_await accounts.first();
  if (!found) co_return found.error();
  if (!*found) {
    *found = new_account(deadlines.wall_now());
    const auto saved = co_await accounts.save(**found);
    if (!saved) co_return saved.error();
    log::info("first account made", {{"account_sid", (*found)->sid}});
  }
  const store::Account& account = **found;
  for (const auto& [name, text] :
       {std::pair("account_sid", account.sid), std::pair("auth_token", account.auth_token)}) {
    const auto written = write_private(folder + "/" + name, text);
    if (!written) co_return written.error();
  }
  co_return account;
}

}  // namespace ringback::server
