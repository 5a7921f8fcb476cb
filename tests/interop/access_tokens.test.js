// Access Tokens, made by Twilio's own library with a key of `ringback key create`.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import twilio from 'twilio';
import { BROWSER_HZ, PHONE_HZ, SDKS, useHouse } from './kit/house.js';
import { CLIENT, NUMBER, PHONE, RINGBACK } from './kit/server.js';
import { respond } from './kit/webhook.js';

const house = useHouse();

// While the server runs, as an operator does it.
function createKey() {
  const config = path.join(house.server.folder, 'ringback.toml');
  const text = execFileSync(RINGBACK, ['key', 'create', '--config', config, '--name', 'web'], {
    cwd: house.server.folder,
    encoding: 'utf8',
  });
  return Object.fromEntries(text.trim().split('\n').map((line) => line.split(': ')));
}

function accessToken({ key, identity = CLIENT, incoming = true, application, ttl = 3600 }) {
  const { AccessToken } = twilio.jwt;
  const token = new AccessToken(house.server.accountSid, key.sid, key.secret, { identity, ttl });
  const grant = { incomingAllow: incoming };
  if (application) Object.assign(grant, { outgoingApplicationSid: application.sid, outgoingApplicationParams: { team: 'red & blue' } });
  token.addGrant(new AccessToken.VoiceGrant(grant));
  return token.toJwt();
}

for (const sdk of SDKS) {
  test(`${sdk} with an Access Token is called and calls, and both hear each other`, async () => {
    const key = createKey();
    assert.match(key.secret, /^[A-Za-z0-9]{32}$/);
    house.webhook.answer('/incoming', respond(`<Dial><Client>${CLIENT}</Client></Dial>`));
    house.webhook.answer('/outgoing', respond(`<Dial callerId="${NUMBER}">${PHONE}</Dial>`));
    await house.server.useNumber(`${house.webhook.url}/incoming`);
    const application = await house.server.makeApplication(`${house.webhook.url}/outgoing`);
    const page = await house.page(sdk);
    await page.register(accessToken({ key, application }));
    const phone = await house.phone();

    await phone.dial(NUMBER);
    await page.next('device.incoming');
    await page.accept();
    await Promise.all([page.hears(PHONE_HZ), phone.hears(BROWSER_HZ)]);
    await page.hangUp();
    await Promise.all([page.next('call.disconnect'), phone.next('CALL_CLOSED')]);

    await page.connect({ order: '7' });
    await phone.next('CALL_INCOMING');
    const request = await house.webhook.next('/outgoing');
    assert.equal(request.parameters.team, 'red & blue');
    assert.equal(request.parameters.From, `client:${CLIENT}`);
    await phone.answer();
    await Promise.all([page.hears(PHONE_HZ), phone.hears(BROWSER_HZ)]);
    await page.hangUp();
    await Promise.all([page.next('call.disconnect'), phone.next('CALL_CLOSED')]);
  });

  test(`${sdk} with an Access Token of a foreign secret is told that it is invalid`, async () => {
    const page = await house.page(sdk);
    const key = { ...createKey(), secret: 'f'.repeat(32) };
    await page.setup(accessToken({ key }));
    const { detail } = await page.next('device.error');
    assert.equal(detail.code, sdk === 'voice-sdk' ? 20101 : 31204);
  });
}
