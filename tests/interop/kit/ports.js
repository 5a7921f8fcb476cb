import dgram from 'node:dgram';
import net from 'node:net';

// Ports of 127.0.0.1 that nobody holds right now. They lie below those that the system gives out by itself: between
// the look and the use, a browser's outgoing connection would take one of those.
const FIRST = 12000;
const COUNT = 18000;
const somePort = () => FIRST + 2 * Math.floor(Math.random() * (COUNT / 2));

function tcpPortIsFree(port) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

function udpPortIsFree(port) {
  return new Promise((resolve) => {
    const socket = dgram.createSocket('udp4');
    socket.once('error', () => resolve(false));
    socket.bind(port, '127.0.0.1', () => socket.close(() => resolve(true)));
  });
}

async function findPort(isFree) {
  for (;;) {
    const port = somePort();
    if (await isFree(port)) return port;
  }
}

export const freeTcpPort = () => findPort(tcpPortIsFree);
export const freeUdpPort = () => findPort(udpPortIsFree);

// The first of `count` UDP ports in a row, and even as RTP likes it.
export function freeUdpBlock(count) {
  return findPort(async (first) => {
    const free = await Promise.all(Array.from({ length: count }, (_, index) => udpPortIsFree(first + index)));
    return free.every(Boolean);
  });
}
