#include "cli/completion.hpp"

#include <algorithm>
#include <iostream>
#include <memory>

namespace ringback::cli {
namespace {

// Of a type name as CLI11 writes it: `{a,b}`, or `{a->0,b->1}`.
std::vector<std::string> choices_of(const std::string& type) {
  const auto open = type.find('{');
  const auto close = type.find('}');
  if (open == type.npos || close == type.npos || close < open) return {};
  auto out = CLI::detail::split(type.substr(open + 1, close - open - 1), ',');
  for (auto& choice : out) choice.resize(std::min(choice.size(), choice.find("->")));
  return out;
}

void add_option(const CLI::Option& option, Place& place) {
  if (option.get_positional()) {
    for (const auto& choice : choices_of(option.get_type_name())) place.words.push_back({choice, ""});
  }
  for (const auto& name : option.get_lnames()) {
    const std::string flag = "--" + name;
    place.words.push_back({flag, option.get_description()});
    if (option.get_items_expected_max() == 0) continue;
    const std::string type = option.get_type_name();
    const bool is_file = type.find("FILE") != type.npos || type.find("DIR") != type.npos;
    place.values.push_back({flag, choices_of(type), is_file});
  }
}

void add_places(const CLI::App& app, const std::string& path, std::vector<Place>& out) {
  Place place{.path = path, .words = {}, .values = {}};
  const auto subcommands = app.get_subcommands([](const CLI::App*) { return true; });
  for (const CLI::App* each : subcommands) place.words.push_back({each->get_name(), each->get_description()});
  for (const CLI::Option* option : app.get_options()) add_option(*option, place);
  out.push_back(std::move(place));
  for (const CLI::App* each : subcommands) add_places(*each, path + ' ' + each->get_name(), out);
}

// In single quotes, whatever it has.
std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + '\'';
}

template <class Range, class ToText>
std::string joined(const Range& range, std::string_view between, ToText to_text) {
  std::string out;
  for (const auto& each : range) out.append(out.empty() ? "" : between).append(to_text(each));
  return out;
}

std::string known_paths(const std::vector<Place>& places) {
  return joined(std::vector(places.begin() + 1, places.end()), "|",
                [](const Place& place) { return quoted(place.path); });
}

// Patterns and what to do, for both shells whose `case` is alike.
std::string value_cases(const std::vector<Place>& places, std::string_view offer, std::string_view files) {
  std::string out;
  for (const Place& place : places) {
    for (const auto& value : place.values) {
      const std::string words = joined(value.choices, " ", [](const std::string& choice) { return choice; });
      out += "    " + quoted(place.path + ' ' + value.flag) + ") ";
      if (value.is_file) {
        out.append(files).append("; ");
      } else if (!words.empty()) {
        out.append(offer).append(" ").append(words).append("; ");
      }
      out += "return ;;\n";
    }
  }
  return out;
}

std::string bash_script(const std::vector<Place>& places) {
  std::string out =
      "_ringback_offer() {\n  COMPREPLY=($(compgen -W \"$*\" -- \"${COMP_WORDS[COMP_CWORD]}\"))\n}\n"
      "_ringback_files() {\n  compopt -o filenames 2>/dev/null\n"
      "  COMPREPLY=($(compgen -f -- \"${COMP_WORDS[COMP_CWORD]}\"))\n}\n"
      "_ringback() {\n  local place='' i\n  COMPREPLY=()\n  for ((i = 1; i < COMP_CWORD; i++)); do\n"
      "    case \"$place ${COMP_WORDS[i]}\" in\n      ";
  out += known_paths(places) + ") place+=\" ${COMP_WORDS[i]}\" ;;\n    esac\n  done\n";
  out += "  case \"$place ${COMP_WORDS[COMP_CWORD - 1]}\" in\n";
  out += value_cases(places, "_ringback_offer", "_ringback_files") + "  esac\n  case \"$place\" in\n";
  for (const Place& place : places) {
    out += "    " + quoted(place.path) + ") _ringback_offer " +
           joined(place.words, " ", [](const Place::Word& word) { return word.text; }) + " ;;\n";
  }
  return out + "  esac\n}\ncomplete -F _ringback ringback\n";
}

// `_describe` takes `word:what it is`; a colon of the word's own would need a backslash, and none has one.
std::string zsh_script(const std::vector<Place>& places) {
  std::string out =
      "#compdef ringback\n_ringback() {\n  local place='' i\n  local -a offers\n"
      "  for ((i = 2; i < CURRENT; i++)); do\n    case \"$place ${words[i]}\" in\n      ";
  out += known_paths(places) + ") place+=\" ${words[i]}\" ;;\n    esac\n  done\n";
  out += "  case \"$place ${words[CURRENT - 1]}\" in\n";
  out += value_cases(places, "compadd --", "_files") + "  esac\n  case \"$place\" in\n";
  for (const Place& place : places) {
    out += "    " + quoted(place.path) + ") offers=(" +
           joined(place.words, " ", [](const Place::Word& word) { return quoted(word.text + ':' + word.help); }) +
           ") ;;\n";
  }
  return out +
         "  esac\n  _describe -o ringback offers\n}\n"
         "if [ \"$funcstack[1]\" = _ringback ]; then _ringback \"$@\"; else compdef _ringback ringback; fi\n";
}

// In fish a backslash is one within single quotes too.
std::string fish_quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  return out + '\'';
}

std::string fish_lines(const Place& place) {
  std::string out;
  const std::string begin = "complete -c ringback -n " + fish_quoted("__ringback_at " + fish_quoted(place.path));
  for (const auto& word : place.words) {
    const bool is_flag = word.text.starts_with("--");
    const auto value = std::ranges::find(place.values, word.text, &Place::Value::flag);
    out += begin + (is_flag ? " -l " + word.text.substr(2) : " -a " + word.text);
    if (is_flag && value != place.values.end()) {
      const std::string choices = joined(value->choices, " ", [](const std::string& choice) { return choice; });
      out += value->is_file ? " -r -F" : " -x -a " + fish_quoted(choices);
    }
    out += " -d " + fish_quoted(word.help) + '\n';
  }
  return out;
}

std::string fish_script(const std::vector<Place>& places) {
  std::string out = "function __ringback_at\n  set -l place ''\n  for word in (commandline -opc)[2..-1]\n";
  out += "    if contains -- \"$place $word\" $__ringback_places\n      set place \"$place $word\"\n    end\n  end\n";
  out += "  test \"$place\" = \"$argv[1]\"\nend\nset -g __ringback_places ";
  out += joined(places, " ", [](const Place& place) { return fish_quoted(place.path); });
  out += "\ncomplete -c ringback -f\n";
  for (const Place& place : places) out += fish_lines(place);
  return out;
}

}  // namespace

std::vector<Place> places(const CLI::App& app) {
  std::vector<Place> out;
  add_places(app, "", out);
  return out;
}

std::string completion_script(const std::vector<Place>& places, const std::string& shell) {
  if (shell == "bash") return bash_script(places);
  if (shell == "zsh") return zsh_script(places);
  if (shell == "fish") return fish_script(places);
  return "";
}

void add_completion_command(CLI::App& app, std::function<int()>& run) {
  const auto shell = std::make_shared<std::string>();
  auto* command = app.add_subcommand("completion", "Write what makes a shell complete these commands");
  command->add_option("shell", *shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}).description(""))
      ->type_name("{bash,zsh,fish}");
  command->callback([&app, shell, &run] {
    run = [&app, shell] {
      std::cout << completion_script(places(app), *shell);
      return 0;
    };
  });
}

}  // namespace ringback::cli
