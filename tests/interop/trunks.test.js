// Calls over carriers of every kind: with a digest, with registration, behind a proxy, dead.
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { Baresip } from './kit/baresip.js';
import { PHONE_HZ, useHouse } from './kit/house.js';
import { Kamailio } from './kit/kamailio.js';
import { freeUdpPort } from './kit/ports.js';
import { NUMBER, PHONE } from './kit/server.js';
import { SilentPeer } from './kit/silent_peer.js';
import { until } from './kit/until.js';
import { respond } from './kit/webhook.js';

const CARRIER_HZ = 750;
const LOGIN = { user: 'account-1', password: 'secret of the carrier' };

// One trunk a kind, told apart by the number that is dialled.
const KINDS = { proxy: '+1201', registered: '+1202', digest: '+1203', silent: '+1204', closed: '+1205', killed: '+1206' };
const ports = {};
for (const name of [...Object.keys(KINDS), 'reserve']) ports[name] = await freeUdpPort();
const trunk = (name, more = {}) => ({ name, proxy: `127.0.0.1:${ports[name]}`, prefixes: [KINDS[name]], ...more });
const trunks = [
  trunk('proxy', { address: '127.0.0.3' }),
  trunk('registered', { ...LOGIN, register: true, proxy: `127.0.0.1:${ports.registered}` }),
  trunk('digest', { ...LOGIN, caller_id_in: 'P-Asserted-Identity' }),
  trunk('silent'),
  trunk('closed'),
  trunk('killed'),
  { name: 'reserve', proxy: `127.0.0.1:${ports.reserve}`, priority: 9 },
];

const house = useHouse({ browser: false, trunks });
const numberOf = (kind) => `${KINDS[kind]}5550100`;
const dial = (number) => `<Dial action="/dialled" callerId="${NUMBER}"><Number>${number}</Number></Dial>`;

async function answerWith(number) {
  house.webhook.answer('/voice', respond(dial(number)));
  house.webhook.answer('/dialled', respond('<Hangup/>'));
  await house.server.useNumber(`${house.webhook.url}/voice`);
}

const start = (what, name, options) => house.keep(what.start(path.join(house.server.folder, name), options));
const carrierPhone = () => start(Baresip, `carrier-${Math.random()}`, { user: 'carrier', frequency: CARRIER_HZ });
const reserve = (scenario = 'answer') => house.carrier(scenario, {}, { port: ports.reserve, address: '127.0.0.1' });

async function proxyBefore(kind, carrier, login) {
  return start(Kamailio, `kamailio-${kind}`, { server: house.server.sip, carrierPort: carrier.sipPort, port: ports[kind], login });
}

// A phone of ours calls the carrier's phone; both hear each other.
async function talkOut(kind, carrier) {
  await answerWith(numberOf(kind));
  const phone = await house.phone();
  await phone.dial(NUMBER);
  await carrier.next('CALL_INCOMING');
  await carrier.answer();
  await Promise.all([carrier.next('CALL_ESTABLISHED'), phone.next('CALL_ESTABLISHED')]);
  await Promise.all([carrier.hears(PHONE_HZ), phone.hears(CARRIER_HZ)]);
  return phone;
}

// The carrier's phone calls our number, which rings our phone.
async function talkIn(proxy, carrier, dialled) {
  await answerWith(PHONE);
  const phone = await house.phone({ answer: 'auto' });
  await carrier.dial(dialled, proxy.address);
  await Promise.all([carrier.next('CALL_ESTABLISHED'), phone.next('CALL_ESTABLISHED')]);
  await Promise.all([carrier.hears(PHONE_HZ), phone.hears(CARRIER_HZ)]);
  return phone;
}

const dialledStatus = async () => (await house.webhook.next('/dialled', 20000)).parameters.DialCallStatus;

test('out through Kamailio: sound both ways, ACK, re-INVITE and BYE by its Record-Route', async () => {
  const carrier = await carrierPhone();
  const proxy = await proxyBefore('proxy', carrier);
  const phone = await talkOut('proxy', carrier);
  await carrier.command('hold');
  await until('re-INVITE at Kamailio', () => proxy.requests('INVITE').length >= 2);
  await carrier.command('resume');
  await until('second re-INVITE at Kamailio', () => proxy.requests('INVITE').length >= 3);
  await phone.hearsAgain(CARRIER_HZ);
  await phone.hangUp();
  await carrier.next('CALL_CLOSED');
  assert.equal(await dialledStatus(), 'completed');
  for (const method of ['ACK', 'BYE']) assert.ok(proxy.requests(method).length >= 1, `${method} went past Kamailio`);
});

test('in through Kamailio: sound both ways, the carrier hangs up', async () => {
  const carrier = await carrierPhone();
  const proxy = await proxyBefore('registered', carrier, LOGIN);
  await until('registration', () => house.server.logged('registered with trunk'));
  const phone = await talkIn(proxy, carrier, NUMBER);
  await carrier.hangUp();
  await phone.next('CALL_CLOSED');
  assert.equal(await dialledStatus(), 'completed');
});

test('out through a trunk that we register with: its digest is answered for INVITE and BYE', async () => {
  const carrier = await carrierPhone();
  const proxy = await proxyBefore('registered', carrier, LOGIN);
  const phone = await talkOut('registered', carrier);
  await phone.hangUp();
  await carrier.next('CALL_CLOSED');
  assert.equal(await dialledStatus(), 'completed');
  assert.ok(proxy.requests('INVITE').length >= 2, 'challenged, then taken');
});

test('CANCEL goes through Kamailio', async () => {
  const carrier = await carrierPhone();
  const proxy = await proxyBefore('proxy', carrier);
  await answerWith(numberOf('proxy'));
  const phone = await house.phone();
  await phone.dial(NUMBER);
  await carrier.next('CALL_INCOMING');
  await phone.hangUp();
  await carrier.next('CALL_CLOSED');
  assert.equal(await dialledStatus(), 'canceled');
  assert.equal(proxy.requests('CANCEL').length, 1);
});

test('a carrier that challenges the call by 401 and its end by 407 takes both with our digest', async () => {
  await answerWith(numberOf('digest'));
  const carrier = await house.carrier('answer_with_digest', LOGIN, { port: ports.digest, address: '127.0.0.1' });
  const phone = await house.phone();
  await phone.dial(NUMBER);
  await carrier.rings();
  await carrier.answered();
  await phone.hangUp();
  assert.equal(await dialledStatus(), 'completed');
  await carrier.done;
});

// The time from the first INVITE to the one at the reserve, and the rest of the call.
async function failsOver(kind, begins) {
  await answerWith(numberOf(kind));
  const carrier = await reserve();
  const phone = await house.phone();
  const [, began] = await Promise.all([phone.dial(NUMBER), begins()]);
  await carrier.answered();
  const took = Date.now() - began;
  await phone.hangUp();
  assert.equal(await dialledStatus(), 'completed');
  await carrier.done;
  return took;
}

test('a carrier that is silent: the next one answers within 4 s', async (t) => {
  const silent = house.keep(SilentPeer.start(ports.silent));
  const took = await failsOver('silent', async () => (await (await silent).next('INVITE')).at);
  t.diagnostic(`silent trunk: the next one had answered after ${took} ms`);
  assert.ok(took < 4000, `${took} ms`);
});

test('a carrier whose port is closed: the next one at once', async (t) => {
  const asked = async () => (await house.webhook.next('/voice')) && Date.now();
  const took = await failsOver('closed', asked);
  t.diagnostic(`closed port: the next one had answered ${took} ms after the webhook was asked`);
  assert.ok(took < 1500, `${took} ms`);
});

test('a Kamailio that is killed: the next one at once', async (t) => {
  const carrier = await carrierPhone();
  const proxy = await proxyBefore('killed', carrier);
  await proxy.stop();
  const asked = async () => (await house.webhook.next('/voice')) && Date.now();
  const took = await failsOver('killed', asked);
  t.diagnostic(`killed Kamailio: the next one had answered ${took} ms after the webhook was asked`);
  assert.ok(took < 4000, `${took} ms`);
});

for (const [final_status, status] of [['404 Not Found', 'failed'], ['486 Busy Here', 'busy']]) {
  test(`a carrier that says ${final_status} has the last word: ${status}`, async () => {
    await answerWith(numberOf('digest'));
    const carrier = await house.carrier('refuse', { final_status }, { port: ports.digest, address: '127.0.0.1' });
    const phone = await house.phone();
    await phone.dial(NUMBER);
    assert.equal(await dialledStatus(), status);
    await carrier.done;
  });
}
