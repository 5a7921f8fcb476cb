// The pages that people see, on both SDKs, served by the server, with tokens of the example application.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useHouse, BROWSER_HZ } from './kit/house.js';
import { PHONE, RINGBACK } from './kit/server.js';
import { TerminalPhone } from './kit/terminal_phone.js';

const house = useHouse({ apiServer: true });
const WRITTEN_NUMBER = '+81-50-3123-4567';

async function open(page, number = WRITTEN_NUMBER) {
  const tab = await house.browser.context.newPage();
  const query = new URLSearchParams({ number, token: `${house.api.url}/token` });
  await tab.goto(`${house.server.url}/${page}?${query}`);
  return tab;
}

const inState = (tab, state) => tab.waitForSelector(`body[data-state="${state}"]`, { timeout: 15000 });

for (const page of ['index.html', 'classic.html']) {
  test(`${page} comes online, calls a phone, and shows the end of the call`, async () => {
    const tab = await open(page);
    await inState(tab, 'ready');
    const phone = await house.phone();
    await tab.fill('#number', PHONE);
    await tab.click('#call');
    await phone.next('CALL_INCOMING');
    await phone.answer();
    await inState(tab, 'in-call');
    await phone.hears(BROWSER_HZ);
    await phone.hangUp();
    await inState(tab, 'ready');
    await tab.close();
  });

  test(`${page} rings, and its button accepts and hangs up`, async () => {
    const tab = await open(page);
    await inState(tab, 'ready');
    const phone = await house.phone();
    await phone.dial('+815031234567');
    await inState(tab, 'incoming');
    await tab.click('#accept');
    await inState(tab, 'in-call');
    await phone.hears(BROWSER_HZ);
    await tab.click('#hangup');
    await Promise.all([inState(tab, 'ready'), phone.next('CALL_CLOSED')]);
    await tab.close();
  });

  test(`${page} says in words that its number is unknown`, async () => {
    const tab = await open(page, '+81-50-9999-9999');
    await inState(tab, 'offline');
    await tab.waitForSelector('#check-token');
    await tab.close();
  });
}

test('the button makes the test phone call the page, which hears its own sound come back', async () => {
  const options = { ...house.server.phone(), controlPort: house.api.phoneControlPort };
  const demo = await house.keep(TerminalPhone.start(RINGBACK, options));
  const tab = await open('index.html');
  await inState(tab, 'ready');
  await tab.click('#test-call');
  await inState(tab, 'incoming');
  await tab.click('#accept');
  await inState(tab, 'in-call');
  const loud = () => Number(document.querySelector('#meter-speaker').getAttribute('aria-valuenow')) > 0;
  await tab.waitForFunction(loud, null, { timeout: 15000 });
  await tab.click('#hangup');
  await inState(tab, 'ready');
  await tab.close();
  await demo.stop();
});

test('the pages asked this machine alone', async () => {
  assert.deepEqual(await house.hostsAsked(), ['127.0.0.1']);
});
