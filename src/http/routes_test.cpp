#include "http/routes.hpp"

#include <gtest/gtest.h>

namespace ringback::http {
namespace {

const Handler nobody = [](const Request&, const Respond&) {};

TEST(Routes, TheLongestPrefixWins) {
  Routes routes;
  for (const std::string prefix : {"/a/", "/a/b/", "/a/b/exact"}) routes.add(prefix, nobody);
  EXPECT_EQ(routes.match("/a/x").prefix, "/a/");
  EXPECT_EQ(routes.match("/a/b/c/d").prefix, "/a/b/");
  EXPECT_EQ(routes.match("/a/b/exact").prefix, "/a/b/exact");
  EXPECT_EQ(routes.match("/a/b/exact/more").prefix, "/a/b/");
}

TEST(Routes, WhatNothingMatchesHasNoRoute) {
  Routes routes;
  routes.add("/a/", nobody);
  for (const std::string path : {"/", "/a", "/ab", "*", ""}) EXPECT_EQ(routes.match(path).route, nullptr) << path;
}

TEST(Routes, AFolderAskedForWithoutItsSlashWantsOne) {
  Routes routes;
  routes.add("/", nobody);
  routes.add_files("/pages", "folder");
  EXPECT_TRUE(routes.match("/pages").wants_slash);
  EXPECT_FALSE(routes.match("/pages/").wants_slash);
  EXPECT_EQ(routes.match("/pages/x").route->folder, "folder");
}

TEST(Routes, AnExactRouteComesBeforeTheFolderOfItsName) {
  Routes routes;
  routes.add("/pages", nobody);
  routes.add_files("/pages/", "folder");
  EXPECT_TRUE(routes.match("/pages").route->handler);
}

TEST(Routes, AConstantIsOfItsPathAlone) {
  Routes routes;
  routes.add_constant("/v4/EndpointEvents", {});
  EXPECT_TRUE(routes.match("/v4/EndpointEvents").route->constant);
  EXPECT_EQ(routes.match("/v4/EndpointEvents/x").route, nullptr);
}

TEST(Routes, AWebSocketHasOnePath) {
  Routes routes;
  routes.add_websocket("/signal", nullptr);
  EXPECT_TRUE(routes.websocket("/signal"));
  EXPECT_FALSE(routes.websocket("/signal/"));
}

TEST(Routes, AHostGoesBeforeAllPaths) {
  Routes routes;
  routes.add("/", nobody);
  routes.add_hosts("example.com", {"voice", "iam"}, nobody);
  const auto is_host = [&routes](std::string_view host) {
    return routes.match(host, "/v1").route != routes.match("/v1").route;
  };
  for (const auto* host : {"voice.example.com", "IAM.Example.com:443", "voice.dublin.ie1.example.com"}) {
    EXPECT_TRUE(is_host(host)) << host;
  }
  for (const auto* host : {"api.example.com", "example.com", "voice.com", "voiceexample.com", "", ":", "voice"}) {
    EXPECT_FALSE(is_host(host)) << host;
  }
}

}  // namespace
}  // namespace ringback::http
