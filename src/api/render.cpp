#include "api/render.hpp"

#include <boost/json/serialize.hpp>
#include <cctype>

#include "api/csv.hpp"
#include "api/error.hpp"
#include "api/xml.hpp"

namespace ringback::api {
namespace {

http::Response typed(int status, std::string type, std::string body) {
  return {status, {{"Content-Type", std::move(type)}}, std::move(body)};
}

}  // namespace

http::Response render(const Answer& answer, Format format) {
  if (answer.sound) return *answer.sound;
  if (answer.status == 204) return {204, {}, ""};
  switch (format) {
    case Format::json:
      return typed(answer.status, "application/json", boost::json::serialize(answer.body));
    case Format::csv:
      return typed(answer.status, "text/csv; charset=utf-8", to_csv(answer));
    case Format::xml:
    case Format::wav:
    case Format::mp3:
    case Format::txt:
      break;
  }
  return typed(answer.status, "application/xml; charset=utf-8", to_xml(answer));
}

http::Response render(const Error& error, Format format) {
  boost::json::object body = error_body(error);
  const int status = http_status(error.code);
  if (format == Format::json) return typed(status, "application/json", boost::json::serialize(body));
  return typed(status, "application/xml; charset=utf-8", to_xml({status, std::move(body), "RestException", ""}));
}

}  // namespace ringback::api
