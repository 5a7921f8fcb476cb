#include "api/resource/version.hpp"

namespace ringback::api::resource::version {

Task<Result<Answer>> fetch(Context& context) {
  const std::string extension(context.path.extension());
  boost::json::object body = {
      {"name", "2010-04-01"},
      {"uri", "/2010-04-01" + extension},
      {"subresource_uris", {{"accounts", "/2010-04-01/Accounts" + extension}}},
  };
  co_return Answer{200, std::move(body), "Version", ""};
}

}  // namespace ringback::api::resource::version
