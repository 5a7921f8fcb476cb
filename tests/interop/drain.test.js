// The server is told to end while two phones talk, and given time: they talk on, and new calls are turned away.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PHONE_HZ, useHouse } from './kit/house.js';
import { NUMBER, OTHER_PHONE, request } from './kit/server.js';
import { respond } from './kit/webhook.js';

const house = useHouse({ browser: false, drain: '25s' });

test('SIGTERM with time to drain: the call goes on, new ones get 503, and its end is the end of the server', async () => {
  house.webhook.answer('/voice', respond(`<Dial><Number>${OTHER_PHONE}</Number></Dial>`));
  house.webhook.answer('/status', respond(''));
  await house.server.useNumber(`${house.webhook.url}/voice`, { statusCallback: `${house.webhook.url}/status` });
  const other = await house.phone({ user: 'other' });
  const phone = await house.phone();
  await phone.dial(NUMBER);
  await other.next('CALL_INCOMING');
  await other.answer();
  await other.hears(PHONE_HZ);

  const ended = house.server.end();
  const { certificate, url } = house.server;
  const ready = await request(`${url}/readyz`, { certificate });
  assert.deepEqual([ready.status, ready.body], [503, 'draining\n']);
  const late = await house.trunkCall('call_refused', { final_code: '503' });
  await late.done;
  await other.hearsMore(PHONE_HZ);

  await phone.hangUp();
  await other.next('CALL_CLOSED');
  assert.equal((await house.webhook.next('/status')).parameters.CallStatus, 'completed');
  await ended;
  house.server = undefined;
});
