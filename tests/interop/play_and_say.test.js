// What callers hear of <Say>, <Play> and <Echo>, and of an application that is broken.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { BROWSER_HZ, SDKS, useHouse } from './kit/house.js';
import { NUMBER } from './kit/server.js';
import { writeBeeps } from './kit/tone.js';
import { respond } from './kit/webhook.js';

const WAV_HZ = 440;
const MP3_HZ = 700;
const MP3 = new URL('./sounds/beeps_700_hz.mp3', import.meta.url); // 3 s, stereo, 22,050 Hz

const house = useHouse({ prepare: serveBeeps });

function serveBeeps({ server }) {
  const wav = path.join(server.folder, 'beeps_440_hz.wav');
  writeBeeps(wav, WAV_HZ, 3);
  serveFile('/beeps.wav', fs.readFileSync(wav), 'audio/wav', { 'Cache-Control': 'max-age=600' });
  serveFile('/beeps.mp3', fs.readFileSync(MP3), 'audio/mpeg', { ETag: '"1"' });
}

function serveFile(url, bytes, type, headers) {
  house.webhook.answer(url, (request, response) => {
    if (headers.ETag && request.headers['if-none-match'] === headers.ETag) return response.writeHead(304).end();
    response.writeHead(200, { 'Content-Type': type, 'Content-Length': bytes.length, ...headers }).end(bytes);
  });
}

const asked = (url) => house.webhook.requests.events.filter((request) => request.path === url);

async function answerWith(verbs) {
  house.webhook.answer('/voice', respond(verbs));
  await house.server.useNumber(`${house.webhook.url}/voice`);
}

// A call that the server ends; the phone, with all that it heard.
async function callUntilTheEnd() {
  const phone = await house.phone();
  await phone.dial(NUMBER);
  await phone.next('CALL_CLOSED', 30000);
  return phone;
}

test('a phone hears every beep of a WAV file and of an MP3 file', async () => {
  await answerWith('<Play>beeps.wav</Play><Play>beeps.mp3</Play>');
  const phone = await callUntilTheEnd();
  assert.equal(phone.beepsHeard(WAV_HZ), 5);
  assert.equal(phone.beepsHeard(MP3_HZ), 5);
});

test('a fresh copy is not fetched again, and a stale one is asked for', async () => {
  await answerWith('<Play>beeps.wav</Play><Play>beeps.mp3</Play><Play>beeps.mp3</Play>');
  const phone = await callUntilTheEnd();
  assert.equal(asked('/beeps.wav').length, 0);
  assert.deepEqual(asked('/beeps.mp3').map(({ headers }) => headers['if-none-match']), ['"1"', '"1"']);
  assert.equal(phone.beepsHeard(WAV_HZ), 5);
  assert.equal(phone.beepsHeard(MP3_HZ), 10);
});

test('a phone hears speech for about as long as a person would speak', async () => {
  await answerWith('<Say>Thank you for calling. Please hold the line.</Say>');
  const phone = await callUntilTheEnd();
  const seconds = phone.secondsOfSound();
  assert.ok(seconds > 1.2 && seconds < 5, `${seconds} s`);
});

test('a phone that hangs up in the middle ends the sound, and nothing follows', async () => {
  await answerWith('<Play loop="0">beeps.wav</Play><Redirect>/after</Redirect>');
  const phone = await house.phone();
  await phone.dial(NUMBER);
  await phone.hears(WAV_HZ);
  const { parameters } = await house.webhook.next('/voice');
  await phone.hangUp();
  const call = await house.server.endedCall(parameters.CallSid);
  assert.equal(call.status, 'completed');
  assert.equal(asked('/after').length, 0);
});

test('a file that is not there is a notification, and the next verb runs', async () => {
  await answerWith('<Play>missing.wav</Play><Play>beeps.wav</Play>');
  house.webhook.answer('/missing.wav', (_, response) => response.writeHead(404).end());
  const phone = await callUntilTheEnd();
  assert.equal(phone.beepsHeard(WAV_HZ), 5);
  const { parameters } = await house.webhook.next('/voice');
  const notices = await house.server.rest.calls(parameters.CallSid).notifications.list();
  assert.deepEqual(notices.map(({ errorCode, log }) => [errorCode, log]), [['11200', '0']]);
});

test('an application that is broken is said to the caller, who is then hung up on', async () => {
  house.webhook.answer('/broken', (_, response) => response.writeHead(500).end());
  await house.server.useNumber(`${house.webhook.url}/broken`);
  const phone = await callUntilTheEnd();
  assert.ok(phone.secondsOfSound() > 1.2, `${phone.secondsOfSound()} s`);
  const { parameters } = await house.webhook.next('/broken');
  const notices = await house.server.rest.calls(parameters.CallSid).notifications.list();
  assert.deepEqual(notices.map(({ errorCode }) => errorCode), ['11200']);
});

for (const sdk of SDKS) {
  test(`a page on ${sdk} hears speech and a file`, async () => {
    house.webhook.answer('/outgoing', respond('<Say>Thank you for calling.</Say><Play loop="3">beeps.wav</Play>'));
    const application = await house.server.makeApplication(`${house.webhook.url}/outgoing`);
    const page = await house.registeredPage(sdk, application);
    await page.connect({});
    await page.hearsSound();
    await page.hears(WAV_HZ);
    await page.hangUp();
    await page.next('call.disconnect');
    assert.deepEqual(page.faults, []);
  });

  test(`a page on ${sdk} hears its own beeps from an echo`, async () => {
    house.webhook.answer('/echo', respond('<Echo/>'));
    const application = await house.server.makeApplication(`${house.webhook.url}/echo`);
    const page = await house.registeredPage(sdk, application);
    await page.connect({});
    await page.hears(BROWSER_HZ);
    await page.hangUp();
    await page.next('call.disconnect');
  });
}

test('a phone hears a sentence in another language, slowly', async () => {
  const sentence = 'Guten Tag, bitte bleiben Sie am Apparat.';
  await answerWith(`<Say voice="Polly.Hans">${sentence}</Say>`);
  const plain = (await callUntilTheEnd()).secondsOfSound();
  await answerWith(`<Say language="de-DE"><prosody rate="60%">${sentence}</prosody></Say>`);
  const slow = (await callUntilTheEnd()).secondsOfSound();
  assert.ok(plain > 1.2 && plain < 5, `${plain} s`);
  assert.ok(slow > plain * 1.3, `${slow} s`);
  const { parameters } = await house.webhook.next('/voice');
  assert.deepEqual(await house.server.rest.calls(parameters.CallSid).notifications.list(), []);
});
