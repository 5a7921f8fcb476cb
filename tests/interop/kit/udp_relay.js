import dgram from 'node:dgram';
import { freeUdpPort } from './ports.js';

const bind = (port = 0) =>
  new Promise((resolve) => {
    const socket = dgram.createSocket('udp4');
    socket.bind(port, '127.0.0.1', () => resolve(socket));
  });

// A network between one browser and a media port of the server: the browser sends to `port`, and the server sees it at
// an address of the relay's.
export class UdpRelay {
  #blocked = false;
  #browser;

  static async start(target) {
    const port = await freeUdpPort();
    const relay = new UdpRelay(target, port, await bind(port));
    await relay.rebind();
    return relay;
  }

  constructor(target, port, near) {
    Object.assign(this, { target, port, near });
    near.on('message', (bytes, { port: from }) => {
      this.#browser = from;
      if (!this.#blocked) this.far.send(bytes, target, '127.0.0.1');
    });
  }

  // As a NAT that has lost its bindings, or another network: the browser is seen at a new address, and what goes to the
  // old one is lost.
  async rebind() {
    const far = await bind();
    far.on('message', (bytes) => {
      if (!this.#blocked && this.#browser) this.near.send(bytes, this.#browser, '127.0.0.1');
    });
    this.far?.close();
    this.far = far;
  }

  block(blocked = true) {
    this.#blocked = blocked;
  }

  stop() {
    this.near.close();
    this.far.close();
  }
}
