// SIP and sound over IPv6, beside IPv4 on the same sockets.
import { test } from 'node:test';
import { useHouse } from './kit/house.js';
import { NUMBER, OTHER_PHONE } from './kit/server.js';
import { respond } from './kit/webhook.js';

const house = useHouse({ browser: false, ipv6: true });
const CALLER_HZ = 600;
const CALLED_HZ = 750;
const LOOPBACK = '[::1]';
const registrar = () => house.server.sip.replace('127.0.0.1', LOOPBACK);

async function answerIncoming(verbs) {
  house.webhook.answer('/voice', respond(verbs));
  await house.server.useNumber(`${house.webhook.url}/voice`);
}

for (const transport of ['udp', 'tcp']) {
  test(`a phone on IPv6 and one on IPv4 hear each other (${transport})`, async () => {
    await answerIncoming(`<Dial callerId="${NUMBER}"><Number>${OTHER_PHONE}</Number></Dial>`);
    const six = { address: LOOPBACK, registrar: registrar(), transport };
    const caller = await house.phone({ frequency: CALLER_HZ, ...six });
    const called = await house.phone({ user: 'other', frequency: CALLED_HZ, transport });
    await caller.dial(NUMBER);
    await called.next('CALL_INCOMING');
    await called.answer();
    await Promise.all([caller.hears(CALLED_HZ), called.hears(CALLER_HZ)]);
    await called.hangUp();
    await caller.next('CALL_CLOSED');
  });

  test(`a phone of SIPp on IPv6 registers and is called (${transport})`, async () => {
    await answerIncoming(`<Dial callerId="${NUMBER}" timeLimit="1"><Number>${OTHER_PHONE}</Number></Dial>`);
    // Left to itself, SIPp writes the address of the digest's URI without brackets.
    const more = { server: registrar(), address: LOOPBACK, more: ['-auth_uri', registrar()], transport: transport === 'tcp' ? 't1' : 'u1' };
    const phone = await house.sippPhone('answer', {}, 'other', more);
    const caller = await house.trunkCall('call');
    await phone.done;
    await caller.done;
  });
}
