#include "client_directory.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace api_server {
namespace {

ClientDirectory in_memory() {
  return *ClientDirectory::open(":memory:", "JP");
}

TEST(ClientDirectory, FindsTheClientByAnyWritingOfItsNumber) {
  auto directory = in_memory();
  ASSERT_TRUE(directory.assign("+81-50-3123-4567", "DeviceId_0001"));
  for (const char* written : {"+815031234567", "+81 50 3123 4567", "+81 (50) 3123-4567", "05031234567", "050-3123-4567",
                              "  +81-50-3123-4567 "}) {
    const auto found = directory.client_of(written);
    ASSERT_TRUE(found) << written;
    EXPECT_EQ(*found, "DeviceId_0001") << written;
  }
}

TEST(ClientDirectory, ANumberThatIsNotThereHasNoClient) {
  auto directory = in_memory();
  const auto found = directory.client_of("+815000000000");
  ASSERT_TRUE(found);
  EXPECT_EQ(*found, std::nullopt);
}

TEST(ClientDirectory, WhatIsNoNumberIsAnError) {
  auto directory = in_memory();
  for (const char* text : {"", "DeviceId_0001", "+", "'; DROP TABLE client_names; --"}) {
    EXPECT_FALSE(directory.client_of(text)) << text;
    EXPECT_FALSE(directory.assign(text, "x")) << text;
  }
}

TEST(ClientDirectory, ALaterNameReplacesTheEarlierOne) {
  auto directory = in_memory();
  ASSERT_TRUE(directory.assign("+815031234567", "old"));
  ASSERT_TRUE(directory.assign("05031234567", "new"));
  EXPECT_EQ(*directory.client_of("+815031234567"), "new");
}

TEST(ClientDirectory, IsMadeAtFirstUseAndKept) {
  const auto folder = std::filesystem::temp_directory_path() / ("api server " + std::to_string(::getpid()));
  std::filesystem::create_directory(folder);
  const auto file = (folder / "mapping.sqlite").string();
  ASSERT_TRUE(ClientDirectory::open(file, "JP")->assign("+815031234567", "DeviceId_0001"));
  EXPECT_EQ(*ClientDirectory::open(file, "JP")->client_of("+815031234567"), "DeviceId_0001");
  std::filesystem::remove_all(folder);
}

TEST(ClientDirectory, AFolderThatIsNotThereIsAnErrorInWords) {
  const auto directory = ClientDirectory::open("/no/such/folder/mapping.sqlite", "JP");
  ASSERT_FALSE(directory);
  EXPECT_NE(directory.error().message.find("/no/such/folder/mapping.sqlite"), std::string::npos);
}

}  // namespace
}  // namespace api_server
