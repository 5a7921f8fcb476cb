import dgram from 'node:dgram';
import net from 'node:net';

// Ports of 127.0.0.1 that nobody holds right now.
export function freeTcpPort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function udpPort(port) {
  return new Promise((resolve) => {
    const socket = dgram.createSocket('udp4');
    socket.once('error', () => resolve(undefined));
    socket.bind(port, '127.0.0.1', () => {
      const bound = socket.address().port;
      socket.close(() => resolve(bound));
    });
  });
}

export const freeUdpPort = () => udpPort(0);

// The first of `count` UDP ports in a row, below those that the system gives to others, and even as RTP likes it.
export async function freeUdpBlock(count) {
  for (;;) {
    const first = 12000 + 2 * Math.floor(Math.random() * 9000);
    const ports = await Promise.all(Array.from({ length: count }, (_, index) => udpPort(first + index)));
    if (ports.every(Boolean)) return first;
  }
}
