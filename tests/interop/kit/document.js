// Twilio's document of the REST API, as tests/compatibility has it: every answer must be as a typed library decodes it.
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';

const rowsOf = (name) => fs.readFileSync(fileURLToPath(new URL(`../../compatibility/${name}`, import.meta.url)), 'utf8')
  .trimEnd().split('\n').slice(1).map((line) => line.split('\t'));

const PAGING = ['end', 'first_page_uri', 'next_page_uri', 'page', 'page_size', 'previous_page_uri', 'start', 'uri'];
const DATE = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000$/;

export const operations = rowsOf('rest.tsv').map(([path, method, name, use, status, answer, tests]) => {
  const [key, resource] = answer.includes(' of ') ? answer.split(' of ') : [undefined, answer];
  return { path, method, name, use, status: status.split('|').map(Number), key, resource, tests };
});

const members = new Map();
for (const row of rowsOf('rest_members.tsv')) members.set(row[0], [...(members.get(row[0]) ?? []), row]);

const isText = {
  string: () => true,
  anything: () => true,
  date: (text) => DATE.test(text),
  URI: (text) => /^([a-z]+:.|\/.)/.test(text),
  currency: (text) => /^[A-Z]{3}$/.test(text),
  country: (text) => /^[A-Z]{2}$/.test(text),
};

function isTextOf(form, text) {
  if (form.startsWith('one of ')) return form.slice(7).split('|').includes(text);
  if (form.startsWith('SID ')) return new RegExp(`^(${form.slice(4)})[0-9a-f]{32}$`).test(text);
  return isText[form]?.(text) ?? false;
}

function isOf(form, value) {
  if (value === null) return form !== 'integer, never null';
  if (typeof value === 'string') return isTextOf(form, value);
  if (form === 'anything') return true;
  if (form.startsWith('integer')) return Number.isInteger(value);
  if (form === 'list') return Array.isArray(value);
  if (form === 'uris' || form === 'capabilities') return typeof value === 'object';
  return typeof value === form;
}

function faultsOf(resource, body) {
  const known = members.get(resource) ?? [];
  const out = Object.keys(body).filter((name) => !known.some((row) => row[1] === name)).map((name) => `${resource} has ${name}`);
  for (const [, name, form] of known) {
    const empty = form === 'URI' && resource.startsWith('incoming') && body[name] === '';
    if (!(name in body)) out.push(`${resource} has no ${name}`);
    else if (!empty && !isOf(form, body[name])) out.push(`${resource}.${name} is no ${form}: ${JSON.stringify(body[name])}`);
  }
  return out;
}

// Of the rows that fit, the one that leaves least open.
function operationAt(method, path) {
  const parts = path.replace(/^\/2010-04-01\//, '').replace(/\.json$/, '').split('/');
  const open = (row) => row.path.split('/').filter((part) => part.startsWith('{')).length;
  const fits = (row) => {
    const pattern = row.path.split('/');
    return row.method === method && pattern.length === parts.length && pattern.every((part, i) => part.startsWith('{') || part === parts[i]);
  };
  return operations.filter(fits).sort((a, b) => open(a) - open(b))[0];
}

// The names of operations that succeeded in this run, by who asked.
const exercised = { 'the library': new Set(), curl: new Set() };

// Those of `paths` that a test is said to show to work, and that somebody has not asked for in this run.
export function unexercised(...paths) {
  const shown = operations.filter(({ path, tests }) => tests && !tests.startsWith('~') && paths.some((each) => `${path}/`.startsWith(`Accounts/{AccountSid}/${each}/`)));
  return Object.entries(exercised).flatMap(([by, names]) => shown.filter(({ name }) => !names.has(name)).map(({ name }) => `${name} by ${by}`));
}

// Throws if an answer below 400 is not as the document has it.
export function check(by, method, path, status, text) {
  const operation = path.endsWith('.json') && status < 400 ? operationAt(method, path) : undefined;
  if (!operation) return;
  exercised[by].add(operation.name);
  const faults = operation.status.includes(status) ? [] : [`the status is ${status}, not ${operation.status}`];
  if (operation.resource !== '-') {
    const body = typeof text === 'string' ? JSON.parse(text) : text;
    if (operation.key) {
      const more = Object.keys(body).filter((name) => !PAGING.includes(name));
      if (more.join() !== operation.key) faults.push(`the list has ${more}`);
      faults.push(...(body[operation.key] ?? []).flatMap((row) => faultsOf(operation.resource, row)));
    } else {
      faults.push(...faultsOf(operation.resource, body));
    }
  }
  if (faults.length > 0) throw new Error(`${method} ${path}: ${faults.join('; ')}`);
}
