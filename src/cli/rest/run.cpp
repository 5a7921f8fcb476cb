#include "cli/rest/run.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <fstream>
#include <optional>
#include <ostream>

#include "cli/rest/print.hpp"
#include "cli/rest/requests.hpp"

namespace ringback::cli::rest {
namespace {

constexpr std::size_t largest_page = 1000;
constexpr std::size_t usual_page = 50;  // the API's own

std::string path_of(const Given& given, const Access& access) {
  const std::string_view pattern = given.command->path;
  std::string out = "/2010-04-01/";
  if (pattern.starts_with('/')) out += "Accounts/" + percent_encode(access.account_sid);
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '{') {
      out += pattern[i];
      continue;
    }
    const auto end = pattern.find('}', i);
    const auto found = given.arguments.find(pattern.substr(i + 1, end - i - 1));
    const bool told = found != given.arguments.end() && !found->second.empty();
    out += percent_encode(told ? found->second : access.account_sid);
    i = end;
  }
  return out;
}

std::string target_of(const Given& given, const Access& access) {
  std::string out = path_of(given, access) + ".json";
  Parameters query = given.parameters;
  if (given.command->method != "GET") return out;
  if (given.command->answer == Answer::list) {
    const std::size_t size = given.limit == 0 ? largest_page : std::min(given.limit, largest_page);
    if (size != usual_page && !find(query, "PageSize")) query.emplace_back("PageSize", std::to_string(size));
  }
  return query.empty() ? out : out + '?' + form_encode(query);
}

std::string form_of(const Given& given) {
  if (given.command->method != "POST") return "";
  Parameters form = form_decode(given.command->fixed);
  form.insert(form.end(), given.parameters.begin(), given.parameters.end());
  return form_encode(form);
}

// The rows of as many pages as it takes.
Task<Result<boost::json::array>> read_list(Requests requests, Given given, std::string target) {
  boost::json::array out;
  while (!target.empty()) {
    const auto page = co_await requests.ask_json({.method = "GET", .path = target});
    if (!page) co_return page.error();
    const auto* body = page->if_object();
    const auto* rows = body ? body->if_contains(given.command->list_key) : nullptr;
    if (!rows || !rows->is_array()) co_return Error{0, "the answer is no list"};
    for (const auto& row : rows->as_array()) {
      if (given.limit == 0 || out.size() < given.limit) out.push_back(row);
    }
    const auto* next = body->if_contains("next_page_uri");
    const bool more = next && next->is_string() && !rows->as_array().empty();
    target = more && (given.limit == 0 || out.size() < given.limit) ? std::string(next->as_string()) : std::string();
  }
  co_return out;
}

struct Streams {
  std::ostream& out;
  std::ostream& errors;
};

Task<Result<void>> list(Requests requests, const Given& given, std::string target, Streams streams) {
  const auto rows = co_await read_list(requests, given, std::move(target));
  if (!rows) co_return rows.error();
  if (given.json) {
    streams.out << boost::json::serialize(*rows) << '\n';
  } else {
    print_table(streams.out, *rows, given.command->columns);
  }
  co_return Result<void>();
}

Task<Result<void>> show(Requests requests, const Given& given, Request request, Streams streams) {
  const auto body = co_await requests.ask_json(std::move(request));
  if (!body) co_return body.error();
  if (given.json || !body->is_object()) {
    streams.out << boost::json::serialize(*body) << '\n';
  } else {
    print_resource(streams.out, body->as_object());
  }
  co_return Result<void>();
}

Task<Result<void>> fetch_sound(Requests requests, const Given& given, std::string path, Streams streams) {
  const auto sound = co_await requests.ask({.method = "GET", .path = path + '.' + given.format});
  if (!sound) co_return sound.error();
  if (given.file == "-") {
    streams.out << *sound;
    co_return Result<void>();
  }
  const std::string file = given.file.empty() ? path.substr(path.rfind('/') + 1) + '.' + given.format : given.file;
  std::ofstream written(file, std::ios::binary);
  written << *sound;
  written.close();
  if (!written) co_return Error{0, "can't write " + file};
  if (given.file.empty()) streams.errors << file << '\n';
  co_return Result<void>();
}

Task<Result<void>> answer(Requests requests, const Given& given, const Access& access, Streams streams) {
  Request request{.method = std::string(given.command->method), .path = target_of(given, access)};
  request.form = form_of(given);
  Result<void> outcome;
  switch (given.command->answer) {
    case Answer::list:
      outcome = co_await list(requests, given, request.path, streams);
      break;
    case Answer::resource:
      outcome = co_await show(requests, given, std::move(request), streams);
      break;
    case Answer::sound:
      outcome = co_await fetch_sound(requests, given, path_of(given, access), streams);
      break;
    case Answer::nothing: {
      const auto gone = co_await requests.ask(std::move(request));
      if (!gone) outcome = gone.error();
    }
  }
  co_return outcome;
}

}  // namespace

ExitCode run(const Given& given, const Access& access, std::ostream& out, std::ostream& errors) {
  boost::asio::io_context io;
  http::Client::Options options;
  options.ca_file = access.ca_file;
  options.allow_link_local = true;  // whoever names the server knows where it is
  http::Client client(options, io.get_executor());
  std::optional<Result<void>> outcome;
  boost::asio::co_spawn(io, answer(Requests(access, client), given, access, {out, errors}),
                        [&](const std::exception_ptr& error, Result<void> result) {
                          must_not_throw(error);
                          outcome = std::move(result);
                        });
  while (!outcome) io.run_one();
  if (*outcome) return done;
  const Error& error = outcome->error();
  errors << "ringback: " << error.message << (error.code == 0 ? "" : " (" + std::to_string(error.code) + ")") << '\n';
  return error.code == 0 ? unreachable : refused;
}

}  // namespace ringback::cli::rest
