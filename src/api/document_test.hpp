#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.hpp"

namespace ringback::api {

// Twilio's public document of the API as tests/compatibility/rest.tsv and rest_members.tsv have it: what each operation
// answers, and the form of every member.
class Document {
 public:
  static const Document& get();

  // What of a JSON answer is not as the document has it, a line each; empty if all is, or if the document lacks the
  // path.
  std::string faults(const http::Request& request, const http::Response& response) const;

 private:
  struct Operation {
    std::vector<std::string> path;
    std::string method;
    std::string status;    // `201`, or some with `|` between
    std::string list_key;  // empty: one resource
    std::string resource;
  };
  struct Member {
    std::string resource;
    std::string name;
    std::string form;
  };

  Document();
  const Operation* find(const http::Request& request) const;
  std::string faults_of(const std::string& resource, const boost::json::object& body) const;

  std::vector<Operation> operations_;
  std::vector<Member> members_;
};

}  // namespace ringback::api
