// What of the REST API is neither a call nor a resource that is kept: usage, other products' hosts, what is refused in words.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { useHouse } from './kit/house.js';
import { NUMBER, PHONE } from './kit/server.js';

const house = useHouse({ browser: false });
const rest = () => house.server.rest;

// Another host's request as it arrives where DNS leads that name here.
function ask(path, host) {
  const { accountSid, authToken, certificate, url } = house.server;
  const args = ['-s', '--cacert', certificate, '-u', `${accountSid}:${authToken}`, '-w', '\n%{http_code}', ...(host ? ['-H', `Host: ${host}`] : []), `${url}${path}`];
  const [body, status] = execFileSync('curl', args).toString().split('\n');
  return { status: Number(status), body: JSON.parse(body) };
}

async function callOfASecond() {
  await house.server.useNumber(`${house.webhook.url}/voice`);
  await house.phone({ answer: 'auto' });
  const { sid } = await rest().calls.create({ to: PHONE, from: NUMBER, twiml: '<Response><Pause length="1"/></Response>' });
  await house.server.endedCall(sid);
}

test('usage counts the calls, by periods', async () => {
  await callOfASecond();
  for (const client of [rest(), house.server.curl]) {
    const counts = Object.fromEntries((await client.usage.records.list()).map(({ category, count }) => [category, count]));
    assert.deepEqual(counts, { calls: '1', 'calls-inbound': '0', 'calls-outbound': '1', 'calls-client': '0', 'calls-sip': '0', recordings: '0', totalprice: '' });
    const { today, daily, monthly, yearly, allTime, thisMonth, yesterday, lastMonth } = client.usage.records;
    for (const period of [today, daily, monthly, yearly, allTime, thisMonth]) {
      const [record] = await period.list({ category: 'calls', limit: 1 });
      assert.equal(record.count, '1');
      assert.equal(record.usage, '1', 'a minute that has begun');
    }
    for (const period of [yesterday, lastMonth]) assert.equal((await period.list({ category: 'calls' }))[0].count, '0');
    assert.deepEqual(await client.usage.records.list({ category: 'sms' }), []);
  }
  const { accountSid } = house.server;
  assert.equal(ask(`/2010-04-01/Accounts/${accountSid}/Usage/Triggers.json`).status, 404);
});

test('another product is not found, in JSON, by its name or by a prefix', async () => {
  for (const [path, host] of [['/v1/Services', 'messaging.twilio.com'], ['/v1/Voices/Conferences', 'insights.dublin.ie1.twilio.com'], ['/', 'studio.twilio.com'], ['/_twilio/lookups/v2/PhoneNumbers/1']]) {
    const { status, body } = ask(path, host);
    assert.equal(status, 404);
    assert.equal(body.code, 20404);
    assert.match(body.message, /is not provided by this server$/);
  }
  const { accountSid } = house.server;
  const own = `/2010-04-01/Accounts/${accountSid}.json`;
  assert.equal(ask(own, 'api.dublin.ie1.twilio.com').body.sid, accountSid);
  assert.equal(ask(`/_twilio/api${own}`).body.sid, accountSid);
});

test('the countries that the trunks take may be dialled', async () => {
  const { voice } = rest();
  voice.baseUrl = `${house.server.url}/_twilio/voice`;
  const { countries } = voice.v1.dialingPermissions;
  const japan = await countries('JP').fetch();
  assert.equal(japan.lowRiskNumbersEnabled, true);
  assert.deepEqual(japan.countryCodes, ['+81']);
  assert.deepEqual((await countries.list({ isoCode: 'JP' })).map(({ isoCode }) => isoCode), ['JP']);
  assert.ok((await countries.list({ pageSize: 100 })).length > 200);
  assert.deepEqual(await countries('JP').highriskSpecialPrefixes.list(), []);
  assert.equal((await voice.v1.dialingPermissions.settings().fetch()).dialingPermissionsInheritance, true);
});

test('what hangs on a running call is refused in words', async () => {
  await house.server.useNumber(`${house.webhook.url}/voice`);
  const phone = await house.phone({ answer: 'auto' });
  const { sid } = await rest().calls.create({ to: PHONE, from: NUMBER, twiml: '<Response><Pause length="60"/></Response>' });
  await phone.next('CALL_ESTABLISHED');
  const call = rest().calls(sid);
  await assert.rejects(call.streams.create({ url: 'wss://example.com' }), { code: 20422, message: /streams/ });
  await assert.rejects(call.siprec.create({ connectorName: 'crm' }), { code: 20422, message: /crm/ });
  await assert.rejects(call.transcriptions.create(), { code: 20422 });
  await assert.rejects(call.streams('mine').update({ status: 'stopped' }), { code: 20404 });
  await call.update({ status: 'completed' });
});
