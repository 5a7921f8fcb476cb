// What the called network says before anybody answers, as the caller hears it.
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { useHouse } from './kit/house.js';
import { FOREIGN_NUMBER, NUMBER, OTHER_PHONE } from './kit/server.js';
import { writeBeepsOfPcmu } from './kit/tone.js';
import { respond } from './kit/webhook.js';

const house = useHouse();
const EARLY_HZ = 750;

const dial = (attributes, inner) => `<Dial callerId="${NUMBER}" ${attributes}>${inner}</Dial>`;
const dialOut = (attributes = '') => dial(attributes, `<Number>${FOREIGN_NUMBER}</Number>`);

async function answerIncoming(verbs) {
  house.webhook.answer('/voice', respond(verbs));
  await house.server.useNumber(`${house.webhook.url}/voice`);
}

// A carrier whose network beeps in a 183 with SDP, some seconds before the called person answers.
function earlyCarrier() {
  const beeps = path.join(house.server.folder, 'early.ulaw');
  writeBeepsOfPcmu(beeps, EARLY_HZ, 6);
  return house.carrier('early', { beeps });
}

test('a caller who has been answered hears the early sound of the network that it called', async () => {
  await answerIncoming(dialOut());
  const carrier = await earlyCarrier();
  const phone = await house.phone();
  await phone.dial(NUMBER);
  await phone.hears(EARLY_HZ);
  assert.equal(carrier.isAnswered(), false);
  await carrier.answered();
  await phone.hearsMore(EARLY_HZ);
  await phone.hangUp();
  await carrier.done;
});

test('with answerOnBridge a phone hears it before it is answered itself', async () => {
  await answerIncoming(dialOut('answerOnBridge="true"'));
  const carrier = await earlyCarrier();
  const phone = await house.phone();
  await phone.dial(NUMBER);
  await phone.hears(EARLY_HZ);
  assert.equal(phone.calls.find(({ type }) => type === 'CALL_ESTABLISHED'), undefined);
  await phone.next('CALL_ESTABLISHED');
  await phone.hearsMore(EARLY_HZ);
  await phone.hangUp();
  await carrier.done;
});

test('with answerOnBridge a page on voice-sdk hears it before its call is accepted', async () => {
  house.webhook.answer('/outgoing', respond(dialOut('answerOnBridge="true"')));
  const application = await house.server.makeApplication(`${house.webhook.url}/outgoing`);
  const page = await house.registeredPage('voice-sdk', application);
  const carrier = await earlyCarrier();
  await page.connect({});
  await page.hears(EARLY_HZ);
  assert.equal(page.has('call.accept'), false);
  await page.next('call.accept');
  await page.hears(EARLY_HZ);
  await page.hangUp();
  await carrier.done;
  assert.deepEqual(page.faults, []);
});

test('of two numbers that ring at once neither is heard early: the caller hears our own tone', async () => {
  await answerIncoming(dial('', `<Number>${FOREIGN_NUMBER}</Number><Number>${OTHER_PHONE}</Number>`));
  await house.phone({ user: 'other' });
  const phone = await house.phone();
  const carrier = await earlyCarrier();
  await phone.dial(NUMBER);
  await phone.next('CALL_ESTABLISHED');
  await phone.hearsSound();
  assert.equal(carrier.isAnswered(), false);
  assert.equal(phone.beepsHeard(EARLY_HZ), 0);
  await phone.hangUp();
});

test('a trunk that rings reliably gets its PRACKs, and its early answer counts', async () => {
  await answerIncoming(dial('', '<Number>+81312345678</Number>'));
  const carrier = await house.carrier('answer_reliably');
  const phone = await house.phone();
  await phone.dial(NUMBER);
  await carrier.answered();
  await phone.hangUp();
  await carrier.done;
});

test('a trunk that asks for reliable responses gets them', async () => {
  await answerIncoming('<Pause length="1"/><Dial><Client>nobody_there</Client></Dial>');
  const call = await house.trunkCall('call_reliably');
  await call.done;
});
