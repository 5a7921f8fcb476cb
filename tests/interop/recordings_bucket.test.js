// Recordings whose sound is kept in a bucket: put there once they are over, fetched and deleted through our own URLs.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { Bucket, SECRET } from './kit/bucket.js';
import { PHONE_HZ, useHouse } from './kit/house.js';
import { NUMBER } from './kit/server.js';
import { countBeeps } from './kit/tone.js';
import { until } from './kit/until.js';
import { channel, fetchSound } from './kit/wav.js';
import { respond } from './kit/webhook.js';

const secretFile = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'ringback-bucket-')), 'secret');
fs.writeFileSync(secretFile, `${SECRET}\n`);
const bucket = await Bucket.start();
after(() => bucket.stop());
const house = useHouse({ browser: false, bucket: bucket.configuration(secretFile) });

const folder = () => path.join(house.server.folder, 'data/recordings');
const inFolder = (sid) => fs.existsSync(path.join(folder(), `${sid}.wav`));
const object = (sid) => bucket.objects.get(`tapes/${sid}.wav`);
const urlOf = (sid) => `${house.server.url}/2010-04-01/Accounts/${house.server.accountSid}/Recordings/${sid}`;

// Three seconds of a phone; the recording's SID once it is complete.
async function record() {
  house.webhook.answer('/voice', respond('<Record timeout="0" maxLength="3" playBeep="false" action="/done"/>'));
  house.webhook.answer('/done', respond('<Hangup/>'));
  await house.server.useNumber(`${house.webhook.url}/voice`);
  const phone = await house.phone();
  await phone.dial(NUMBER);
  const { parameters } = await house.webhook.next('/done', 20000);
  return parameters.RecordingSid;
}

test('a recording goes into the bucket, and is heard and deleted through its own URL', async () => {
  const sid = await record();
  await until('the object', () => object(sid));
  await until('the folder without it', () => !inFolder(sid));
  fs.rmSync(path.join(folder(), 'kept'), { recursive: true });
  fs.mkdirSync(path.join(folder(), 'kept'));
  const { status, bytes } = await fetchSound(house.server, `${urlOf(sid)}.wav`);
  assert.equal(status, 200);
  assert.ok(countBeeps(channel(bytes), PHONE_HZ) >= 3);
  assert.deepEqual(bytes, object(sid));
  const mp3 = await fetchSound(house.server, `${urlOf(sid)}.mp3`);
  assert.equal(mp3.headers['content-type'], 'audio/mpeg');
  assert.ok(await house.server.rest.recordings(sid).remove());
  assert.equal(object(sid), undefined);
  assert.equal((await fetchSound(house.server, `${urlOf(sid)}.wav`)).status, 404);
});

test('a bucket that is down gets the recording later, and it is heard meanwhile', async () => {
  bucket.down = true;
  const sid = await record();
  await until('a try', () => bucket.requests.at(-1) === 'PUT 503');
  assert.ok(inFolder(sid));
  assert.equal((await fetchSound(house.server, `${urlOf(sid)}.wav`)).status, 200);
  bucket.down = false;
  await until('the object', () => object(sid), 20000);
  const call = (await house.server.rest.recordings(sid).fetch()).callSid;
  const { notifications } = house.server.rest.calls(call);
  if (notifications) assert.ok((await notifications.list()).some(({ errorCode }) => errorCode === '16111'));
});

test('kill -9 before the bucket has it: it gets it at the next start', async () => {
  bucket.down = true;
  const sid = await record();
  await until('a try', () => bucket.requests.at(-1) === 'PUT 503');
  await house.server.kill();
  bucket.down = false;
  await house.server.restart();
  await until('the object', () => object(sid), 20000);
  await until('the folder without it', () => !inFolder(sid));
  assert.ok(countBeeps(channel(object(sid)), PHONE_HZ) >= 3);
});

test('the secret is in no log', () => {
  const { events } = house.server.child.lines;
  assert.ok(events.length > 0);
  assert.equal(events.some((line) => line.includes(SECRET)), false);
});
