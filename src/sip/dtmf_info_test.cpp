#include "sip/dtmf_info.hpp"

#include <gtest/gtest.h>

namespace ringback::sip {
namespace {

struct Row {
  const char* type;
  const char* body;
  char digit;  // 0: none
};
class DtmfInfo : public testing::TestWithParam<Row> {};

TEST_P(DtmfInfo, IsRead) {
  Message info;
  info.set_body(GetParam().type, GetParam().body);
  EXPECT_EQ(dtmf_of(info).value_or(0), GetParam().digit) << GetParam().body;
}

INSTANTIATE_TEST_SUITE_P(All, DtmfInfo,
                         testing::Values(Row{"application/dtmf-relay", "Signal=5\r\nDuration=160\r\n", '5'},
                                         Row{"Application/DTMF-Relay ;x=y", "signal = #", '#'},
                                         Row{"application/dtmf-relay", "Signal=11\r\n", '#'},
                                         Row{"application/dtmf-relay", "Signal=10\r\n", '*'},
                                         Row{"application/dtmf-relay", "Signal=d\r\n", 'D'},
                                         Row{"application/dtmf", " 7 \r\n", '7'},
                                         Row{"application/dtmf-relay", "Duration=160\r\n", 0},
                                         Row{"application/dtmf-relay", "Signal=\r\n5", 0},
                                         Row{"application/dtmf-relay", "", 0}, Row{"application/dtmf", "12", 0},
                                         Row{"application/dtmf", "x", 0}, Row{"text/plain", "5", 0}));

}  // namespace
}  // namespace ringback::sip
