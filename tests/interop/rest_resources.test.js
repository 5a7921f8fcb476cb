// The resources of the REST API that need no live call, through Twilio's own library, as it was published, and by curl.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useHouse } from './kit/house.js';
import { unexercised } from './kit/document.js';
import { NUMBER } from './kit/server.js';

const MOBILE = '+819011112222';
const TOLL_FREE = '+81120111222';
const numbers = [{ phone_number: MOBILE, type: 'mobile' }, { phone_number: TOLL_FREE, type: 'toll-free' }];
const house = useHouse({ browser: false, numbers });
const clients = () => [house.server.rest, house.server.curl];
const refused = (promise, code) => assert.rejects(promise, (error) => error.code === code);
const PASSWORD = 'Longenough123';

test('an application is made, found, changed and deleted', async () => {
  for (const rest of clients()) {
    const made = await rest.applications.create({ friendlyName: 'phone', voiceUrl: 'https://example.com/voice', smsUrl: 'https://example.com/sms' });
    assert.equal((await rest.applications.list({ friendlyName: 'phone' }))[0].sid, made.sid);
    assert.equal((await rest.applications(made.sid).update({ friendlyName: 'desk' })).friendlyName, 'desk');
    assert.equal((await rest.applications(made.sid).fetch()).smsUrl, 'https://example.com/sms');
    assert.equal(await rest.applications(made.sid).remove(), true);
    await refused(rest.applications(made.sid).fetch(), 20404);
  }
});

test('a number is found in the pool, taken, and given back', async () => {
  for (const rest of clients()) {
    const countries = await rest.availablePhoneNumbers.list();
    assert.deepEqual(countries.map(({ countryCode }) => countryCode), ['JP']);
    await rest.availablePhoneNumbers('JP').fetch();
    const free = await rest.availablePhoneNumbers('JP').local.list({ contains: NUMBER.slice(-4) });
    assert.deepEqual(free.map(({ phoneNumber }) => phoneNumber), [NUMBER]);
    await refused(rest.incomingPhoneNumbers.mobile.create({ phoneNumber: NUMBER }), 21458);
    const taken = await rest.incomingPhoneNumbers.local.create({ phoneNumber: NUMBER, voiceUrl: 'https://example.com/voice' });
    assert.equal((await rest.incomingPhoneNumbers.local.list())[0].sid, taken.sid);
    for (const [type, phoneNumber] of [['mobile', MOBILE], ['tollFree', TOLL_FREE]]) {
      assert.deepEqual((await rest.availablePhoneNumbers('JP')[type].list()).map((each) => each.phoneNumber), [phoneNumber]);
      const { sid } = await rest.incomingPhoneNumbers[type].create({ phoneNumber });
      assert.deepEqual((await rest.incomingPhoneNumbers[type].list()).map((each) => each.sid), [sid]);
      await rest.incomingPhoneNumbers(sid).remove();
    }
    assert.equal((await rest.incomingPhoneNumbers(taken.sid).fetch()).type, 'local');
    await rest.incomingPhoneNumbers(taken.sid).update({ friendlyName: 'main' });
    await refused(rest.incomingPhoneNumbers.create({ phoneNumber: NUMBER }), 21422);
    await rest.incomingPhoneNumbers(taken.sid).remove();
    const again = await rest.incomingPhoneNumbers.create({ phoneNumber: NUMBER });
    await rest.incomingPhoneNumbers(again.sid).remove();
    assert.equal((await rest.incomingPhoneNumbers.list()).length, 0);
  }
});

test('a SIP domain demands the lists that are mapped to it', async () => {
  for (const rest of clients()) {
    const { sip } = rest;
    const domain = await sip.domains.create({ domainName: 'acme' });
    assert.equal(domain.authType, '');
    await sip.domains(domain.sid).update({ voiceUrl: 'https://example.com/voice', sipRegistration: true });
    assert.equal((await sip.domains.list()).length, 1);
    const list = await sip.credentialLists.create({ friendlyName: 'phones' });
    await sip.credentialLists(list.sid).update({ friendlyName: 'desks' });
    assert.equal((await sip.credentialLists.list())[0].friendlyName, 'desks');
    await sip.credentialLists(list.sid).fetch();
    const credentials = sip.credentialLists(list.sid).credentials;
    await refused(credentials.create({ username: 'alice', password: 'short' }), 21243);
    const alice = await credentials.create({ username: 'alice', password: PASSWORD });
    await sip.credentialLists(list.sid).credentials(alice.sid).update({ password: `${PASSWORD}4` });
    await sip.credentialLists(list.sid).credentials(alice.sid).fetch();
    assert.equal((await credentials.list()).length, 1);
    const addresses = await sip.ipAccessControlLists.create({ friendlyName: 'offices' });
    await sip.ipAccessControlLists(addresses.sid).update({ friendlyName: 'office' });
    await sip.ipAccessControlLists(addresses.sid).fetch();
    assert.equal((await sip.ipAccessControlLists.list()).length, 1);
    const inList = sip.ipAccessControlLists(addresses.sid);
    const address = await inList.ipAddresses.create({ friendlyName: 'office', ipAddress: '192.0.2.0', cidrPrefixLength: 24 });
    await inList.ipAddresses(address.sid).update({ cidrPrefixLength: 25 });
    assert.equal((await inList.ipAddresses(address.sid).fetch()).cidrPrefixLength, 25);
    assert.equal((await inList.ipAddresses.list()).length, 1);

    const ours = sip.domains(domain.sid);
    const { calls, registrations } = ours.auth;
    const mappings = [
      [ours.credentialListMappings, ours.credentialListMappings, { credentialListSid: list.sid }],
      [ours.ipAccessControlListMappings, ours.ipAccessControlListMappings, { ipAccessControlListSid: addresses.sid }],
      [calls.credentialListMappings, calls.credentialListMappings, { credentialListSid: list.sid }],
      [calls.ipAccessControlListMappings, calls.ipAccessControlListMappings, { ipAccessControlListSid: addresses.sid }],
      [registrations.credentialListMappings, registrations.credentialListMappings, { credentialListSid: list.sid }],
    ];
    for (const [all, one, mapped] of mappings) {
      const { sid } = await all.create(mapped);
      assert.equal((await one(sid).fetch()).sid, sid);
      assert.deepEqual((await all.list()).map((each) => each.sid), [sid]);
      await one(sid).remove();
    }
    await calls.credentialListMappings.create({ credentialListSid: list.sid });
    assert.equal((await sip.domains(domain.sid).fetch()).authType, 'CREDENTIAL_LIST');
    await refused(sip.credentialLists(list.sid).remove(), 21241);

    await ours.remove();
    await inList.ipAddresses(address.sid).remove();
    await inList.remove();
    await sip.credentialLists(list.sid).credentials(alice.sid).remove();
    await sip.credentialLists(list.sid).remove();
    assert.equal((await sip.domains.list()).length, 0);
  }
});

test('a token, the balance and the account are told', async () => {
  for (const rest of clients()) {
    const token = await rest.tokens.create({ ttl: 60 });
    assert.equal(token.ttl, '60');
    assert.equal((await rest.balance.fetch()).balance, '0.00');
    assert.equal((await rest.api.accounts(house.server.accountSid).fetch()).status, 'active');
    assert.equal((await rest.api.accounts.list()).length, 1);
  }
});

test('caller ids are listed, and one that is not there is not found', async () => {
  for (const rest of clients()) {
    assert.deepEqual(await rest.outgoingCallerIds.list(), []);
    await refused(rest.outgoingCallerIds('PN' + '0'.repeat(32)).fetch(), 20404);
  }
});

test('the debugger notes what no server knows', async () => {
  for (const rest of clients()) {
    await rest.request({ method: 'get', uri: `https://api.twilio.com/2010-04-01/Accounts/${house.server.accountSid}/Calls.json`, params: { Colour: 'red' } });
    const [note] = await rest.notifications.list({ log: 1 });
    assert.equal(note.errorCode, '20001');
    assert.equal((await rest.notifications(note.sid).fetch()).requestVariables, 'Colour=red');
  }
});

test('every operation of these is asked for by the library and by curl', () => {
  const paths = ['Applications', 'AvailablePhoneNumbers', 'IncomingPhoneNumbers', 'SIP', 'Tokens', 'Balance', 'Notifications'];
  assert.deepEqual(unexercised(...paths).filter((name) => !name.startsWith('where')), []);
});
