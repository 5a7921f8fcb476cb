// <Record transcribe>: what a phone has said reaches the engine, and its words the application.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PHONE_HZ, useHouse } from './kit/house.js';
import { freeTcpPort } from './kit/ports.js';
import { NUMBER, PHONE, request } from './kit/server.js';
import { SpeechEngine } from './kit/speech_engine.js';
import { countBeeps } from './kit/tone.js';
import { respond } from './kit/webhook.js';

const WORDS = 'please call me back';
const enginePort = await freeTcpPort();
const recognition = { engine: 'http', url: `http://127.0.0.1:${enginePort}/` };
const house = useHouse({ browser: false, recognition, prepare: answerRecordings });

let engine;
before(async () => {
  engine = await SpeechEngine.start(enginePort);
});
after(() => engine.stop());

function answerRecordings({ webhook, server }) {
  const record = '<Record transcribe="true" transcribeCallback="/text" maxLength="4" playBeep="false" action="/done"/>';
  webhook.answer('/voice', respond(record));
  webhook.answer('/done', respond('<Hangup/>'));
  webhook.answer('/text', (_, response) => response.writeHead(204).end());
  return server.useNumber(`${webhook.url}/voice`);
}

// The phone has beeped for four seconds, and its recording is over.
async function leaveMessage() {
  const phone = await house.phone();
  await phone.dial(NUMBER);
  const { parameters } = await house.webhook.next('/done', 30_000);
  return parameters;
}

async function expectHeard() {
  const { sound } = await engine.heard.next('sound', () => true);
  assert.ok(countBeeps(sound, PHONE_HZ) >= 4);
  engine.heard.events.length = 0;
}

async function expectText({ RecordingSid, CallSid }) {
  const { parameters: told } = await house.webhook.next('/text', 30_000);
  assert.equal(told.TranscriptionStatus, 'completed');
  assert.equal(told.TranscriptionText, WORDS);
  assert.deepEqual([told.RecordingSid, told.CallSid, told.From], [RecordingSid, CallSid, PHONE]);
  assert.ok(told.TranscriptionUrl.endsWith(`/Recordings/${RecordingSid}/Transcriptions/${told.TranscriptionSid}`));
  return told;
}

test('a message is written down, told, and read by REST', async () => {
  engine.answers({ transcript: WORDS });
  const message = await leaveMessage();
  await expectHeard();
  const { TranscriptionSid } = await expectText(message);

  const { rest, accountSid, authToken, certificate, url } = house.server;
  const { curl } = house.server;
  const row = await rest.transcriptions(TranscriptionSid).fetch();
  assert.equal((await curl.transcriptions(TranscriptionSid).fetch()).sid, row.sid);
  assert.equal((await curl.recordings(message.RecordingSid).transcriptions.list()).length, 1);
  assert.deepEqual([row.status, row.recordingSid, row.transcriptionText], ['completed', message.RecordingSid, WORDS]);
  assert.equal(row.type, 'fast');
  assert.equal(row.duration, '4');
  const below = rest.recordings(message.RecordingSid).transcriptions;
  assert.deepEqual((await below.list()).map(({ sid }) => sid), [row.sid]);
  assert.equal((await below(row.sid).fetch()).transcriptionText, row.transcriptionText);
  assert.ok((await rest.transcriptions.list()).some(({ sid }) => sid === row.sid));
  const headers = { Authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` };
  const text = `${url}/2010-04-01/Accounts/${accountSid}/Transcriptions/${row.sid}.txt`;
  assert.equal((await request(text, { headers, certificate })).body, WORDS);
  assert.ok(await below(row.sid).remove());
  await assert.rejects(rest.transcriptions(row.sid).fetch(), ({ status }) => status === 404);
});

test('an engine that fails: the application hears that there is no text', async () => {
  engine.answers({}, 500);
  const { RecordingSid } = await leaveMessage();
  const { parameters } = await house.webhook.next('/text', 30_000);
  assert.deepEqual([parameters.TranscriptionStatus, parameters.RecordingSid], ['failed', RecordingSid]);
});

test('kill -9 while a message is written down: it is, after the next start', async () => {
  engine.hesitates();
  const message = await leaveMessage();
  await expectHeard();
  await house.server.kill();
  engine.answers({ transcript: WORDS });
  await house.server.restart();
  await expectHeard();
  await expectText(message);
});
