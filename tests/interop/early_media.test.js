// What the called network says before anybody answers, as the caller hears it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BROWSER_HZ, PHONE_HZ, useHouse } from './kit/house.js';
import { NUMBER, OTHER_PHONE } from './kit/server.js';
import { respond } from './kit/webhook.js';

const house = useHouse();
const EARLY_HZ = 750;

const dial = (attributes, inner) => `<Dial callerId="${NUMBER}" ${attributes}>${inner}</Dial>`;
const dialOther = (attributes = '') => dial(attributes, `<Number>${OTHER_PHONE}</Number>`);

async function answerIncoming(verbs) {
  house.webhook.answer('/voice', respond(verbs));
  await house.server.useNumber(`${house.webhook.url}/voice`);
}

// A phone that beeps as soon as it is called, in a 183 with SDP, and answers when it is told.
const earlyPhone = () => house.phone({ user: 'other', frequency: EARLY_HZ, answer: 'early' });

test('a caller who has been answered hears the early sound of the phone that it called, and is not heard', async () => {
  await answerIncoming(dialOther());
  const other = await earlyPhone();
  const phone = await house.phone();
  await phone.dial(NUMBER);
  await phone.next('CALL_ESTABLISHED');
  await phone.hears(EARLY_HZ);
  assert.equal(other.calls.find(({ type }) => type === 'CALL_ESTABLISHED'), undefined);
  assert.equal(other.beepsHeard(PHONE_HZ), 0);

  await other.answer();
  await other.next('CALL_ESTABLISHED');
  await Promise.all([other.hears(PHONE_HZ), phone.hearsAgain(EARLY_HZ)]);
  await phone.hangUp();
  await other.next('CALL_CLOSED');
});

test('with answerOnBridge a phone hears it before it is answered itself', async () => {
  await answerIncoming(dialOther('answerOnBridge="true"'));
  const other = await earlyPhone();
  const phone = await house.phone();
  await phone.dial(NUMBER);
  await phone.next('CALL_PROGRESS');
  await phone.hears(EARLY_HZ);
  assert.equal(phone.calls.find(({ type }) => type === 'CALL_ESTABLISHED'), undefined);

  await other.answer();
  await phone.next('CALL_ESTABLISHED');
  await Promise.all([other.hears(PHONE_HZ), phone.hearsAgain(EARLY_HZ)]);
  await other.hangUp();
  await phone.next('CALL_CLOSED');
});

test('with answerOnBridge a page on voice-sdk hears it before its call is accepted', async () => {
  house.webhook.answer('/outgoing', respond(dialOther('answerOnBridge="true"')));
  const application = await house.server.makeApplication(`${house.webhook.url}/outgoing`);
  const other = await earlyPhone();
  const page = await house.registeredPage('voice-sdk', application);
  await page.connect({});
  await page.hears(EARLY_HZ);
  assert.equal(page.has('call.accept'), false);
  assert.equal(other.beepsHeard(BROWSER_HZ), 0);

  await other.answer();
  await page.next('call.accept');
  await Promise.all([page.hears(EARLY_HZ), other.hears(BROWSER_HZ)]);
  await page.hangUp();
  await other.next('CALL_CLOSED');
  assert.deepEqual(page.faults, []);
});

test('of two phones that ring at once neither is heard early: the caller hears our own tone', async () => {
  await answerIncoming(dial('', `<Number>${OTHER_PHONE}</Number><Client>nobody_there</Client>`));
  const other = await earlyPhone();
  const phone = await house.phone();
  await phone.dial(NUMBER);
  await other.next('CALL_INCOMING');
  await phone.hearsSound();
  assert.equal(phone.beepsHeard(EARLY_HZ), 0);
  await phone.hangUp();
  await other.next('CALL_CLOSED');
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
