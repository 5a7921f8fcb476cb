#include "http/websocket_session.hpp"

namespace ringback::http {

template void start_websocket<PlainStream>(Core&, PlainStream, UpgradeRequest, Request, const WebSocketHandler&);

}  // namespace ringback::http
