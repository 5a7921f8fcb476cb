import dgram from 'node:dgram';
import { EventLog } from './event_log.js';

// A carrier whose machine takes packets and answers none. `packets`: their times and first lines.
export class SilentPeer {
  static async start(port) {
    const peer = new SilentPeer();
    await new Promise((resolve) => peer.socket.bind(port, '127.0.0.1', resolve));
    return peer;
  }

  constructor() {
    this.packets = new EventLog('silent peer');
    this.socket = dgram.createSocket('udp4');
    this.socket.on('message', (bytes) => this.packets.add({ at: Date.now(), line: bytes.toString().split('\r\n')[0] }));
  }

  next(method) {
    return this.packets.next(method, ({ line }) => line.startsWith(`${method} `));
  }

  stop() {
    return new Promise((resolve) => this.socket.close(resolve));
  }
}
