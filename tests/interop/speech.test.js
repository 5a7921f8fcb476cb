// What callers say to a <Gather>: the sound that an engine behind a URL gets, and what becomes of its answer.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import twilio from 'twilio';
import { Child } from './kit/child.js';
import { BROWSER_HZ, PHONE_HZ, SDKS, useHouse } from './kit/house.js';
import { freeTcpPort } from './kit/ports.js';
import { NUMBER } from './kit/server.js';
import { SpeechEngine } from './kit/speech_engine.js';
import { countBeeps } from './kit/tone.js';
import { until } from './kit/until.js';

const SPEECH_SERVER = fileURLToPath(new URL('../../examples/speech-server/speech-server.js', import.meta.url));
const enginePort = await freeTcpPort();
const house = useHouse({ recognition: { engine: 'http', url: `http://127.0.0.1:${enginePort}/` } });

let engine;
before(async () => {
  engine = await SpeechEngine.start(enginePort);
});
after(() => engine.stop());

// Callers of these tests beep for ever: three seconds of it are their answer.
function serveGather() {
  const twiml = new twilio.twiml.VoiceResponse();
  twiml.gather({ input: 'speech', action: '/said', maxSpeechTime: 3, hints: 'sales, support', language: 'ja-JP' });
  twiml.redirect('/after');
  house.webhook.answer('/voice', String(twiml));
  for (const next of ['/said', '/after']) house.webhook.answer(next, '<Response><Pause length="60"/></Response>');
}

async function expectHeard(hz) {
  const { sound, asked } = await engine.heard.next('sound', () => true);
  assert.deepEqual(asked, { language: 'ja-JP', hints: 'sales,support', profanityFilter: 'true' });
  assert.equal(sound.samples.length / sound.rate, 3);
  const beeps = countBeeps(sound, hz);
  assert.ok(beeps >= 4 && beeps <= 6, `${beeps} beeps`);
  engine.heard.events.length = 0;
}

async function expectSaid() {
  const { parameters } = await house.webhook.next('/said');
  const { SpeechResult, Confidence, msg } = parameters;
  assert.deepEqual({ SpeechResult, Confidence, msg }, { SpeechResult: 'サポート', Confidence: '0.8700000', msg: 'Gather End' });
}

test('what a phone says reaches the engine, and its words the application', async () => {
  engine.answers({ transcript: 'サポート', confidence: 0.87 });
  serveGather();
  await house.server.useNumber(`${house.webhook.url}/voice`);
  const phone = await house.phone();
  await phone.dial(NUMBER);
  await expectHeard(PHONE_HZ);
  await expectSaid();
  await phone.hangUp();
});

for (const sdk of SDKS) {
  test(`what a page on ${sdk} says reaches the engine, and its words the application`, async () => {
    engine.answers({ transcript: 'サポート', confidence: 0.87 });
    serveGather();
    const application = await house.server.makeApplication(`${house.webhook.url}/voice`);
    const page = await house.registeredPage(sdk, application);
    await page.connect({});
    await expectHeard(BROWSER_HZ);
    await expectSaid();
    await page.hangUp();
    await page.next('call.disconnect');
    assert.deepEqual(page.faults, []);
  });
}

test('an engine that fails is a notification, and the next verb runs', async () => {
  engine.answers({}, 500);
  serveGather();
  await house.server.useNumber(`${house.webhook.url}/voice`);
  const phone = await house.phone();
  await phone.dial(NUMBER);
  const { parameters } = await house.webhook.next('/after');
  const notices = await house.server.rest.calls(parameters.CallSid).notifications.list();
  assert.deepEqual(notices.map(({ errorCode }) => errorCode), ['13340']);
  await phone.hangUp();
});

test('the example engine hands the sound to a program and answers with what that prints', async () => {
  const port = await freeTcpPort();
  const server = new Child(process.execPath, [SPEECH_SERVER, String(port), 'stat', '-c', '%s bytes']);
  const url = `http://127.0.0.1:${port}/`;
  const answer = await until('the example engine', () => fetch(url, { method: 'POST', body: Buffer.alloc(1644) }).catch(() => undefined));
  assert.deepEqual(await answer.json(), { transcript: '1644 bytes' });
  await server.stop();
});
