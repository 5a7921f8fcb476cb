// The server is told to end while a phone and a page talk.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BROWSER_HZ, useHouse } from './kit/house.js';
import { CLIENT, NUMBER } from './kit/server.js';
import { respond } from './kit/webhook.js';

const house = useHouse();

test('SIGTERM in a call: phone, page and application are told, and the server ends with 0', async () => {
  house.webhook.answer('/voice', respond(`<Dial action="/after"><Client>${CLIENT}</Client></Dial>`));
  house.webhook.answer('/after', respond(''));
  house.webhook.answer('/status', respond(''));
  await house.server.useNumber(`${house.webhook.url}/voice`, { statusCallback: `${house.webhook.url}/status` });
  const page = await house.registeredPage('voice-sdk');
  const phone = await house.phone();
  await phone.dial(NUMBER);
  await page.next('device.incoming');
  await page.accept();
  await phone.hears(BROWSER_HZ);

  // Throws if the program does not end by itself, with 0 and without a word from a sanitizer.
  const stopped = house.server.stop();
  const [, , after, status] = await Promise.all([
    phone.next('CALL_CLOSED'),
    page.next('call.disconnect'),
    house.webhook.next('/after'),
    house.webhook.next('/status'),
  ]);
  assert.equal(after.parameters.DialCallStatus, 'completed');
  assert.equal(status.parameters.CallStatus, 'completed');
  await stopped;
  house.server = undefined;
});
