// Accounts and API keys, through Twilio's own library, as it was published, and by curl.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import twilio from 'twilio';
import { unexercised } from './kit/document.js';
import { SDKS, useHouse } from './kit/house.js';
import { restByCurl, restByLibrary } from './kit/rest_client.js';
import { CLIENT, NUMBER, plainRequest } from './kit/server.js';

const house = useHouse();
const ways = [restByLibrary, restByCurl];
const refused = (promise, code, status) => assert.rejects(promise, (error) => error.code === code && (!status || error.status === status));
const owner = () => ({ sid: house.server.accountSid, token: house.server.authToken });
// As the owner of the server's first account, or somebody else; `accountSid`: whose paths are asked for.
const as = (way, { sid, token } = owner(), accountSid = house.server.accountSid) => way(house.server, sid, token, { accountSid });
const keyOf = ({ sid, secret }) => ({ sid, token: secret });
const childOf = ({ sid, authToken }) => ({ sid, token: authToken });

test('a key is made, used in place of the Auth Token, renamed and deleted', async () => {
  for (const way of ways) {
    const rest = as(way);
    for (const [all, one] of [['newKeys', 'keys'], ['newSigningKeys', 'signingKeys']]) {
      const made = await rest[all].create({ friendlyName: 'web' });
      assert.match(made.secret, /^[A-Za-z0-9]{32}$/);
      assert.ok((await rest[one].list()).some(({ sid }) => sid === made.sid));
      assert.equal((await rest[one](made.sid).update({ friendlyName: 'desk' })).friendlyName, 'desk');
      assert.equal((await rest[one](made.sid).fetch()).friendlyName, 'desk');

      const withKey = as(way, keyOf(made));
      await withKey.calls.list({ limit: 1 });
      await withKey.tokens.create();
      await refused(withKey.keys.list(), 20003, 401);
      await refused(withKey.api.accounts(house.server.accountSid).fetch(), 20003, 401);
      await rest[one](made.sid).remove();
      await refused(withKey.calls.list({ limit: 1 }), 20003, 401);
      await refused(rest[one](made.sid).fetch(), 20404);
    }
    await refused(rest.newKeys.create({ friendlyName: 'x'.repeat(65) }), 70001);
  }
});

test('a sub-account is made, acts for itself, is suspended, and closed for good', async () => {
  for (const way of ways) {
    const rest = as(way);
    const child = await rest.api.accounts.create({ friendlyName: 'branch' });
    assert.equal(child.ownerAccountSid, house.server.accountSid);
    assert.deepEqual((await rest.api.accounts.list({ friendlyName: 'branch', status: 'active' })).map(({ sid }) => sid), [child.sid]);
    const own = as(way, childOf(child), child.sid);
    const parents = as(way, owner(), child.sid);
    assert.deepEqual((await own.api.accounts.list()).map(({ sid }) => sid), [child.sid]);
    await refused(own.api.accounts.create(), 21101);
    const number = await own.incomingPhoneNumbers.create({ phoneNumber: NUMBER });
    assert.equal((await parents.incomingPhoneNumbers(number.sid).fetch()).accountSid, child.sid);
    await refused(rest.incomingPhoneNumbers(number.sid).fetch(), 20404);
    await refused(as(way, childOf(child)).calls.list({ limit: 1 }), 20003, 401);
    assert.equal((await own.api.accounts(child.sid).update({ friendlyName: 'east' })).friendlyName, 'east');
    await refused(own.api.accounts(child.sid).update({ status: 'closed' }), 21477);

    await rest.api.accounts(child.sid).update({ status: 'suspended' });
    await refused(own.api.accounts(child.sid).fetch(), 20005, 401);
    await parents.calls.list({ limit: 1 });
    await rest.api.accounts(child.sid).update({ status: 'active' });
    await own.api.accounts(child.sid).fetch();

    assert.equal((await rest.api.accounts(child.sid).update({ status: 'closed' })).status, 'closed');
    await refused(rest.api.accounts(child.sid).update({ status: 'active' }), 21479);
    const free = await rest.availablePhoneNumbers('JP').local.list({ contains: NUMBER.slice(-4) });
    assert.deepEqual(free.map(({ phoneNumber }) => phoneNumber), [NUMBER]);
  }
});

test('an Auth Token gives way to a second one', async () => {
  for (const way of ways) {
    const child = await as(way).api.accounts.create();
    const { secondaryAuthToken } = await as(way, childOf(child), child.sid).accounts.v1.secondaryAuthToken().create();
    const second = { sid: child.sid, token: secondaryAuthToken };
    for (const each of [childOf(child), second]) await as(way, each, child.sid).calls.list({ limit: 1 });
    assert.equal((await as(way, second, child.sid).accounts.v1.authTokenPromotion().update()).authToken, secondaryAuthToken);
    await refused(as(way, childOf(child), child.sid).calls.list({ limit: 1 }), 20003, 401);
    await as(way, second, child.sid).accounts.v1.secondaryAuthToken().create();
    await as(way, second, child.sid).accounts.v1.secondaryAuthToken().remove();
    await as(way, second, child.sid).calls.list({ limit: 1 });
  }
});

test('the newer door leads to the same keys', async () => {
  for (const way of ways) {
    const rest = as(way);
    const { accountSid } = house.server;
    const made = await rest.iam.v1.newApiKey.create({ accountSid, friendlyName: 'iam' });
    await as(way, keyOf(made)).calls.list({ limit: 1 });
    assert.equal((await rest.keys(made.sid).fetch()).friendlyName, 'iam');
    for (let i = 0; i < 2; ++i) await rest.newKeys.create();
    assert.ok((await rest.iam.v1.getApiKeys.list({ accountSid, pageSize: 1 })).length >= 3);
    assert.equal((await rest.iam.v1.apiKey(made.sid).update({ friendlyName: 'door' })).friendlyName, 'door');
    assert.equal((await rest.iam.v1.apiKey(made.sid).fetch()).friendlyName, 'door');
    await rest.iam.v1.apiKey(made.sid).remove();
    await refused(rest.keys(made.sid).fetch(), 20404);
    await refused(rest.iam.v1.newApiKey.create({ accountSid, keyType: 'restricted' }), 20422);
  }
});

test('every operation of keys is asked for by the library and by curl', () => {
  assert.deepEqual(unexercised('Keys', 'SigningKeys'), []);
});

const accessToken = ({ sid, secret }, account) => {
  const { AccessToken } = twilio.jwt;
  const token = new AccessToken(account, sid, secret, { identity: CLIENT });
  token.addGrant(new AccessToken.VoiceGrant({ incomingAllow: true }));
  return token.toJwt();
};

for (const sdk of SDKS) {
  test(`${sdk} registers with a token of a sub-account's key until the key is deleted or the account suspended`, async () => {
    const rest = as(restByLibrary);
    const child = await rest.api.accounts.create();
    const its = as(restByLibrary, owner(), child.sid);
    const refusal = async (token) => {
      const page = await house.page(sdk);
      await page.setup(token);
      return (await page.next('device.error')).detail.code;
    };
    const [key, other] = [await its.newKeys.create(), await its.newKeys.create()];
    const page = await house.page(sdk);
    await page.register(accessToken(key, child.sid));
    await its.keys(key.sid).remove();
    const invalid = sdk === 'voice-sdk' ? 20101 : 31204;
    assert.equal(await refusal(accessToken(key, child.sid)), invalid);
    await rest.api.accounts(child.sid).update({ status: 'suspended' });
    assert.notEqual(await refusal(accessToken(other, child.sid)), undefined);
  });
}

test('wrong passwords in a row are answered slowly, and counted', async () => {
  const stranger = { ...owner(), token: 'f'.repeat(32) };
  const begun = Date.now();
  await Promise.all(Array.from({ length: 8 }, () => refused(as(restByLibrary, stranger).calls.list({ limit: 1 }), 20003, 401)));
  assert.ok(Date.now() - begun > 1500, `${Date.now() - begun} ms`);
  assert.ok((await house.server.metric('ringback_rest_failed_logins_total')) >= 8);
  assert.equal((await plainRequest(`${house.server.monitoring}/metrics`)).body.includes('ringback_rest_refused_total{reason="account"} 0'), true);
});
