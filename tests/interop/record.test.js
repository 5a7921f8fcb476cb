// <Record>, <Dial record> and their files: what is in them, heard; and what a crash leaves. docs/recordings.md has the rules.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BROWSER_HZ, PHONE_HZ, SDKS, useHouse } from './kit/house.js';
import { CLIENT, NUMBER } from './kit/server.js';
import { countBeeps } from './kit/tone.js';
import { until } from './kit/until.js';
import { channel, fetchSound as fetchSoundOf } from './kit/wav.js';
import { respond } from './kit/webhook.js';

const BEEP_HZ = 1000;
const house = useHouse();

async function answerWith(verbs) {
  house.webhook.answer('/voice', respond(verbs));
  house.webhook.answer('/done', respond('<Hangup/>'));
  house.webhook.answer('/recorded', respond(''));
  await house.server.useNumber(`${house.webhook.url}/voice`);
}

const told = (status) =>
  house.webhook.requests.events.find(({ path, parameters }) => path === '/recorded' && parameters.RecordingStatus === status);
const ending = () => until('the end of the recording', () => told('completed')?.parameters, 20000);

const fetchSound = (url, headers) => fetchSoundOf(house.server, url, headers);
const local = (url) => url.replace(/^https:\/\/[^/]+/, house.server.url);

async function record(verbs, speak) {
  await answerWith(verbs);
  await speak();
  const parameters = await ending();
  const { status, headers, bytes } = await fetchSound(local(parameters.RecordingUrl));
  assert.equal(status, 200);
  assert.equal(headers['content-type'], 'audio/x-wav');
  return { parameters, bytes };
}

const RECORD = '<Record action="/done" recordingStatusCallback="/recorded" recordingStatusCallbackEvent="in-progress completed"';

test('a phone is recorded until it presses a key, without the beep that it hears', async () => {
  const { parameters, bytes } = await record(`${RECORD} timeout="0" finishOnKey="#"/>`, async () => {
    const phone = await house.phone();
    await phone.dial(NUMBER);
    await until('the beep', () => phone.beepsHeard(BEEP_HZ) >= 1);
    await until('the recording', () => told('in-progress'));
    await new Promise((resolve) => setTimeout(resolve, 4000));
    await phone.sendDigits('5');
    await phone.sendDigits('#');
    await phone.next('CALL_CLOSED', 20000);
  });
  const sound = channel(bytes);
  assert.equal(sound.rate, 8000);
  assert.equal(sound.channels, 1);
  const beeps = countBeeps(sound, PHONE_HZ);
  assert.ok(beeps >= 5 && beeps <= 9, `${beeps} beeps`);
  assert.equal(countBeeps(sound, BEEP_HZ), 0);
  const seconds = sound.samples.length / 8000;
  assert.equal(Number(parameters.RecordingDuration), Math.floor(seconds));

  const done = await house.webhook.next('/done');
  assert.equal(done.parameters.Digits, '#');
  assert.equal(done.parameters.RecordingSid, parameters.RecordingSid);
  assert.equal(done.parameters.RecordingUrl, parameters.RecordingUrl);
  assert.equal(done.parameters.CallStatus, 'in-progress');

  const { rest } = house.server;
  const row = await rest.recordings(parameters.RecordingSid).fetch();
  assert.deepEqual([row.status, row.source, row.channels, row.duration], ['completed', 'RecordVerb', 1, parameters.RecordingDuration]);
  const listed = await rest.calls(parameters.CallSid).recordings.list();
  assert.deepEqual(listed.map(({ sid, track }) => [sid, track]), [[row.sid, 'both']]);

  const mp3 = await fetchSound(local(`${parameters.RecordingUrl}.mp3`));
  assert.equal(mp3.headers['content-type'], 'audio/mpeg');
  assert.ok(Math.abs(mp3.bytes.length - seconds * 4000) < 3000, `${mp3.bytes.length} bytes of MP3 in ${seconds} s`);
  const part = await fetchSound(local(`${parameters.RecordingUrl}.wav`), { Range: 'bytes=0-3' });
  assert.deepEqual([part.status, part.bytes.toString()], [206, 'RIFF']);

  assert.ok(await rest.recordings(row.sid).remove());
  assert.equal((await fetchSound(local(parameters.RecordingUrl))).status, 404);
});

test('what a recording gives as MP3 is heard when it is played to a phone', async () => {
  const { parameters } = await record(`${RECORD} timeout="0" maxLength="4"/>`, async () => {
    const phone = await house.phone();
    await phone.dial(NUMBER);
    await phone.next('CALL_CLOSED', 20000);
  });
  const { bytes } = await fetchSound(local(`${parameters.RecordingUrl}.mp3`));
  house.webhook.answer('/recording.mp3', (_, response) => response.writeHead(200, { 'Content-Type': 'audio/mpeg' }).end(bytes));
  await answerWith('<Play>recording.mp3</Play>');
  const phone = await house.phone({ frequency: 0 });
  await phone.dial(NUMBER);
  await phone.next('CALL_CLOSED', 20000);
  const beeps = phone.beepsHeard(PHONE_HZ);
  assert.ok(beeps >= 4, `${beeps} beeps`);
});

test('a recording is played to its caller by its URL, without credentials', async () => {
  await answerWith(`${RECORD} timeout="0" maxLength="3"/>`);
  house.webhook.answer('/done', (_, response) => {
    const { RecordingUrl } = house.webhook.requests.events.findLast(({ path }) => path === '/done').parameters;
    response.writeHead(200, { 'Content-Type': 'text/xml' }).end(respond(`<Play>${RecordingUrl}</Play>`));
  });
  const phone = await house.phone();
  await phone.dial(NUMBER);
  await phone.next('CALL_CLOSED', 30000);
  const beeps = phone.beepsHeard(PHONE_HZ);
  assert.ok(beeps >= 4, `${beeps} beeps`);
});

test('silence ends a recording and is trimmed', async () => {
  const { parameters, bytes } = await record(`${RECORD} timeout="3"/>`, async () => {
    const phone = await house.phone({ frequency: PHONE_HZ, seconds: 6 });
    await phone.dial(NUMBER);
    await phone.next('CALL_CLOSED', 40000);
  });
  const sound = channel(bytes);
  assert.equal(sound.samples.length >= 8000, true);
  const tail = sound.samples.subarray(-8000 * 0.6);
  assert.ok(tail.some((sample) => Math.abs(sample) > 500), 'the silence at the end is still there');
  assert.ok(Number(parameters.RecordingDuration) <= 7, parameters.RecordingDuration);
});

test('a hang-up is told as such, and its recording is complete', async () => {
  const { bytes } = await record(`${RECORD} timeout="0"/>`, async () => {
    const phone = await house.phone();
    await phone.dial(NUMBER);
    await until('the recording', () => told('in-progress'));
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await phone.hangUp();
  });
  const done = await house.webhook.next('/done');
  assert.equal(done.parameters.Digits, 'hangup');
  assert.equal(done.parameters.CallStatus, 'completed');
  assert.ok(countBeeps(channel(bytes), PHONE_HZ) >= 3);
});

for (const sdk of SDKS) {
  test(`a page on ${sdk} is recorded`, async () => {
    const { bytes } = await record('', async () => {
      house.webhook.answer('/outgoing', respond(`${RECORD} timeout="0" maxLength="5" playBeep="false"/>`));
      const application = await house.server.makeApplication(`${house.webhook.url}/outgoing`);
      const page = await house.registeredPage(sdk, application);
      await page.connect({});
      await page.next('call.disconnect', 30000);
    });
    assert.ok(countBeeps(channel(bytes), BROWSER_HZ) >= 4);
  });
}

for (const codecs of ['PCMU', 'G722/16000/1']) {
  test(`a phone on ${codecs} and a page are recorded in a channel each`, async () => {
    const dial = `<Dial action="/done" record="record-from-answer-dual" recordingStatusCallback="/recorded"><Client>${CLIENT}</Client></Dial>`;
    const { parameters, bytes } = await record(dial, async () => {
      const page = await house.registeredPage('voice-sdk');
      const phone = await house.phone({ codecs });
      await phone.dial(NUMBER);
      await page.next('device.incoming');
      await page.accept();
      await Promise.all([page.hears(PHONE_HZ), phone.hears(BROWSER_HZ)]);
      await new Promise((resolve) => setTimeout(resolve, 3000));
      await phone.hangUp();
    });
    const [caller, callee] = [channel(bytes, 0), channel(bytes, 1)];
    assert.equal(caller.channels, 2);
    assert.ok(countBeeps(caller, PHONE_HZ) >= 4, `${countBeeps(caller, PHONE_HZ)} of the caller`);
    assert.ok(countBeeps(callee, BROWSER_HZ) >= 4, `${countBeeps(callee, BROWSER_HZ)} of the callee`);
    assert.equal(countBeeps(caller, BROWSER_HZ), 0);
    assert.equal(countBeeps(callee, PHONE_HZ), 0);
    assert.equal(parameters.RecordingSource, 'DialVerb');
    const done = await house.webhook.next('/done');
    assert.equal(done.parameters.RecordingUrl, parameters.RecordingUrl);
    const mixed = await fetchSound(local(`${parameters.RecordingUrl}.wav?RequestedChannels=1`));
    assert.equal(channel(mixed.bytes).channels, 1);
  });
}

test('kill -9 in a recording: its file plays as far as it goes, and the application hears of it', async () => {
  await answerWith(`${RECORD} timeout="0"/>`);
  const phone = await house.phone();
  await phone.dial(NUMBER);
  const begun = await until('the recording', () => told('in-progress')?.parameters);
  await new Promise((resolve) => setTimeout(resolve, 4000));
  await house.server.kill();
  await house.server.restart();
  const parameters = await ending();
  assert.equal(parameters.RecordingSid, begun.RecordingSid);
  assert.ok(Number(parameters.RecordingDuration) >= 3, parameters.RecordingDuration);
  const { bytes } = await fetchSound(local(parameters.RecordingUrl));
  assert.ok(countBeeps(channel(bytes), PHONE_HZ) >= 4);
  const row = await house.server.rest.recordings(parameters.RecordingSid).fetch();
  assert.equal(row.status, 'completed');
});
