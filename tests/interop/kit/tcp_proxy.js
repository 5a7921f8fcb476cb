import net from 'node:net';
import { freeTcpPort } from './ports.js';

// Stands between a page and the server's port; `cut` does to their connections what a lost network does.
export class TcpProxy {
  #pairs = new Set();
  #blocked = false;

  static async start(target) {
    const proxy = new TcpProxy(target, await freeTcpPort());
    await new Promise((resolve) => proxy.server.listen(proxy.port, '127.0.0.1', resolve));
    return proxy;
  }

  constructor(target, port) {
    this.port = port;
    this.address = `127.0.0.1:${port}`;
    this.server = net.createServer((near) => this.#join(near, net.connect(target, '127.0.0.1')));
  }

  #join(near, far) {
    if (this.#blocked) return [near, far].forEach((socket) => socket.on('error', () => {}).resetAndDestroy());
    const pair = [near, far];
    this.#pairs.add(pair);
    for (const [from, to] of [pair, [far, near]]) {
      from.pipe(to);
      from.on('error', () => {});
      from.on('close', () => {
        to.destroy();
        this.#pairs.delete(pair);
      });
    }
  }

  cut() {
    for (const pair of this.#pairs) for (const socket of pair) socket.resetAndDestroy();
  }

  // No network at all, until `block(false)`.
  block(blocked = true) {
    this.#blocked = blocked;
    if (blocked) this.cut();
  }

  stop() {
    this.cut();
    return new Promise((resolve) => this.server.close(resolve));
  }
}
