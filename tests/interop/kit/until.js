import { setTimeout as pause } from 'node:timers/promises';

// Polls what offers no event (a file that grows, a REST list) until it yields something; bounded.
export async function until(what, probe, milliseconds = 15000) {
  const end = Date.now() + milliseconds;
  for (;;) {
    const value = await probe();
    if (value) return value;
    if (Date.now() > end) throw new Error(`${what}: not within ${milliseconds} ms`);
    await pause(25);
  }
}
