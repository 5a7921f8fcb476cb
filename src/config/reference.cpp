#include "config/reference.hpp"

namespace ringback::config {
namespace {

std::string code(const std::string& text) {
  return text.empty() ? "" : '`' + text + '`';
}

std::string cells(std::initializer_list<std::string> texts) {
  std::string out = "|";
  for (const auto& text : texts) out += (text.empty() ? " " : ' ' + text + ' ') + '|';
  return out + '\n';
}

std::string keys(const std::vector<Key>& keys) {
  const Config standard;
  std::string out = cells({"key", "default", "allowed", ""}) + "| --- | --- | --- | --- |\n";
  for (const Key& key : keys) out += cells({code(key.path), code(key.write(standard)), key.allowed, key.help});
  return out;
}

std::string standing(const Key& key, const Config& config) {
  const std::string unique = key.unique ? ", unique" : "";
  return (key.required ? "needed" : code(key.write(config))) + unique;
}

std::string rows(const Rows& rows) {
  Config standard;
  rows.append(standard);
  std::string out = "\n`[[" + rows.path + "]]`: " + rows.help + ".\n\n" + cells({"key", "default", "allowed", ""}) +
                    "| --- | --- | --- | --- |\n";
  for (const Key& key : rows.keys) out += cells({code(key.path), standing(key, standard), key.allowed, key.help});
  return out;
}

}  // namespace

std::string reference(const Schema& schema) {
  std::string out = keys(schema.keys);
  for (const Rows& one : schema.rows) out += rows(one);
  for (const Names& names : schema.names) {
    out += "\n`[" + names.path + "]` " + code(names.example) + ": " + names.help + ".\n";
  }
  return out;
}

}  // namespace ringback::config
