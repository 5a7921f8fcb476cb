// The commands that ask a running server, as people and scripts give them: the program itself, another process.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { useHouse } from './kit/house.js';
import { NUMBER, RINGBACK } from './kit/server.js';

const house = useHouse({ browser: false });
const FOREIGN_CALL = 'CA' + '0'.repeat(32);

// Its credentials come by the environment, as a script's would.
function ringback(args, { variables, ...more } = {}) {
  const { accountSid, authToken, certificate, folder, url } = house.server;
  const env = { PATH: process.env.PATH, HOME: folder, ...(variables ?? { RINGBACK_API_URL: url, RINGBACK_API_ACCOUNT: accountSid, RINGBACK_API_TOKEN: authToken, RINGBACK_API_CA_FILE: certificate }) };
  return new Promise((resolve) => {
    execFile(RINGBACK, args, { env, cwd: folder, ...more }, (error, out, errors) => resolve({ code: error ? error.code : 0, out, errors }));
  });
}
const json = async (...args) => JSON.parse((await ringback([...args, '--json'])).out);

test('an application is made, listed, shown, changed and deleted', async () => {
  const made = await json('application', 'create', '--name', 'desk', '--voice-url', 'https://example.com/voice');
  const table = (await ringback(['application', 'list', '--name', 'desk'])).out.split('\n');
  assert.match(table[0], /^SID +FRIENDLY NAME +VOICE URL +STATUS CALLBACK$/);
  assert.match(table[1], new RegExp(`^${made.sid}  desk +https://example.com/voice  -$`));
  assert.match((await ringback(['application', 'show', made.sid])).out, /^voice_url +https:\/\/example.com\/voice$/m);
  assert.equal((await json('application', 'update', made.sid, '--name', 'hall', '-p', 'SmsUrl=https://example.com/sms')).sms_url, 'https://example.com/sms');
  assert.deepEqual(await ringback(['application', 'delete', made.sid]), { code: 0, out: '', errors: '' });
  assert.deepEqual(await ringback(['application', 'show', made.sid]), { code: 1, out: '', errors: `ringback: The requested resource /2010-04-01/Accounts/${house.server.accountSid}/Applications/${made.sid}.json was not found (20404)\n` });
});

test('a number is found, taken, changed and given back', async () => {
  assert.deepEqual((await json('number', 'available', 'JP', 'Local')).map((row) => row.phone_number), [NUMBER]);
  const taken = await json('number', 'take', '--number', NUMBER, '--voice-url', 'https://example.com/voice');
  assert.equal((await json('number', 'update', taken.sid, '--voice-url', '')).voice_url, '');
  assert.equal((await json('number', 'list')).length, 1);
  assert.equal((await ringback(['number', 'release', taken.sid])).code, 0);
  assert.deepEqual(await json('number', 'list'), []);
});

test('a call is made with a document of a file, watched, and hung up', async () => {
  await house.server.useNumber('https://example.com/voice');
  const phone = await house.phone();
  const file = path.join(house.server.folder, 'hold.xml');
  fs.writeFileSync(file, '<Response><Pause length="60"/></Response>');
  const made = await json('call', 'create', '--to', '+819059876543', '--from', NUMBER, '--twiml-file', file);
  assert.equal(made.status, 'queued');
  await phone.next('CALL_INCOMING');
  await phone.answer();
  await phone.next('CALL_ESTABLISHED');
  assert.deepEqual((await json('call', 'list', '--status', 'in-progress')).map((call) => call.sid), [made.sid]);
  assert.equal((await ringback(['call', 'hangup', made.sid])).code, 0);
  await phone.next('CALL_CLOSED');
  await house.server.endedCall(made.sid);
  assert.equal((await ringback(['call', 'delete', made.sid])).code, 0);
});

test('lists go over as many pages as it takes', async () => {
  for (let i = 0; i < 4; i++) await house.server.rest.queues.create({ friendlyName: `queue ${i}` });
  assert.equal((await json('queue', 'list', '--limit', '3')).length, 3);
  assert.equal((await json('queue', 'list', '--limit', '0', '-p', 'PageSize=1')).length, 4);
});

test('a file of credentials, or the folder of the server, is as good as the environment', async () => {
  const { accountSid, authToken, certificate, folder, url } = house.server;
  const file = path.join(folder, 'credentials');
  const text = `url = ${url}\naccount_sid = ${accountSid}\nauth_token = ${authToken}\nca_file = ${certificate}\n`;
  fs.writeFileSync(file, text, { mode: 0o644 });
  const open = await ringback(['account', 'show', '--credentials', file], { variables: {} });
  assert.equal(open.code, 2);
  assert.match(open.errors, /others may read/);
  fs.chmodSync(file, 0o600);
  const shown = await ringback(['account', 'show', '--credentials', file], { variables: {} });
  assert.equal(shown.code, 0);
  assert.match(shown.out, /^auth_token +\(hidden/m);
  assert.equal(shown.out.includes(authToken), false);
  assert.equal((await ringback(['call', 'list', '--data-dir', path.join(folder, 'data'), '--server', url], { variables: {} })).code, 0);
});

test('the exit code says who is to blame', async () => {
  const { accountSid, certificate, url } = house.server;
  assert.equal((await ringback(['call', 'show', FOREIGN_CALL])).code, 1);
  assert.equal((await ringback(['call', 'lose'])).code, 2);
  assert.equal((await ringback(['call', 'list', '--status', 'lost'])).code, 2);
  assert.equal((await ringback(['call', 'list'], { variables: {} })).code, 2);
  const wrong = { RINGBACK_API_URL: url, RINGBACK_API_ACCOUNT: accountSid, RINGBACK_API_TOKEN: 'f'.repeat(32), RINGBACK_API_CA_FILE: certificate };
  assert.equal((await ringback(['call', 'list'], { variables: wrong })).code, 1);
  assert.equal((await ringback(['call', 'list'], { variables: { ...wrong, RINGBACK_API_CA_FILE: '' } })).code, 3, 'a certificate that nobody vouches for');
  assert.equal((await ringback(['call', 'list', '--server', 'https://127.0.0.1:9'])).code, 3);
});

test('bash completes nouns, verbs, flags and the values that a flag may have', () => {
  const file = path.join(house.server.folder, 'completion');
  fs.writeFileSync(file, execFileSync(RINGBACK, ['completion', 'bash']));
  const complete = (...words) => execFileSync('bash', ['-c', `source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _ringback; echo "\${COMPREPLY[*]}"`, file, 'ringback', ...words]).toString().trim();
  assert.equal(complete('ca'), 'call caller-id');
  assert.equal(complete('call', 'h'), 'hangup');
  assert.equal(complete('call', 'list', '--st'), '--status');
  assert.equal(complete('call', 'list', '--status', 'b'), 'busy');
  assert.equal(complete('completion', ''), '--help bash zsh fish');
});
