#pragma once

namespace ringback::server {

struct Rooms;

// Names everything that the rooms count and every limit that they have, for /metrics. Once all rooms are built; they
// are read when somebody asks. docs/operating.md lists them.
void measure(Rooms& rooms);

}  // namespace ringback::server
