#include "api/form.hpp"

#include <algorithm>
#include <boost/url/parse.hpp>
#include <cctype>

#include "api/error.hpp"
#include "base/utf8.hpp"

namespace ringback::api {
namespace {

constexpr std::size_t max_url_bytes = 4096;
constexpr std::size_t max_friendly_name = 64;

bool is_form(std::string_view content_type) {
  const auto type = trim(content_type.substr(0, content_type.find(';')));
  return type.empty() || iequals(type, "application/x-www-form-urlencoded");
}

// Code points; the text is well formed.
std::size_t length(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](unsigned char c) { return c >> 6 != 2; }));
}

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

Result<Parameters> decode(const http::Request& request) {
  Parameters out = form_decode(request.query);
  if (request.method == "GET" || request.method == "HEAD" || request.body.empty()) return out;
  if (!is_form(http::header(request.headers, "Content-Type"))) {
    return Error{20422, "The body must be application/x-www-form-urlencoded"};
  }
  for (auto& parameter : form_decode(request.body)) out.push_back(std::move(parameter));
  return out;
}

}  // namespace

const std::string* Form::find(std::string_view name) {
  known_.emplace(name);
  return ringback::find(parameters_, name);
}

std::string Form::value(std::string_view name) {
  const std::string* found = find(name);
  return found ? *found : std::string();
}

bool Form::flag(std::string_view name) {
  const std::string text = lower(value(name));
  return text == "true" || text == "1" || text == "yes";
}

std::set<std::string> Form::unknown() const {
  std::set<std::string> out;
  for (const auto& [name, value] : parameters_) {
    if (!known_.contains(name)) out.insert(name);
  }
  return out;
}

Result<Form> read_form(const http::Request& request) {
  auto parameters = decode(request);
  if (!parameters) return parameters.error();
  for (const auto& [name, value] : *parameters) {
    if (repair_utf8(name) != name || repair_utf8(value) != value)
      return invalid_parameter(repair_utf8(name), "not UTF-8");
  }
  return Form(std::move(*parameters));
}

bool is_web_url(std::string_view text) {
  if (text.size() > max_url_bytes) return false;
  const auto url = boost::urls::parse_uri(boost::urls::string_view(text.data(), text.size()));
  if (!url) return false;
  const std::string host(url->encoded_host().data(), url->encoded_host().size());
  const std::string scheme = lower({url->scheme().data(), url->scheme().size()});
  return (scheme == "http" || scheme == "https") && !host.empty() && host.find('_') == host.npos;
}

Result<void> read_url(Form& form, std::string_view name, std::string& field) {
  const std::string* value = form.find(name);
  if (!value) return {};
  if (!value->empty() && !is_web_url(*value)) {
    return Error{21402, std::string(name) + " is not a valid URL: " + *value};
  }
  field = *value;
  return {};
}

Result<void> read_method(Form& form, std::string_view name, std::string& field) {
  const std::string* value = form.find(name);
  if (!value) return {};
  const std::string method = value->empty() ? "POST" : upper(*value);
  if (method != "GET" && method != "POST") {
    return Error{21403, std::string(name) + " is not a valid method: " + *value};
  }
  field = method;
  return {};
}

Result<std::optional<bool>> read_flag(Form& form, std::string_view name) {
  const std::string value = lower(form.value(name));
  if (value.empty()) return std::optional<bool>();
  if (value != "true" && value != "false") return invalid_parameter(name, "neither true nor false");
  return std::optional(value == "true");
}

Result<void> read_friendly_name(Form& form, std::string& field) {
  const std::string* value = form.find("FriendlyName");
  if (!value) return {};
  if (length(*value) > max_friendly_name) return invalid_parameter("FriendlyName", "longer than 64 characters");
  field = *value;
  return {};
}

Result<void> read_api_version(Form& form) {
  const std::string version = form.value("ApiVersion");
  if (version.empty() || version == "2010-04-01") return {};
  return Error{22500, "ApiVersion " + version + " is not supported"};
}

}  // namespace ringback::api
