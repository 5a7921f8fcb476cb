#include "store/postgresql.hpp"

#include <gtest/gtest.h>
#include <soci/soci.h>

#include "store/failure.hpp"
#include "store/postgresql_fixture.hpp"

namespace ringback::store::postgresql {
namespace {

struct PostgresqlTest : testing::Test {
  PostgresqlServer& server = postgresql_server();

  static Result<Session> connect(const std::string& url, Access access = Access::write) {
    const auto made = engine(url);
    return made ? (*made)->connect(access) : made.error();
  }
  static std::string refusal(const std::string& url) {
    const auto session = connect(url);
    return session ? "" : session.error().message;
  }
};

TEST_F(PostgresqlTest, AReaderCannotWrite) {
  const std::string url = server.new_place();
  *connect(url).value() << "CREATE TABLE t (x INTEGER)";
  const auto reader = connect(url, Access::read_only).value();
  EXPECT_THROW((*reader << "INSERT INTO t VALUES (1)"), soci::soci_error);
}

TEST_F(PostgresqlTest, AServerThatIsNotThereIsNamedAndItsPasswordIsNot) {
  const std::string words = refusal("postgresql://ringback:s3cret@127.0.0.1:1/ringback");
  EXPECT_NE(words.find("127.0.0.1"), std::string::npos) << words;
  EXPECT_EQ(words.find("s3cret"), std::string::npos) << words;
  EXPECT_EQ(words.find('\n'), std::string::npos) << words;
}

TEST_F(PostgresqlTest, ADatabaseThatIsNotThereIsNamed) {
  EXPECT_NE(refusal(server.url("nowhere")).find("\"nowhere\" does not exist"), std::string::npos)
      << refusal(server.url("nowhere"));
}

TEST_F(PostgresqlTest, AUrlThatIsNoneIsRefusedWithoutItsPassword) {
  for (const auto* url :
       {"postgresql://ringback:s3c/ret@host/x", "postgresql://ringback:s3c%zzret@host/x",
        "postgresql://ringback:a@s3cret@host/x", "postgresql://host/x?password=s3cret&pasword=s3cret"}) {
    const std::string words = refusal(url);
    EXPECT_NE(words, "") << url;
    EXPECT_EQ(words.find("ret@"), std::string::npos) << words;
    EXPECT_EQ(words.find("s3c"), std::string::npos) << words;
  }
}

TEST_F(PostgresqlTest, WhatTheUrlSaysGoesBeforeTheDefaults) {
  const auto session = connect(server.url() + "&application_name=it's%20%22mine%22\\").value();
  std::string name;
  *session << "SHOW application_name", soci::into(name);
  EXPECT_EQ(name, "it's \"mine\"\\");
}

TEST_F(PostgresqlTest, ADatabaseOfAnotherEncodingIsRefusedInWords) {
  server.query("CREATE DATABASE latin ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0");
  EXPECT_NE(refusal(server.url("latin")).find("UTF8"), std::string::npos);
}

TEST_F(PostgresqlTest, WhatIsToldOfAFailureHoldsNoValueOfARow) {
  const auto session = connect(server.new_place()).value();
  *session << "CREATE TABLE t (x TEXT PRIMARY KEY)";
  *session << "INSERT INTO t VALUES ('s3cret')";
  try {
    *session << "INSERT INTO t VALUES ('s3cret')";
    FAIL();
  } catch (const std::exception& exception) {
    EXPECT_NE(words_of(exception).find("t_pkey"), std::string::npos) << words_of(exception);
    EXPECT_EQ(words_of(exception).find("s3cret"), std::string::npos) << words_of(exception);
    EXPECT_EQ(words_of(exception).find('\n'), std::string::npos) << words_of(exception);
  }
}

}  // namespace
}  // namespace ringback::store::postgresql
