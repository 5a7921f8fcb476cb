// <Record transcribe>: what a phone has said comes back as a text, through the server's own engine.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { useHouse } from './kit/house.js';
import { NUMBER, request } from './kit/server.js';
import { readSound, writeSpoken } from './kit/tone.js';
import { until } from './kit/until.js';
import { respond } from './kit/webhook.js';

const WORDS = 'please call me back tomorrow morning';
const house = useHouse({ browser: false });

// By espeak-ng; the phone falls silent afterwards.
function spoken() {
  const [raw, file] = ['raw', 'spoken'].map((name) => path.join(house.server.folder, `${name}.wav`));
  execFileSync('espeak-ng', ['-v', 'en-us', '-s', '130', '-w', raw, WORDS]);
  writeSpoken(file, readSound(raw));
  return file;
}

// The caller has spoken, and its recording is over.
async function leaveMessage(attributes = '') {
  house.webhook.answer('/voice', respond(`<Record transcribe="true" transcribeCallback="/text" timeout="2" playBeep="false" action="/done" ${attributes}/>`));
  house.webhook.answer('/done', respond('<Hangup/>'));
  house.webhook.answer('/text', (_, response) => response.writeHead(204).end());
  await house.server.useNumber(`${house.webhook.url}/voice`);
  const phone = await house.phone({ sound: spoken() });
  await phone.dial(NUMBER);
  const { parameters } = await house.webhook.next('/done', 30000);
  return parameters;
}

const text = async () => (await house.webhook.next('/text', 150000)).parameters;

function assertUnderstood(said) {
  const understood = WORDS.split(' ').filter((word) => said.split(' ').includes(word));
  assert.ok(understood.length >= 3, said);
}

test('a message is written down, told, and read by REST', async () => {
  const { RecordingSid, CallSid } = await leaveMessage();
  const told = await text();
  assert.equal(told.TranscriptionStatus, 'completed');
  assert.equal(told.RecordingSid, RecordingSid);
  assert.equal(told.CallSid, CallSid);
  assert.equal(told.From, '+819059876543');
  assert.ok(told.TranscriptionUrl.endsWith(`/Recordings/${RecordingSid}/Transcriptions/${told.TranscriptionSid}`));
  assertUnderstood(told.TranscriptionText);

  const { rest, accountSid, authToken, certificate, url } = house.server;
  const row = await rest.transcriptions(told.TranscriptionSid).fetch();
  assert.deepEqual([row.status, row.recordingSid, row.transcriptionText, row.type], ['completed', RecordingSid, told.TranscriptionText, 'fast']);
  assert.ok(Number(row.duration) >= 2);
  const below = rest.recordings(RecordingSid).transcriptions;
  assert.deepEqual((await below.list()).map(({ sid }) => sid), [row.sid]);
  assert.ok((await rest.transcriptions.list()).some(({ sid }) => sid === row.sid));
  const headers = { Authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` };
  const plain = await request(`${url}/2010-04-01/Accounts/${accountSid}/Transcriptions/${row.sid}.txt`, { headers, certificate });
  assert.equal(plain.body, told.TranscriptionText);
  assert.ok(await below(row.sid).remove());
  await assert.rejects(rest.transcriptions(row.sid).fetch(), ({ status }) => status === 404);
});

test('kill -9 while a message is written down: it is, after the next start', async () => {
  const { RecordingSid } = await leaveMessage();
  await house.server.kill();
  assert.equal(house.webhook.requests.events.some(({ path: at, parameters }) => at === '/text' && parameters.RecordingSid === RecordingSid), false);
  await house.server.restart();
  const told = await until('the text', () => house.webhook.requests.events.map(({ parameters }) => parameters).find((it) => it.TranscriptionText && it.RecordingSid === RecordingSid), 150000);
  assert.equal(told.TranscriptionStatus, 'completed');
  assertUnderstood(told.TranscriptionText);
});
