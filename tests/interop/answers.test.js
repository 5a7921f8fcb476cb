// The manners in which applications answer, beyond a document of text/xml.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import twilio from 'twilio';
import { useHouse } from './kit/house.js';
import { NUMBER } from './kit/server.js';
import { respond } from './kit/webhook.js';

const house = useHouse({ browser: false, prepare: (it) => it.server.useNumber(`${it.webhook.url}/voice?tenant=7`) });

const at = (name) => `${house.webhook.url}${name}`;
const written = (type, body) => (_, response) => response.writeHead(200, { 'Content-Type': type }).end(body);
const moved = (status, to) => (_, response) => response.writeHead(status, { Location: to }).end();
const answer = (name, how) => house.webhook.answer(name, how);
const paths = () => house.webhook.requests.events.map(({ method, url }) => `${method} ${url.replace(/[?&]AccountSid=.*/, '')}`);

// A phone calls the number, until the server hangs up.
async function call() {
  const phone = await house.phone();
  await phone.dial(NUMBER);
  await phone.next('CALL_CLOSED', 30_000);
  return phone;
}

// Every request is signed as what it was, whatever led to it.
function expectSignatures() {
  for (const { method, url, headers, parameters } of house.webhook.requests.events) {
    const signed = method === 'POST' ? parameters : {};
    assert.ok(twilio.validateRequest(house.server.authToken, headers['x-twilio-signature'], at(url), signed), url);
  }
}

const leadingOn = respond('<Redirect>/end</Redirect>');

for (const type of ['text/html; charset=utf-8', 'application/xml', 'application/soap+xml']) {
  test(`TwiML as ${type}`, async () => {
    answer('/voice', written(type, leadingOn));
    await call();
    assert.deepEqual(paths(), ['POST /voice?tenant=7', 'POST /end']);
  });
}

test('plain text is spoken', async () => {
  answer('/voice', written('text/plain', 'Nobody is here. Please call again tomorrow.'));
  const phone = await call();
  assert.ok(phone.secondsOfSound() > 1);
});

for (const [status, method] of [[301, 'GET'], [302, 'GET'], [303, 'GET'], [307, 'POST'], [308, 'POST']]) {
  test(`a redirect by ${status} to a relative place is followed by ${method}`, async () => {
    answer('/voice', moved(status, 'moved/here?x=1'));
    answer('/moved/here', respond('<Redirect>there</Redirect>'));
    await call();
    assert.deepEqual(paths(), ['POST /voice?tenant=7', `${method} /moved/here?x=1`, 'POST /moved/there']);
    expectSignatures();
  });
}

test('a redirect without end is given up, and the call gets its error', async () => {
  answer('/voice', moved(307, '/voice'));
  await call();
  assert.equal(paths().length, 11);
  const { parameters } = house.webhook.requests.events[0];
  const notifications = await house.server.rest.calls(parameters.CallSid).notifications.list();
  assert.deepEqual(notifications.map(({ errorCode }) => errorCode), ['11215']);
});

test('an empty Redirect asks for the document itself again', async () => {
  let asked = 0;
  const twice = () => (++asked === 1 ? respond('<Pause length="1"/><Redirect/>') : respond('<Hangup/>'));
  answer('/voice', (_, response) => response.writeHead(200, { 'Content-Type': 'text/xml' }).end(twice()));
  await call();
  assert.deepEqual(paths(), ['POST /voice?tenant=7', 'POST /voice?tenant=7']);
});

test('an action that is only a query is of the document that has it', async () => {
  answer('/voice', respond('<Redirect>/menu/first?level=1</Redirect>'));
  let asked = 0;
  const menu = respond('<Gather timeout="1" actionOnEmptyResult="true" action="?choice=1"/>');
  answer('/menu/first', (_, response) =>
    response.writeHead(200, { 'Content-Type': 'text/xml' }).end(++asked === 1 ? menu : respond('<Hangup/>')));
  await call();
  assert.deepEqual(paths(), ['POST /voice?tenant=7', 'POST /menu/first?level=1', 'POST /menu/first?choice=1']);
});

test('a relative action is beside its document', async () => {
  answer('/voice', respond('<Redirect>/menu/first</Redirect>'));
  answer('/menu/first', respond('<Gather timeout="1" actionOnEmptyResult="true" action="chosen"/>'));
  await call();
  assert.deepEqual(paths(), ['POST /voice?tenant=7', 'POST /menu/first', 'POST /menu/chosen']);
});

test('a Gather without action asks for its own document', async () => {
  let asked = 0;
  const menu = respond('<Gather timeout="1" actionOnEmptyResult="true"/>');
  answer('/voice', (_, response) =>
    response.writeHead(200, { 'Content-Type': 'text/xml' }).end(++asked === 1 ? menu : respond('<Hangup/>')));
  await call();
  assert.deepEqual(paths(), ['POST /voice?tenant=7', 'POST /voice?tenant=7']);
  assert.equal(house.webhook.requests.events[1].parameters.Digits, '');
});
