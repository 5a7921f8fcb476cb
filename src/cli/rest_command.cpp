#include "cli/rest_command.hpp"

#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>

#include "cli/rest/access.hpp"
#include "cli/rest/command.hpp"
#include "cli/rest/run.hpp"

namespace ringback::cli {
namespace {

using rest::Command;
using rest::Given;

// What the command line says, once it has been parsed.
struct Said {
  Given given;
  rest::AccessFlags access;
  std::vector<std::string> more;  // `Name=value`
};

rest::Environment environment() {
  rest::Environment out;
  for (const auto* name :
       {"RINGBACK_API_URL", "RINGBACK_API_ACCOUNT", "RINGBACK_API_TOKEN", "RINGBACK_API_KEY", "RINGBACK_API_SECRET",
        "RINGBACK_API_CA_FILE", "RINGBACK_API_CREDENTIALS", "XDG_CONFIG_HOME", "HOME"}) {
    const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nothing sets them
    if (value) out[name] = value;
  }
  return out;
}

int misuse(const std::string& why) {
  std::cerr << "ringback: " << why << '\n';
  return rest::misused;
}

// Parameters that no flag stands for.
Result<void> add_more(Said& said) {
  for (const std::string& text : said.more) {
    const auto equals = text.find('=');
    if (equals == text.npos || equals == 0) return Error{0, "no Name=value: " + text};
    said.given.parameters.emplace_back(text.substr(0, equals), text.substr(equals + 1));
  }
  return {};
}

int carry_out(Said& said) {
  if (const auto added = add_more(said); !added) return misuse(added.error().message);
  const auto access = rest::find_access(said.access, environment());
  if (!access) return misuse(access.error().message);
  return rest::run(said.given, *access, std::cout, std::cerr);
}

void add_arguments(CLI::App& command, Said& said) {
  for (const auto name : rest::arguments(said.given.command->path)) {
    auto* argument = command.add_option(std::string(name), said.given.arguments[std::string(name)]);
    argument->type_name("");
    argument->required(name != "account");
  }
}

// Its type says them: `{true,false}`.
void restrict_to(CLI::Option& option, const std::vector<std::string>& choices) {
  option.check(CLI::IsMember(choices).description(""))->type_name('{' + CLI::detail::join(choices, ",") + '}');
}

void add_flag(CLI::App& command, const rest::Flag& flag, Said& said) {
  const std::string parameter(flag.parameter);
  const auto keep = [parameter, &said](const std::string& text) {
    said.given.parameters.emplace_back(parameter, text);
  };
  const auto keep_text_of = [keep](const std::string& file) {
    std::ifstream in(file);
    keep({std::istreambuf_iterator<char>(in), {}});
  };
  const std::string name = "--" + std::string(flag.name);
  const std::string help(flag.help);
  auto* option = flag.is_file ? command.add_option_function<std::string>(name, keep_text_of, help)
                              : command.add_option_function<std::string>(name, keep, help);
  option->required(flag.required);
  if (flag.is_file) option->check(CLI::ExistingFile)->type_name("FILE");
  if (flag.choices.empty()) return;
  restrict_to(*option, CLI::detail::split(std::string(flag.choices), ','));
}

void add_shape(CLI::App& command, Said& said) {
  using rest::Answer;
  const Answer answer = said.given.command->answer;
  if (answer == Answer::sound) {
    command.add_option("-o,--output", said.given.file, "The file; - for standard output, without it SID.wav here")
        ->type_name("FILE");
    restrict_to(*command.add_option("--format", said.given.format, "Of the file"), {"wav", "mp3"});
  } else if (answer != Answer::nothing) {
    command.add_flag("--json", said.given.json, "JSON as the API answers; of a list an array of all rows");
  }
  if (answer == Answer::list) {
    command.add_option("--limit", said.given.limit, "So many rows at most; 0: all")->capture_default_str();
  }
  if (said.given.command->method != "DELETE") {
    command.add_option("-p,--parameter", said.more, "Any parameter of the API as Name=value; may be repeated")
        ->type_name("NAME=VALUE")
        ->expected(1)
        ->take_all();
  }
}

void add_access(CLI::App& command, rest::AccessFlags& access) {
  command.add_option("--server", access.url, "The server (default https://localhost:8443, RINGBACK_API_URL)")
      ->group("Server")
      ->type_name("URL");
  command.add_option("--account", access.account, "Whose objects: the account's own, or one below it (AC…)")
      ->group("Server")
      ->type_name("SID");
  command.add_option("--credentials", access.credentials, "A file with them (RINGBACK_API_CREDENTIALS)")
      ->group("Server")
      ->type_name("FILE");
  command.add_option("--data-dir", access.data_dir, "The data_dir of a server on this machine: its first account")
      ->group("Server")
      ->type_name("DIR");
  command.add_option("--ca-file", access.ca_file, "Who signed its certificate (RINGBACK_API_CA_FILE)")
      ->group("Server")
      ->type_name("FILE");
}

CLI::App& noun(CLI::App& app, std::string_view name) {
  for (CLI::App* there : app.get_subcommands([](CLI::App*) { return true; })) {
    if (there->get_name() == name) return *there;
  }
  for (const rest::Noun& noun : rest::nouns()) {
    if (noun.name == name) return *app.add_subcommand(std::string(name), std::string(noun.help))->require_subcommand(1);
  }
  return app;
}

void add_command(CLI::App& app, const Command& command, std::function<int()>& run) {
  const auto said = std::make_shared<Said>();
  said->given.command = &command;
  auto* added = noun(app, command.noun).add_subcommand(std::string(command.verb), std::string(command.help));
  add_arguments(*added, *said);
  for (const rest::Flag& flag : command.flags) add_flag(*added, flag, *said);
  add_shape(*added, *said);
  add_access(*added, said->access);
  added->callback([said, &run] { run = [said] { return carry_out(*said); }; });
}

}  // namespace

void add_rest_commands(CLI::App& app, std::function<int()>& run) {
  for (const Command& command : rest::commands()) add_command(app, command, run);
}

}  // namespace ringback::cli
