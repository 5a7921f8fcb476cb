import fs from 'node:fs';

export const SAMPLE_RATE = 8000;
const BEEP_SECONDS = 0.3;
const HEADER_BYTES = 44;

function header(dataBytes) {
  const bytes = Buffer.alloc(HEADER_BYTES);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + dataBytes, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20); // PCM
  bytes.writeUInt16LE(1, 22); // mono
  bytes.writeUInt32LE(SAMPLE_RATE, 24);
  bytes.writeUInt32LE(SAMPLE_RATE * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(dataBytes, 40);
  return bytes;
}

const beeps = (frequency, seconds, beeping = seconds) =>
  Array.from({ length: SAMPLE_RATE * seconds }, (_, i) => {
    const on = i < SAMPLE_RATE * beeping && Math.floor(i / (SAMPLE_RATE * BEEP_SECONDS)) % 2 === 0;
    return on ? Math.round(9000 * Math.sin((2 * Math.PI * frequency * i) / SAMPLE_RATE)) : 0;
  });

// A WAV file of beeps: 300 ms of `frequency`, 300 ms of silence, and so on. Beeps, since echo cancellers and noise
// suppressors take a steady tone away. `beeping`: how many seconds of it, before silence.
export function writeBeeps(file, frequency, seconds, beeping) {
  const samples = Buffer.from(Int16Array.from(beeps(frequency, seconds, beeping)).buffer);
  fs.writeFileSync(file, Buffer.concat([header(samples.length), samples]));
}

// The logarithm of a sample in eight bits (ITU-T G.711, mu-law).
function muLaw(sample) {
  const magnitude = Math.min(Math.abs(sample), 32635) + 132;
  const exponent = Math.floor(Math.log2(magnitude)) - 7;
  const mantissa = (magnitude >> (exponent + 3)) & 15;
  return ~((sample < 0 ? 128 : 0) | (exponent << 4) | mantissa) & 255;
}

// The same as payload of PCMU, as SIPp streams it.
export function writeBeepsOfPcmu(file, frequency, seconds) {
  fs.writeFileSync(file, Uint8Array.from(beeps(frequency, seconds), muLaw));
}

const ROWS = [697, 770, 852, 941];
const COLUMNS = [1209, 1336, 1477, 1633];
const KEYS = '123A456B789C*0#D';
const KEY_SECONDS = 0.1;

// The keys as a phone without telephone events sends them (ITU-T Q.23): 100 ms of two tones, 100 ms of silence. Of PCMU.
export function writeDigitsOfPcmu(file, digits) {
  const key = (digit) => {
    const at = KEYS.indexOf(digit);
    const tones = [ROWS[Math.floor(at / 4)], COLUMNS[at % 4]];
    return Array.from({ length: SAMPLE_RATE * KEY_SECONDS * 2 }, (_, i) => {
      if (i >= SAMPLE_RATE * KEY_SECONDS) return 0;
      return Math.round(tones.reduce((sum, hz) => sum + 6000 * Math.sin((2 * Math.PI * hz * i) / SAMPLE_RATE), 0));
    });
  };
  const silence = (seconds) => new Array(SAMPLE_RATE * seconds).fill(0);
  fs.writeFileSync(file, Uint8Array.from([...silence(1), ...[...digits].flatMap(key), ...silence(1)], muLaw));
}

// The first channel of a 16-bit WAV file that may still be growing: its header need not know its length yet.
export function readSound(file) {
  const nothing = { samples: new Int16Array(0), rate: SAMPLE_RATE };
  if (!fs.existsSync(file)) return nothing;
  const bytes = fs.readFileSync(file);
  const at = bytes.indexOf('data');
  if (at < 0) return nothing;
  const channels = bytes.readUInt16LE(22);
  const count = Math.floor((bytes.length - at - 8) / 2 / channels);
  const samples = Int16Array.from({ length: count }, (_, i) => bytes.readInt16LE(at + 8 + i * 2 * channels));
  return { samples, rate: bytes.readUInt32LE(24) };
}

// Share of the power of `samples` that is at `frequency` (Goertzel's algorithm): about 1 for a pure tone.
export function toneShare(samples, frequency, rate = SAMPLE_RATE) {
  const coefficient = 2 * Math.cos((2 * Math.PI * frequency) / rate);
  let before = 0;
  let last = 0;
  let energy = 0;
  for (const sample of samples) {
    [before, last] = [last, sample + coefficient * last - before];
    energy += sample * sample;
  }
  if (energy === 0) return 0;
  const power = before * before + last * last - coefficient * before * last;
  return (2 * power) / (samples.length * energy);
}

// A WAV file of that sound between silence: a second before it, a minute after it.
export function writeSpoken(file, { samples, rate }) {
  const step = rate / SAMPLE_RATE;
  const all = new Int16Array(SAMPLE_RATE * 61 + Math.ceil(samples.length / step));
  const mean = (part) => part.reduce((sum, sample) => sum + sample, 0) / part.length;
  for (let i = 0; (i + 1) * step <= samples.length; i++) {
    all[SAMPLE_RATE + i] = mean(samples.subarray(Math.floor(i * step), Math.ceil((i + 1) * step)));
  }
  fs.writeFileSync(file, Buffer.concat([header(all.byteLength), Buffer.from(all.buffer)]));
}

// How often a beep of `frequency` begins in that sound. Windows of 50 ms; quiet ones hold no beep.
export function countBeeps({ samples, rate }, frequency) {
  const size = rate / 20;
  let count = 0;
  let beeping = false;
  for (let at = 0; at + size <= samples.length; at += size) {
    const window = samples.subarray(at, at + size);
    const loud = window.some((sample) => Math.abs(sample) > 500);
    const hit = loud && toneShare(window, frequency, rate) > 0.5;
    if (hit && !beeping) count++;
    beeping = hit;
  }
  return count;
}

// How long there was sound: windows of 50 ms that are not quiet.
export function secondsOfSound({ samples, rate }) {
  const size = rate / 20;
  let windows = 0;
  for (let at = 0; at + size <= samples.length; at += size) {
    if (samples.subarray(at, at + size).some((sample) => Math.abs(sample) > 500)) windows++;
  }
  return (windows * size) / rate;
}

// Beeps to a measure of their own, so that those of two parties do not always sound at once: `on` and `off` are seconds.
export function writeMeasure(file, frequency, on, off) {
  const samples = Int16Array.from({ length: SAMPLE_RATE * 59 }, (_, i) => {
    const loud = (i / SAMPLE_RATE) % (on + off) < on;
    return loud ? Math.round(9000 * Math.sin((2 * Math.PI * frequency * i) / SAMPLE_RATE)) : 0;
  });
  writeSpoken(file, { samples, rate: SAMPLE_RATE });
  return file;
}
