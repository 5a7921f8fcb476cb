// Calls beside each other, and what passes between a page and a phone during one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BROWSER_HZ, PHONE_HZ, SDKS, useHouse } from './kit/house.js';
import { CLIENT, NUMBER, OTHER_PHONE } from './kit/server.js';
import { respond } from './kit/webhook.js';

const house = useHouse();
const OTHER_HZ = 750;

const dialNumber = (number) => `<Dial callerId="${NUMBER}"><Number>${number}</Number></Dial>`;
const dialClient = (inner = CLIENT) => `<Dial><Client>${inner}</Client></Dial>`;

async function answerIncoming(verbs) {
  house.webhook.answer('/voice', respond(verbs));
  await house.server.useNumber(`${house.webhook.url}/voice`);
}

async function outgoing(verbs) {
  house.webhook.answer('/outgoing', respond(verbs));
  return house.server.makeApplication(`${house.webhook.url}/outgoing`);
}

// A page and a phone in a call that the phone began.
async function connected(sdk) {
  await answerIncoming(dialClient());
  const page = await house.registeredPage(sdk);
  const phone = await house.phone();
  await phone.dial(NUMBER);
  await page.next('device.incoming');
  await page.accept();
  await Promise.all([page.next('call.accept'), phone.next('CALL_ESTABLISHED')]);
  await Promise.all([page.hears(PHONE_HZ), phone.hears(BROWSER_HZ)]);
  return { page, phone };
}

test('two calls at once: each hears its own partner and not the other', async () => {
  await answerIncoming(dialClient());
  const application = await outgoing(dialNumber(OTHER_PHONE));
  const called = await house.registeredPage('voice-sdk');
  const calling = await house.page('twilio-client');
  await calling.register(house.server.token({ incoming: 'somebody_else', outgoing: application.sid }));
  const phone = await house.phone();
  const other = await house.phone({ user: 'other', frequency: OTHER_HZ });

  await phone.dial(NUMBER);
  await calling.connect({});
  await Promise.all([called.next('device.incoming'), other.next('CALL_INCOMING')]);
  await Promise.all([called.accept(), other.answer()]);
  await Promise.all([called.hears(PHONE_HZ), calling.hears(OTHER_HZ), phone.hears(BROWSER_HZ), other.hears(BROWSER_HZ)]);
  assert.equal(phone.beepsHeard(OTHER_HZ), 0);
  assert.equal(other.beepsHeard(PHONE_HZ), 0);

  await called.hangUp();
  await phone.next('CALL_CLOSED');
  assert.equal(calling.has('call.disconnect'), false);
  await other.hangUp();
  await calling.next('call.disconnect');
});

for (const sdk of SDKS) {
  test(`keys pressed on the page on ${sdk} reach the phone`, async () => {
    const { page, phone } = await connected(sdk);
    await page.sendDigits('42#');
    for (const key of ['4', '2', '#']) {
      await phone.calls.next(`key ${key}`, ({ type, param }) => type === 'CALL_DTMF_START' && param === key);
    }
    await page.hangUp();
    await phone.next('CALL_CLOSED');
  });

  test(`a muted page on ${sdk} is not heard, and is heard again`, async () => {
    const { page, phone } = await connected(sdk);
    await page.mute(true);
    await phone.hearsNoMore(BROWSER_HZ);
    await page.mute(false);
    await phone.hearsAgain(BROWSER_HZ);
    await phone.hangUp();
    await page.next('call.disconnect');
  });

  test(`a token refreshed during a call on ${sdk} leaves the call alone`, async () => {
    const { page, phone } = await connected(sdk);
    const requests = house.webhook.requests.events.length;
    await page.updateToken(house.server.token({}));
    await page.hears(PHONE_HZ);
    assert.equal(page.has('call.disconnect'), false);
    assert.equal(house.webhook.requests.events.length, requests);
    await phone.hangUp();
    await page.next('call.disconnect');
    assert.deepEqual(page.faults, []);
  });
}

test('keys pressed on a phone reach the phone that it called', async () => {
  await answerIncoming(`<Dial callerId="${NUMBER}"><Number>${OTHER_PHONE}</Number></Dial>`);
  const other = await house.phone({ user: 'other' });
  const phone = await house.phone();
  await phone.dial(NUMBER);
  await other.next('CALL_INCOMING');
  await other.answer();
  await Promise.all([other.next('CALL_ESTABLISHED'), phone.next('CALL_ESTABLISHED')]);
  await other.hears(PHONE_HZ);
  await phone.sendDigits('5');
  await other.calls.next('key 5', ({ type, param }) => type === 'CALL_DTMF_START' && param === '5');
  await other.sendDigits('9');
  await phone.calls.next('key 9', ({ type, param }) => type === 'CALL_DTMF_START' && param === '9');
  await other.hangUp();
  await phone.next('CALL_CLOSED');
});

test('a caller hears it ring while the page rings', async () => {
  await answerIncoming(dialClient());
  const page = await house.registeredPage('voice-sdk');
  const phone = await house.phone();
  await phone.dial(NUMBER);
  await page.next('device.incoming');
  await phone.hearsSound();
  await phone.hangUp();
  await page.next('call.cancel');
});

test('parameters of a <Client> reach the page', async () => {
  const parameter = '<Parameter name="order" value="7 &amp; 8"/>';
  await answerIncoming(dialClient(`<Identity>${CLIENT}</Identity>${parameter}`));
  const page = await house.registeredPage('voice-sdk');
  const call = await house.trunkCall('call');
  const { detail } = await page.next('device.incoming');
  assert.deepEqual(detail.customParameters, { order: '7 & 8' });
  await page.reject();
  await call.done;
});
