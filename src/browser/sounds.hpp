#pragma once

#include <string>
#include <vector>

namespace ringback::browser {

// One of the sounds that the SDKs play to the person at the page.
struct Sound {
  std::string name;  // as in the SDKs' URLs: `incoming`, `dtmf-5`, `dtmf-star`
  std::string wav;   // a whole WAV file
};

// All fifteen of them, made of sine waves.
std::vector<Sound> make_sounds();

}  // namespace ringback::browser
