#include "http/message.hpp"

namespace ringback::http {

std::string_view header(const Headers& headers, std::string_view name) {
  for (const auto& [key, value] : headers) {
    if (iequals(key, name)) return value;
  }
  return {};
}

Parameters Request::parameters() const {
  Parameters out = form_decode(query);
  const std::string_view type = header(headers, "Content-Type");
  if (iequals(trim(type.substr(0, type.find(';'))), "application/x-www-form-urlencoded")) {
    Parameters form = form_decode(body);
    out.insert(out.end(), std::make_move_iterator(form.begin()), std::make_move_iterator(form.end()));
  }
  return out;
}

Response text_response(int status, std::string body) {
  return {status, {{"Content-Type", "text/plain; charset=utf-8"}}, std::move(body)};
}

}  // namespace ringback::http
