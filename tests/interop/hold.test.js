// Calls that are held and resumed, and what each end hears.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BROWSER_HZ, PHONE_HZ, useHouse } from './kit/house.js';
import { CLIENT, NUMBER, OTHER_PHONE } from './kit/server.js';
import { respond } from './kit/webhook.js';

const house = useHouse();
const OTHER_HZ = 750;

async function answerIncoming(verbs) {
  house.webhook.answer('/voice', respond(verbs));
  await house.server.useNumber(`${house.webhook.url}/voice`);
}

// baresip's recorder does not start again after a hold, though it plays: that the one who held hears again is seen with
// linphone.
test('a phone holds another phone and takes it back', async () => {
  await answerIncoming(`<Dial callerId="${NUMBER}"><Number>${OTHER_PHONE}</Number></Dial>`);
  const other = await house.phone({ user: 'other', frequency: OTHER_HZ });
  const phone = await house.phone();
  await phone.dial(NUMBER);
  await other.next('CALL_INCOMING');
  await other.answer();
  await Promise.all([other.hears(PHONE_HZ), phone.hears(OTHER_HZ)]);

  await phone.hold();
  await phone.getsNoMore(OTHER_HZ);
  await phone.resume();
  await other.hearsMore(PHONE_HZ);

  await other.hangUp();
  await phone.next('CALL_CLOSED');
});

test('a phone holds a page and takes it back', async () => {
  await answerIncoming(`<Dial><Client>${CLIENT}</Client></Dial>`);
  const page = await house.registeredPage('voice-sdk');
  const phone = await house.phone();
  await phone.dial(NUMBER);
  await page.next('device.incoming');
  await page.accept();
  await Promise.all([page.hears(PHONE_HZ), phone.hears(BROWSER_HZ)]);

  await phone.hold();
  await phone.getsNoMore(BROWSER_HZ);
  assert.equal(page.has('call.disconnect'), false);
  await phone.resume();
  await page.hears(PHONE_HZ);
  await phone.hangUp();
  await page.next('call.disconnect');
  assert.deepEqual(page.faults, []);
});

test('linphone holds a phone and takes it back', async () => {
  await answerIncoming(`<Dial callerId="${NUMBER}"><Number>${OTHER_PHONE}</Number></Dial>`);
  const other = await house.phone({ user: 'other', frequency: OTHER_HZ, answer: 'auto' });
  const linphone = await house.linphone();
  await linphone.dial(NUMBER);
  await Promise.all([other.hears(PHONE_HZ), linphone.receives()]);
  await linphone.hold();
  await other.hearsNoMore(PHONE_HZ);
  assert.equal(other.calls.find(({ type }) => type === 'CALL_CLOSED'), undefined);
  await linphone.resume();
  await Promise.all([other.hearsAgain(PHONE_HZ), linphone.receives()]);
  await linphone.hangUp();
  await other.next('CALL_CLOSED');
});

test('a trunk holds by sendonly, inactive and no address, moves its port, and offers nothing', async () => {
  await answerIncoming('<Say>One moment, please.</Say><Pause length="60"/>');
  const call = await house.trunkCall('hold');
  await call.done;
});
