#pragma once

#include <sys/socket.h>

namespace ringback::http {

// 169.254.0.0/16 (RFC 3927), also mapped into IPv6, and fe80::/10 (RFC 4291 section 2.5.6).
bool is_link_local(const sockaddr& address);

}  // namespace ringback::http
