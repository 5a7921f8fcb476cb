// An engine for `speech.recognition.engine = "http"` (docs/speech.md): hands the sound to a program that reads a WAV file
// and prints what was said. `node speech-server.js 9100 whisper-cli -nt -f` asks `whisper-cli -nt -f <file>`.
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const [port = '9100', program, ...args] = process.argv.slice(2);
if (!program) throw new Error('usage: speech-server.js <port> <program> [arguments]');
const MAX_BYTES = 2_000_000; // a minute is 1 MB
const run = promisify(execFile);

async function read(request) {
  const chunks = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new Error('too much sound');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function transcribe(wav) {
  const file = path.join(os.tmpdir(), `speech-${randomUUID()}.wav`);
  await fs.writeFile(file, wav, { mode: 0o600 });
  try {
    const { stdout } = await run(program, [...args, file], { timeout: 14_000 });
    return stdout.trim();
  } finally {
    await fs.rm(file);
  }
}

http
  .createServer(async (request, response) => {
    try {
      const transcript = await transcribe(await read(request));
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ transcript }));
    } catch (error) {
      console.error(error);
      response.writeHead(500).end();
    }
  })
  .listen(Number(port), '127.0.0.1');
