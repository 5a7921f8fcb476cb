// Long lists through Twilio's own library: every call once, whatever comes meanwhile.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useHouse } from './kit/house.js';
import { seedCalls, seededSid } from './kit/seed.js';
import { respond } from './kit/webhook.js';

const COUNT = 10000;
const house = useHouse({ browser: false, logLevel: 'info' });

test('the library pages through 10,000 calls while new ones come: each once, the newest first', { timeout: 120000 }, async () => {
  seedCalls(house.server, COUNT);
  house.webhook.answer('/voice', respond('<Hangup/>'));
  await house.server.useNumber(`${house.webhook.url}/voice`);
  const sids = [];
  let page = await house.server.rest.calls.page({ pageSize: 500 });
  for (; page; page = await page.nextPage()) {
    sids.push(...page.instances.map(({ sid }) => sid));
    if (sids.length % 2500 === 0) {
      await house.trunkCall('call');
      await house.webhook.next('/voice');
    }
  }
  assert.deepEqual(sids, Array.from({ length: COUNT }, (_, i) => seededSid(COUNT - i)));
});

test('a filtered list of many pages is the same', { timeout: 120000 }, async () => {
  const busy = await house.server.rest.calls.list({ status: 'busy', pageSize: 100 });
  assert.equal(busy.length, COUNT / 10);
  assert.equal(new Set(busy.map(({ sid }) => sid)).size, COUNT / 10);
  const some = await house.server.rest.calls.list({ pageSize: 1000, limit: 3333 });
  assert.equal(some.length, 3333);
});
