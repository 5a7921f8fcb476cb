#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace ringback::cli::rest {

// Where the server is, and as whom it is asked.
struct Access {
  std::string url = "https://localhost:8443";
  std::string account_sid;  // whose objects are meant
  std::string user;         // the account's SID, or a key's
  std::string password;
  std::string ca_file;  // that signed the server's certificate; empty: the system knows
};

// What the command line may say of it. Nothing that is secret: whoever can see the machine's processes sees their
// arguments.
struct AccessFlags {
  std::string url;
  std::string account;  // whose objects are meant, if not one's own
  std::string ca_file;
  std::string credentials;  // a file
  std::string data_dir;     // of a server on this machine: its first account, its certificate
};

using Environment = std::map<std::string, std::string>;

// A flag goes before a variable (RINGBACK_API_URL, …_ACCOUNT, …_TOKEN, …_KEY, …_SECRET, …_CA_FILE, …_CREDENTIALS), a
// variable before the file of credentials, that before the server's own folder. Fails with words if something can't be
// read, if others may read the secrets, or if nobody's credentials are there.
Result<Access> find_access(const AccessFlags& flags, const Environment& environment);

// The lines `name = value` of a file of credentials; # begins a comment. Fails with the number of a line that is none.
Result<std::map<std::string, std::string>> parse_credentials(std::string_view text);

}  // namespace ringback::cli::rest
