#include "http/static_files.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "http/server_fixture.hpp"
#include "http/temporary_folder.hpp"

namespace ringback::http {
namespace {

TEST(StaticFiles, ContentTypesGoByExtension) {
  EXPECT_EQ(content_type("a.js"), "text/javascript; charset=utf-8");
  EXPECT_EQ(content_type("a.min.mjs"), "text/javascript; charset=utf-8");
  EXPECT_EQ(content_type("a.HTML"), "text/html; charset=utf-8");
  EXPECT_EQ(content_type("a.mp3"), "audio/mpeg");
  EXPECT_EQ(content_type("a.js.map"), "application/json");
  EXPECT_EQ(content_type("a.woff2"), "font/woff2");
  EXPECT_EQ(content_type("Makefile"), "application/octet-stream");
}

TEST(StaticFiles, EtagsAreComparedWeakly) {
  EXPECT_TRUE(etag_matches("\"a\"", "\"a\""));
  EXPECT_TRUE(etag_matches("\"x\", W/\"a\"", "\"a\""));
  EXPECT_TRUE(etag_matches("*", "\"a\""));
  EXPECT_FALSE(etag_matches("\"b\"", "\"a\""));
  EXPECT_FALSE(etag_matches("", "\"a\""));
}

struct StaticFilesTest : ServerFixture {
  StaticFilesTest() {
    folder.write("www/index.html", "<h1>");
    folder.write("www/sub/index.html", "<h2>");
    folder.write("www/app.js", "let x;");
    folder.write("www/big.wav", std::string(300'000, 'w'));
    folder.write("www/empty.css", "");
    folder.write("secret", "secret");
    folder.write("wwwx/secret", "secret");
    std::filesystem::create_symlink(folder.path("secret"), folder.path("www/out"));
    std::filesystem::create_directory_symlink(folder.path("wwwx"), folder.path("www/beside"));
    std::filesystem::create_symlink("app.js", folder.path("www/in.js"));
    ::mkfifo(folder.path("www/pipe").c_str(), 0600);
    make();
    server->files("/pages", folder.path("www"));
    start();
  }

  TemporaryFolder folder;
};

TEST_F(StaticFilesTest, AFileComesWithTypeEtagAndLength) {
  TestSocket client(port);
  const auto response = get(client, "/pages/app.js");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "let x;");
  EXPECT_EQ(response.field("Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(response.field("Cache-Control"), "no-cache");
  EXPECT_NE(response.field("ETag"), "");
}

TEST_F(StaticFilesTest, LargeAndEmptyFilesComeWhole) {
  TestSocket client(port);
  EXPECT_EQ(get(client, "/pages/big.wav").body, std::string(300'000, 'w'));
  EXPECT_EQ(get(client, "/pages/empty.css").field("Content-Length"), "0");
  EXPECT_EQ(get(client, "/pages/in.js").body, "let x;");
}

TEST_F(StaticFilesTest, AKnownFileIsNotSentAgain) {
  TestSocket client(port);
  const std::string etag = get(client, "/pages/app.js").field("ETag");
  const auto again = get(client, "/pages/app.js", "If-None-Match: " + etag + "\r\n");
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.field("ETag"), etag);
  folder.write("www/app.js", "let yy;");
  EXPECT_EQ(get(client, "/pages/app.js", "If-None-Match: " + etag + "\r\n").body, "let yy;");
}

TEST_F(StaticFilesTest, HeadGetsNoBody) {
  TestSocket client(port);
  client.send("HEAD /pages/big.wav HTTP/1.1\r\nHost: t\r\n\r\n");
  EXPECT_EQ(read_response(client, false).field("Content-Length"), "300000");
  EXPECT_EQ(get(client, "/pages/app.js").status, 200);
}

TEST_F(StaticFilesTest, AFolderIsItsIndexOnceItsSlashIsThere) {
  TestSocket client(port);
  EXPECT_EQ(get(client, "/pages/").body, "<h1>");
  EXPECT_EQ(get(client, "/pages/sub/").body, "<h2>");
  EXPECT_EQ(get(client, "/pages").field("Location"), "/pages/");
  const auto moved = get(client, "/pages/sub?a=b");
  EXPECT_EQ(moved.status, 301);
  EXPECT_EQ(moved.field("Location"), "/pages/sub/?a=b");
}

TEST_F(StaticFilesTest, NothingOutsideTheFolderIsServed) {
  TestSocket client(port);
  for (const std::string path :
       {"/pages/../secret", "/pages/%2e%2e/secret", "/pages/..%2fsecret", "/pages/sub/../../secret", "/pages/out",
        "/pages/beside/secret", "/pages//etc/passwd", "/pages/%2fetc/passwd", "/pages/..%5csecret", "/pages/pipe",
        "/pages/../wwwx/secret", "/pages/app.js/", "/pages/none"}) {
    const auto response = get(client, path);
    EXPECT_EQ(response.status, 404) << path;
    EXPECT_EQ(response.body.find("secret"), std::string::npos) << path;
  }
}

TEST_F(StaticFilesTest, OtherMethodsAreRefused) {
  TestSocket client(port);
  client.send("POST /pages/app.js HTTP/1.1\r\nHost: t\r\nContent-Length: 0\r\n\r\n");
  const auto response = read_response(client);
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(response.field("Allow"), "GET, HEAD");
}

}  // namespace
}  // namespace ringback::http
