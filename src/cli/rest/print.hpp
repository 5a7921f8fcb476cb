#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <iosfwd>
#include <string_view>

// What the server says, as people read it.
namespace ringback::cli::rest {

// A line a row, columns under their names; `columns` has members of the rows with commas between, `a.b` one of a
// member. What is not there is a dash.
void print_table(std::ostream& out, const boost::json::array& rows, std::string_view columns);

// A line a member. An Auth Token is hidden, links to other resources are left out.
void print_resource(std::ostream& out, const boost::json::object& resource);

}  // namespace ringback::cli::rest
