#include "api/resource/sip.hpp"

namespace ringback::api::resource::sip {

Task<Result<Answer>> fetch(Context& context) {
  boost::json::object parts = {
      {"domains", context.uri("/SIP/Domains")},
      {"credential_lists", context.uri("/SIP/CredentialLists")},
      {"ip_access_control_lists", context.uri("/SIP/IpAccessControlLists")},
  };
  boost::json::object body = {
      {"account_sid", context.account.sid}, {"uri", context.uri("/SIP")}, {"subresource_uris", std::move(parts)}};
  co_return Answer{200, std::move(body), "Sip", ""};
}

}  // namespace ringback::api::resource::sip
