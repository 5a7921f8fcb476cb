#include "media/sdp/opus_parameters.hpp"

#include <gtest/gtest.h>

namespace ringback::media::sdp {
namespace {

TEST(OpusParameters, AreReadAsThePeerWroteThem) {
  const struct {
    const char* line;
    int bitrate;
    bool fec;
  } rows[] = {
      {"", 0, false},
      {"minptime=10;useinbandfec=1", 0, true},
      {"maxaveragebitrate=16000;minptime=10;useinbandfec=1", 16000, true},
      {" MaxAverageBitrate = 6000 ; useinbandfec=0", 6000, false},
      {"maxaveragebitrate=5999", 0, false},
      {"maxaveragebitrate=510001", 0, false},
      {"maxaveragebitrate=-1;useinbandfec=yes", 0, false},
      {"maxaveragebitrate;useinbandfec=1;;=", 0, true},
      {"maxaveragebitrate=99999999999999999999", 0, false},
      {"useinbandfec=1;useinbandfec=0", 0, false},
  };
  for (const auto& row : rows) {
    const auto options = parse_opus_parameters(row.line);
    EXPECT_EQ(options.max_bitrate, row.bitrate) << row.line;
    EXPECT_EQ(options.error_correction, row.fec) << row.line;
  }
}

}  // namespace
}  // namespace ringback::media::sdp
