#include "config/keys/keys.hpp"
#include "config/section.hpp"

namespace ringback::config {
namespace {

bool names_an_engine(const std::string& url) {
  return url.starts_with("sqlite://") || url.starts_with("postgresql://") || url.starts_with("postgres://");
}

}  // namespace

std::vector<Key> store_keys() {
  using namespace std::chrono_literals;
  using Options = store::Options;
  auto keys =
      Section("store", &Config::store)
          .key("url", &Options::url, text("a URL that begins with sqlite:// or postgresql://", names_an_engine),
               "where the records are: `postgresql://user:password@host/database`; without it SQLite in `data_dir`")
          .key("url_file", &Options::url, first_line_of_file(), "or a file whose first line it is")
          .key("patience", &Options::patience, duration<Milliseconds>(0ms, 1min),
               "how long what is to be read or written waits for a PostgreSQL that went away before it fails")
          .key("event_days", &Options::event_days, whole<unsigned>(0, 36'500),
               "how long events of calls (requests to applications, with their answers) and notifications are kept; 0: "
               "for ever")
          .key("events_per_call", &Options::events_per_call, whole<std::size_t>(1, 100'000),
               "how many of either are kept of one call: the newest")
          .keys();
  for (Key& key : keys) key.secret = key.path.starts_with("store.url");
  return keys;
}

}  // namespace ringback::config
