#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace ringback::http {

// Makes sure that a self-signed ECDSA P-256 certificate for `names` (host names and IP addresses) is in
// `certificate_file` with its key in `key_file` (mode 0600). One that is there is kept as long as it names all of them
// and is good for 30 days more; otherwise it is made anew. Fails if the folder can't be written.
Result<void> ensure_certificate(const std::string& certificate_file, const std::string& key_file,
                                const std::vector<std::string>& names);

struct Validity {
  std::int64_t not_after = 0;  // Unix seconds
};

// Whether a server can show this certificate now. Fails with words that name the file: it can't be read, its key is
// another's, it has expired or is not valid yet.
Result<Validity> check_certificate(const std::string& certificate_file, const std::string& key_file);

// `localhost`, this machine's host names and all its addresses, loopback included: what people may type.
std::vector<std::string> local_names();

}  // namespace ringback::http
