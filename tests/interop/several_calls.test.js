// Several calls of one device at once, over one socket.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BROWSER_HZ, PHONE_HZ, SDKS, useHouse } from './kit/house.js';
import { CLIENT, NUMBER, PHONE } from './kit/server.js';
import { respond } from './kit/webhook.js';

const OTHER_HZ = 750;
const house = useHouse({
  prepare: async ({ server, webhook }) => {
    webhook.answer('/voice', respond(`<Dial><Client>${CLIENT}</Client></Dial>`));
    webhook.answer('/outgoing', respond(`<Dial callerId="${NUMBER}"><Number>${PHONE}</Number></Dial>`));
    await server.useNumber(`${webhook.url}/voice`);
    house.application = await server.makeApplication(`${webhook.url}/outgoing`);
  },
});

async function onlinePage(sdk) {
  const page = await house.page(sdk);
  const token = house.server.token({ outgoing: house.application.sid });
  await page.register(token, { allowIncomingWhileBusy: true });
  return page;
}

const phones = () => Promise.all([house.phone(), house.phone({ user: 'other', frequency: OTHER_HZ })]);

// The page rings for `phone`.
async function ring(phone, page) {
  page.forget();
  await phone.dial(NUMBER);
  await page.next('device.incoming');
}

for (const sdk of SDKS) {
  test(`a page on ${sdk} that takes a second call lets go of the first`, async () => {
    const page = await onlinePage(sdk);
    const [phone, other] = await phones();
    await ring(phone, page);
    await page.accept();
    await Promise.all([page.hears(PHONE_HZ), phone.hears(BROWSER_HZ)]);
    await ring(other, page);
    await page.accept();
    await Promise.all([phone.next('CALL_CLOSED'), page.hears(OTHER_HZ), other.hears(BROWSER_HZ)]);
    await other.hangUp();
    await page.next('call.disconnect');
    assert.deepEqual(page.faults, []);
  });

  test(`of two calls that ring on ${sdk} one is given up, and the other taken`, async () => {
    const page = await onlinePage(sdk);
    const [phone, other] = await phones();
    await ring(phone, page);
    await ring(other, page);
    await phone.hangUp();
    await page.next('call.cancel');
    await page.accept();
    await Promise.all([page.hears(OTHER_HZ), other.hears(BROWSER_HZ)]);
    await page.hangUp();
    await other.next('CALL_CLOSED');
    assert.deepEqual(page.faults, []);
  });

  test(`a call that rings on ${sdk} while another is dialled leaves that alone`, async () => {
    const page = await onlinePage(sdk);
    const [phone, other] = await phones();
    await ring(other, page);
    await page.connect({});
    await phone.next('CALL_INCOMING');
    await page.next('received.ringing');
    await other.hangUp();
    await page.next('received.cancel');
    await phone.answer();
    await Promise.all([page.next('call.accept'), phone.next('CALL_ESTABLISHED')]);
    await Promise.all([page.hears(PHONE_HZ), phone.hears(BROWSER_HZ)]);
    await phone.hangUp();
    await page.next('call.disconnect');
    assert.deepEqual(page.faults, []);
  });
}
