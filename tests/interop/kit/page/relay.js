// Leads this page's media to other ports of this machine, where the test can disturb it: `relays` is "port:relay,…".
export function relayMedia(relays) {
  const ports = Object.fromEntries(relays.split(',').map((pair) => pair.split(':')));
  const apply = RTCPeerConnection.prototype.setRemoteDescription;
  RTCPeerConnection.prototype.setRemoteDescription = function ({ type, sdp }, ...callbacks) {
    const led = sdp.replace(/^(a=candidate:.* 127\.0\.0\.1 )(\d+)/gm, (_, start, port) => start + (ports[port] ?? port));
    return apply.call(this, { type, sdp: led }, ...callbacks);
  };
}
