#!/usr/bin/env node
// Writes the sounds that the SDKs play, as WAV files: make-sounds.mjs [folder]
// The SDKs would fetch their own from their maker's host; these are ours and come from ours.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const rate = 16000; // samples a second, 16 bit, one channel
const dtmf = {
  rows: [697, 770, 852, 941], // Hz, ITU-T Q.23
  columns: [1209, 1336, 1477],
  keys: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "s", "0", "h"],
};

// A sound is a function from seconds to an amplitude of -1 to 1.
const sine = (hertz) => (t) => Math.sin(2 * Math.PI * hertz * t);
const silence = () => 0;

// Rises and falls within 5 ms, so that nothing clicks.
const faded = (sound, seconds) => (t) => sound(t) * Math.min(1, t / 0.005, (seconds - t) / 0.005);

// A struck bar: the tone and an overtone, dying away.
const struck = (hertz) => (t) =>
  Math.exp(-5 * t) * (0.8 * sine(hertz)(t) + 0.2 * Math.exp(-10 * t) * sine(4 * hertz)(t));

// Plays [seconds, sound] after each other.
function sequence(...parts) {
  return parts.flatMap(([seconds, sound]) => {
    const soft = faded(sound, seconds);
    return Array.from({ length: Math.round(seconds * rate) }, (_, i) => soft(i / rate));
  });
}

function wav(samples) {
  const data = Buffer.alloc(44 + samples.length * 2);
  data.write("RIFF", 0);
  data.writeUInt32LE(36 + samples.length * 2, 4);
  data.write("WAVEfmt ", 8);
  data.writeUInt32LE(16, 16);
  data.writeUInt16LE(1, 20); // PCM
  data.writeUInt16LE(1, 22);
  data.writeUInt32LE(rate, 24);
  data.writeUInt32LE(rate * 2, 28);
  data.writeUInt16LE(2, 32);
  data.writeUInt16LE(16, 34);
  data.write("data", 36);
  data.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((sample, i) => data.writeInt16LE(Math.round(sample * 0.6 * 32767), 44 + i * 2));
  return data;
}

function dtmfTone(index) {
  const low = sine(dtmf.rows[Math.floor(index / 3)]);
  const high = sine(dtmf.columns[index % 3]);
  return sequence([0.15, (t) => 0.35 * (low(t) + high(t))]);
}

const sounds = {
  // The SDKs repeat it until the call is answered.
  incoming: sequence([0.18, struck(659)], [0.18, struck(784)], [0.5, struck(988)], [0.18, struck(659)],
    [0.18, struck(784)], [0.8, struck(988)], [1.2, silence]),
  outgoing: sequence([0.12, struck(523)], [0.4, struck(784)]),
  disconnect: sequence([0.12, struck(784)], [0.4, struck(523)]),
};
dtmf.keys.forEach((key, index) => (sounds[`dtmf${key}`] = dtmfTone(index)));

const folder = process.argv[2] ?? "sounds";
mkdirSync(folder, { recursive: true });
for (const [name, samples] of Object.entries(sounds)) writeFileSync(join(folder, `${name}.wav`), wav(samples));
console.log(`${Object.keys(sounds).length} sounds in ${folder}`);
