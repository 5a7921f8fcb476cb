#include "config/keys/keys.hpp"
#include "config/section.hpp"

namespace ringback::config {

Rows trunk_rows() {
  using store::Trunk;
  const auto trunks = [](Config& config) -> std::vector<Trunk>& { return config.sip.trunks; };
  return RowsOf<Trunk>("trunks", trunks, "carriers; only the first is used for calls out")
      .key("name", &Trunk::name, text(), "in the log", {.required = true, .unique = true})
      .key("address", &Trunk::addresses, list(ip_address()), "where its calls come from",
           {.required = true, .unique = true})
      .key("proxy", &Trunk::proxy, host_and_port(), "where calls to it go; without it `address:5060`")
      .rows();
}

}  // namespace ringback::config
