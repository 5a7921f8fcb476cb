#pragma once

#include <string>

namespace ringback::media {

struct RecordingOptions {
  std::string folder;  // of the files of recordings, one each, by their SIDs; empty: beside the store
};

}  // namespace ringback::media
