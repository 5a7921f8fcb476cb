#include "api/document_test.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

namespace ringback::api {
namespace {

namespace json = boost::json;

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> out;
  std::istringstream parts(text);
  for (std::string part; std::getline(parts, part, at);) out.push_back(part);
  return out;
}

std::vector<std::vector<std::string>> rows_of(const std::string& name) {
  std::ifstream file(std::string(RINGBACK_SOURCE_DIR) + "/tests/compatibility/" + name);
  EXPECT_TRUE(file) << name;
  std::vector<std::vector<std::string>> out;
  std::string line;
  for (std::getline(file, line); std::getline(file, line);) out.push_back(split(line, '\t'));
  return out;
}

bool one_of(const std::string& choices, const std::string& value) {
  const auto all = split(choices, '|');
  return std::find(all.begin(), all.end(), value) != all.end();
}

bool matches(const std::string& text, const std::string& pattern) {
  return std::regex_match(text, std::regex(pattern));
}

bool is_text_of(const std::string& form, const std::string& text) {
  if (form == "string" || form == "anything") return true;
  if (form == "date") return matches(text, "[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d \\+0000");
  if (form == "URI") return matches(text, "[a-z]+:.+|/.+");
  if (form == "currency") return matches(text, "[A-Z]{3}");
  if (form == "country") return matches(text, "[A-Z]{2}");
  if (form.starts_with("one of ")) return one_of(form.substr(7), text);
  if (form.starts_with("SID ")) return matches(text, "(" + form.substr(4) + ")[0-9a-f]{32}");
  return false;
}

bool all_uris(const json::object& object) {
  return std::all_of(object.begin(), object.end(),
                     [](const auto& each) { return each.value().is_string() && each.value().as_string()[0] == '/'; });
}

bool is_of(const std::string& form, const json::value& value) {
  if (value.is_null()) return form != "integer, never null";
  if (const auto* text = value.if_string()) return is_text_of(form, {text->data(), text->size()});
  if (form == "anything") return true;
  if (form == "boolean") return value.is_bool();
  if (form == "number") return value.is_number();
  if (form.starts_with("integer")) return value.is_int64() || value.is_uint64();
  if (form == "list") return value.is_array();
  if (form == "uris") return value.is_object() && all_uris(value.get_object());
  return form == "capabilities" && value.is_object();
}

const std::set<std::string> paging = {"end",       "first_page_uri",    "next_page_uri", "page",
                                      "page_size", "previous_page_uri", "start",         "uri"};

std::string list_faults(const json::object& body, const std::string& key) {
  std::string out;
  for (const auto& [name, value] : body) {
    if (!paging.contains(std::string(name)) && name != key) out += "the list has " + std::string(name) + '\n';
  }
  if (!body.contains(key)) return out + "the list has no " + key + '\n';
  if (!body.contains("uri")) out += "the list has no uri\n";
  return out;
}

}  // namespace

const Document& Document::get() {
  static const Document document;
  return document;
}

Document::Document() {
  for (const auto& row : rows_of("rest.tsv")) {
    const auto of = row[5].find(" of ");
    const bool list = of != std::string::npos;
    operations_.push_back({split(row[0], '/'), row[1], row[4], list ? row[5].substr(0, of) : std::string(),
                           list ? row[5].substr(of + 4) : row[5]});
  }
  for (const auto& row : rows_of("rest_members.tsv")) members_.push_back({row[0], row[1], row[2]});
}

// Of the rows that fit, the one that leaves least open.
const Document::Operation* Document::find(const http::Request& request) const {
  constexpr std::string_view version = "/2010-04-01/";
  if (!request.path.starts_with(version)) return nullptr;
  auto path = split(request.path.substr(version.size()), '/');
  if (path.empty() || !path.back().ends_with(".json")) return nullptr;
  path.back().resize(path.back().size() - 5);
  const Operation* best = nullptr;
  std::ptrdiff_t best_open = 100;
  const auto open = [](const std::string& segment) { return segment.starts_with('{'); };
  for (const Operation& each : operations_) {
    const bool fits =
        each.method == request.method &&
        std::equal(each.path.begin(), each.path.end(), path.begin(), path.end(),
                   [&](const auto& pattern, const auto& text) { return open(pattern) || pattern == text; });
    const auto its_open = std::count_if(each.path.begin(), each.path.end(), open);
    if (!fits || its_open >= best_open) continue;
    best = &each;
    best_open = its_open;
  }
  return best;
}

std::string Document::faults_of(const std::string& resource, const json::object& body) const {
  std::string out;
  std::size_t known = 0;
  for (const Member& member : members_) {
    if (member.resource != resource) continue;
    ++known;
    const json::value* value = body.if_contains(member.name);
    if (!value) {
      out += resource + " has no " + member.name + '\n';
      continue;
    }
    // Twilio's own numbers have empty URLs where the document allows none.
    const bool empty_url = member.form == "URI" && resource.starts_with("incoming") && *value == json::value("");
    if (!empty_url && !is_of(member.form, *value)) {
      out += resource + '.' + member.name + " is no " + member.form + ": " + json::serialize(*value) + '\n';
    }
  }
  if (body.size() > known) out += resource + " has more members than the document\n";
  return out;
}

std::string Document::faults(const http::Request& request, const http::Response& response) const {
  const Operation* operation = response.status < 400 ? find(request) : nullptr;
  if (!operation) return {};
  std::string out;
  if (!one_of(operation->status, std::to_string(response.status)))
    out += "the status is not " + operation->status + '\n';
  if (operation->resource == "-") return response.status == 204 && !response.body.empty() ? out + "a body\n" : out;
  const auto body = json::parse(response.body).as_object();
  if (operation->list_key.empty()) return out + faults_of(operation->resource, body);
  out += list_faults(body, operation->list_key);
  if (!out.empty()) return out;
  for (const auto& row : body.at(operation->list_key).as_array())
    out += faults_of(operation->resource, row.as_object());
  return out;
}

TEST(DocumentTest, SaysWhatIsNotAsTwilioHasIt) {
  const http::Request request{.method = "GET", .path = "/2010-04-01/Accounts/AC1/Balance.json"};
  http::Response response{200, {}, R"({"account_sid":null,"balance":"0","currency":"USD"})"};
  EXPECT_EQ(Document::get().faults(request, response), "");
  response.body = R"({"account_sid":"AC1","balance":0,"more":1})";
  EXPECT_EQ(Document::get().faults(request, response),
            "balance.account_sid is no SID AC: \"AC1\"\nbalance.balance is no string: 0\nbalance has no currency\n");
  response.status = 404;
  EXPECT_EQ(Document::get().faults(request, response), "");
}

}  // namespace ringback::api
