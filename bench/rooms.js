import { execFile, execFileSync } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

function has(command) {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

// The innermost frame that is in a room says whose work it is; what libraries do is done for their caller.
function roomOf(frames) {
  for (const frame of frames) {
    const found = /ringback::(base|kit|http|store|media|speech|call|sip|browser|webhook|twiml|ledger|routing|api|server)::/.exec(frame);
    if (found) return found[1];
  }
  return 'event loop and system';
}

// Which share of the control thread's time each room takes over so many seconds, by sampling its stack; nothing without
// perf.
export async function roomsOf(pid, folder, seconds) {
  if (!has('perf')) return undefined;
  const data = path.join(folder, 'perf.data');
  await run('perf', ['record', '-q', '-e', 'cpu-clock', '-F', '499', '-g', '-t', String(pid), '-o', data, '--', 'sleep', String(seconds)]);
  const { stdout } = await run('perf', ['script', '-i', data, '-F', 'ip,sym'], { maxBuffer: 1 << 30 });
  const samples = stdout.split('\n\n').filter((text) => text.trim());
  const counts = {};
  for (const sample of samples) {
    const room = roomOf(sample.split('\n'));
    counts[room] = (counts[room] ?? 0) + 1;
  }
  const shares = Object.entries(counts).map(([room, count]) => [room, count / samples.length]);
  return Object.fromEntries(shares.sort((a, b) => b[1] - a[1]));
}
