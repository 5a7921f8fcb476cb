#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "archive/sounds.hpp"
#include "base/workers.hpp"
#include "call/recording.hpp"
#include "http/client.hpp"

namespace ringback::server {

// A `<Play>` of a recording of this server needs neither a connection nor credentials.

// The SID of the recording whose sound `url` names, if it is one of this server's: as Recordings::url, `.wav` or `.mp3`
// behind it or nothing.
std::optional<std::string> recording_named(std::string_view url, std::string_view public_url);

// Its file as an answer to the request: WAV, or 404.
Task<http::FetchResult> fetch_recording(const archive::Sounds& sounds, std::string sid, std::size_t max_bytes,
                                        Workers& workers);

}  // namespace ringback::server
