#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ringback::call {

// Which turns of a call a status callback may be for (Twilio's StatusCallbackEvent). A set of them is their sum.
enum Progress : unsigned { initiated = 1, ringing = 2, answered = 4, completed = 8 };

// The set that `text` names, with blanks or commas between. What is none of them goes into `unknown`; a text that
// names none at all means `completed`.
unsigned parse_progress(std::string_view text, std::vector<std::string>& unknown);

}  // namespace ringback::call
