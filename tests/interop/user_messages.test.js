// Messages between a page and its application, beside the sound of their call.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useHouse } from './kit/house.js';
import { NUMBER, PHONE } from './kit/server.js';
import { respond } from './kit/webhook.js';

const house = useHouse();

test('a page and its application exchange messages in a call, until the subscription is deleted', async () => {
  house.webhook.answer('/outgoing', respond(`<Dial callerId="${NUMBER}">${PHONE}</Dial>`));
  house.webhook.answer('/message', (request, response) => response.writeHead(204).end());
  await house.server.useNumber(`${house.webhook.url}/incoming`);
  const application = await house.server.makeApplication(`${house.webhook.url}/outgoing`);
  const page = await house.registeredPage('voice-sdk', application);
  const phone = await house.phone();
  await page.connect({});
  await phone.next('CALL_INCOMING');
  await phone.answer();
  await page.next('call.accept');
  const callSid = await page.callSid();
  const call = house.server.rest.calls(callSid);

  const subscription = await call.userDefinedMessageSubscriptions.create({ callback: `${house.webhook.url}/message` });
  assert.match(subscription.sid, /^ZY[0-9a-f]{32}$/);
  await page.sendMessage({ seat: 7 });
  await page.next('call.messageSent');
  const request = await house.webhook.next('/message');
  const body = JSON.parse(request.body);
  assert.deepEqual(JSON.parse(body.Content), { seat: 7 });
  assert.equal(body.CallSid, callSid);
  assert.equal(body.SequenceNumber, '0');
  assert.equal(request.headers['content-type'], 'application/json');
  assert.ok(house.server.signedBody(request, `${house.webhook.url}${request.url}`));

  await call.userDefinedMessages.create({ content: JSON.stringify({ hello: 'page' }) });
  const { detail } = await page.next('call.messageReceived');
  assert.deepEqual(detail.content, { hello: 'page' });

  const byCurl = house.server.curl.calls(callSid);
  page.forget();
  await byCurl.userDefinedMessages.create({ content: JSON.stringify({ hello: 'again' }) });
  assert.deepEqual((await page.next('call.messageReceived')).detail.content, { hello: 'again' });
  const second = await byCurl.userDefinedMessageSubscriptions.create({ callback: `${house.webhook.url}/message` });
  assert.equal(await byCurl.userDefinedMessageSubscriptions(second.sid).remove(), true);
  assert.equal(await call.userDefinedMessageSubscriptions(subscription.sid).remove(), true);
  await page.sendMessage({ seat: 8 });
  await page.next('call.messageSent');
  await page.hangUp();
  await phone.next('CALL_CLOSED');
  await house.server.endedCall(callSid);
  assert.equal(house.webhook.requests.events.filter(({ path }) => path === '/message').length, 1);
  await assert.rejects(call.userDefinedMessages.create({ content: '1' }), { status: 404 });
});
