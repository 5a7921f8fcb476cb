#include "cli/rest/command.hpp"

namespace ringback::cli::rest {
namespace {

constexpr std::string_view key_columns = "sid,friendly_name,date_created";

std::vector<Flag> name_flag(bool required) {
  return {{"name", "FriendlyName", "A name for people", "", required}};
}

std::vector<Flag> usage_flags() {
  return {{"category", "Category", "Only of this, as calls-inbound"},
          {"since", "StartDate", "From this day on (YYYY-MM-DD)"},
          {"until", "EndDate", "Up to this day"}};
}

std::vector<Command> accounts() {
  return {
      {"account", "list", "The account and those below it", "GET", "Accounts", Answer::list, "accounts",
       "sid,friendly_name,status,date_created"},
      {"account", "show", "One account", "GET", "Accounts/{account}"},
      {"account", "create", "Make an account below this one", "POST", "Accounts", Answer::resource, "", "", "",
       name_flag(false)},
      {"account",
       "update",
       "Name, suspend, reactivate or close an account",
       "POST",
       "Accounts/{account}",
       Answer::resource,
       "",
       "",
       "",
       {{"name", "FriendlyName", "A name for people"},
        {"status", "Status", "closed is for ever", "active,suspended,closed"}}},
  };
}

std::vector<Command> keys() {
  return {
      {"key", "list", "The account's keys", "GET", "/Keys", Answer::list, "keys", key_columns},
      {"key", "show", "One key, without its secret", "GET", "/Keys/{key}"},
      {"key", "update", "Name a key", "POST", "/Keys/{key}", Answer::resource, "", "", "", name_flag(true)},
      {"key", "delete", "Delete a key: what it signed is worth nothing any more", "DELETE", "/Keys/{key}",
       Answer::nothing},
  };
}

std::vector<Command> notifications() {
  return {
      {"notification",
       "list",
       "Errors and warnings, newest first",
       "GET",
       "/Notifications",
       Answer::list,
       "notifications",
       "sid,log,error_code,call_sid,message_date,message_text",
       "",
       {{"log", "Log", "0: errors, 1: warnings", "0,1"},
        {"since", "MessageDate>", "Of this day or later"},
        {"until", "MessageDate<", "Before this day"}}},
      {"notification", "show", "One, with its request and its answer", "GET", "/Notifications/{notification}"},
  };
}

std::vector<Command> usage() {
  constexpr std::string_view columns = "category,start_date,end_date,count,usage,usage_unit";
  return {
      {"usage", "list", "What was used in all", "GET", "/Usage/Records", Answer::list, "usage_records", columns, "",
       usage_flags()},
      {"usage", "by", "The same by period: Daily, Monthly, Yearly, AllTime, Today, Yesterday, ThisMonth, LastMonth",
       "GET", "/Usage/Records/{period}", Answer::list, "usage_records", columns, "", usage_flags()},
      {"token",
       "create",
       "ICE servers for a page, with credentials",
       "POST",
       "/Tokens",
       Answer::resource,
       "",
       "",
       "",
       {{"ttl", "Ttl", "Seconds that they hold"}}},
  };
}

}  // namespace

std::vector<Command> account_commands() {
  std::vector<Command> out;
  for (const auto part : {accounts, keys, notifications, usage}) {
    for (Command& command : part()) out.push_back(std::move(command));
  }
  return out;
}

}  // namespace ringback::cli::rest
