#include "http/websocket_session.hpp"

namespace ringback::http {

template void start_websocket<TlsStream>(Core&, TlsStream, UpgradeRequest, Request, const WebSocketHandler&);

}  // namespace ringback::http
