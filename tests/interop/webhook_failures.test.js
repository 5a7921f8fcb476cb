// An application that is down, slow, or does not speak XML: the call goes on at the fallback URL.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useHouse } from './kit/house.js';
import { freeTcpPort } from './kit/ports.js';
import { NUMBER } from './kit/server.js';
import { respond } from './kit/webhook.js';

const house = useHouse();

async function expectFallback(voiceUrl, errorCode) {
  house.webhook.answer('/fallback', respond('<Reject reason="busy"/>'));
  await house.server.useNumber(voiceUrl, { voiceFallbackUrl: `${house.webhook.url}/fallback` });
  const call = await house.trunkCall('call_refused', { final_code: '486' });
  const { parameters } = await house.webhook.next('/fallback', 25000);
  assert.equal(parameters.ErrorCode, errorCode);
  assert.equal(parameters.ErrorUrl, voiceUrl);
  assert.equal(parameters.To, NUMBER);
  await call.done;
}

test('the application is down: its fallback answers the call', async () => {
  await expectFallback(`http://127.0.0.1:${await freeTcpPort()}/voice`, '11205');
});

test('the application answers 500: its fallback answers the call', async () => {
  house.webhook.answer('/broken', (_, response) => response.writeHead(500).end('no'));
  await expectFallback(`${house.webhook.url}/broken`, '11200');
});

test('the application does not answer within 15 s: its fallback answers the call', async () => {
  house.webhook.answer('/silent', () => {});
  await expectFallback(`${house.webhook.url}/silent`, '11200');
});

test('the application answers what is not XML: its fallback answers the call', async () => {
  house.webhook.answer('/text', '<Response><Dial>');
  await expectFallback(`${house.webhook.url}/text`, '12100');
});

test('while one application does not answer, a call to another goes through', async () => {
  house.webhook.answer('/stuck', () => {});
  house.webhook.answer('/outgoing', respond('<Hangup/>'));
  await house.server.useNumber(`${house.webhook.url}/stuck`);
  const stuck = await house.phone();
  await stuck.dial(NUMBER);
  await house.webhook.next('/stuck');
  const application = await house.server.makeApplication(`${house.webhook.url}/outgoing`);
  const page = await house.registeredPage('voice-sdk', application);
  await page.connect({});
  await page.next('call.disconnect', 5000);
  await stuck.hangUp();
  await stuck.next('CALL_CLOSED');
});

test('an unknown verb is not silence: a notification and a log line, and the rest runs', async () => {
  house.webhook.answer('/odd', respond('<Juggle/><Redirect>/after</Redirect>'));
  house.webhook.answer('/after', respond('<Hangup/>'));
  await house.server.useNumber(`${house.webhook.url}/odd`);
  const call = await house.trunkCall('call');
  const { parameters } = await house.webhook.next('/after');
  await call.done;
  const notices = await house.server.rest.calls(parameters.CallSid).notifications.list();
  assert.deepEqual(notices.map(({ errorCode, log }) => [errorCode, log]), [['12200', '1']]);
  await house.server.child.lines.next('log line of 12200', (line) => line.includes('12200'));
});

test('the status callback of the number comes at the end of the call', async () => {
  house.webhook.answer('/voice', respond('<Reject reason="busy"/>'));
  house.webhook.answer('/status', (_, response) => response.writeHead(204).end());
  const statusCallback = `${house.webhook.url}/status`;
  await house.server.useNumber(`${house.webhook.url}/voice`, { statusCallback, statusCallbackMethod: 'POST' });
  const call = await house.trunkCall('call_refused', { final_code: '486' });
  const { parameters } = await house.webhook.next('/status');
  assert.equal(parameters.CallStatus, 'busy');
  assert.match(parameters.CallSid, /^CA/);
  await call.done;
  await house.server.useNumber(`${house.webhook.url}/voice`, { statusCallback: '' });
});
