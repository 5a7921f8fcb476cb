#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "http/message.hpp"

namespace ringback::api {

// The parameters of a request. It notes which names somebody asked for: the rest is unknown here, and the application
// is told so. Of a name that is repeated the last value wins.
class Form {
 public:
  explicit Form(Parameters parameters) : parameters_(std::move(parameters)) {}

  // nullptr if the parameter is absent.
  const std::string* find(std::string_view name);
  // Empty if it is absent.
  std::string value(std::string_view name);
  bool flag(std::string_view name);

  const Parameters& all() const { return parameters_; }
  // Names that came and that nobody has asked for, each once, in alphabetical order.
  std::set<std::string> unknown() const;

 private:
  Parameters parameters_;
  std::set<std::string, std::less<>> known_;
};

// The query of a GET; query and body of a POST, of which the body wins. 20422 for a body that is no form and for text
// that is not UTF-8.
Result<Form> read_form(const http::Request& request);

// The setters of resources. Each leaves `field` as it is if the parameter is absent, and fails with the code that
// numbers and applications have for it.

// `http` or `https`, absolute; 21402. Empty clears.
Result<void> read_url(Form& form, std::string_view name, std::string& field);
// GET or POST in any case; 21403. Empty means POST.
Result<void> read_method(Form& form, std::string_view name, std::string& field);
// `true` or `false` in any case; 20422. Nothing if it is absent or empty.
Result<std::optional<bool>> read_flag(Form& form, std::string_view name);
// At most 64 characters; 20422.
Result<void> read_friendly_name(Form& form, std::string& field);
// Only this API's version; 22500.
Result<void> read_api_version(Form& form);

bool is_web_url(std::string_view text);

}  // namespace ringback::api
