import fs from 'node:fs';
import https from 'node:https';

// The bytes that the URL of a recording gives, as any HTTP client asks for them.
export function fetchSound({ accountSid, authToken, certificate }, url, headers = {}) {
  const options = { ca: fs.readFileSync(certificate), agent: false, auth: `${accountSid}:${authToken}`, headers };
  return new Promise((resolve, reject) => {
    https.get(url, { ...options, checkServerIdentity: () => undefined }, async (response) => {
      const chunks = [];
      for await (const chunk of response) chunks.push(chunk);
      resolve({ status: response.statusCode, headers: response.headers, bytes: Buffer.concat(chunks) });
    }).on('error', reject);
  });
}

// One channel of a WAV file's bytes.
export function channel(bytes, index = 0) {
  const channels = bytes.readUInt16LE(22);
  const at = bytes.indexOf('data') + 8;
  const count = Math.floor((bytes.length - at) / 2 / channels);
  const samples = Int16Array.from({ length: count }, (_, i) => bytes.readInt16LE(at + (i * channels + index) * 2));
  return { samples, rate: bytes.readUInt32LE(24), channels };
}

// A part of a sound, in seconds.
export const part = ({ samples, ...sound }, from, until) => ({ ...sound, samples: samples.subarray(from * sound.rate, until * sound.rate) });
