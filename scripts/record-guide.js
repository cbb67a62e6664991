// Records what the real Jinja2 3.1.2 makes of templates/passkit-guide for every fixture user.
// usage: npm run build && node scripts/record-guide.js   (Debian's python3-jinja2; SMARTPASS_PYTHON names another interpreter)
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Dict, PyFloat } from '../dist/api/jinja.js';
import { readRecipient } from '../dist/account/index.js';

const template = readFileSync('templates/passkit-guide/email.html.jinja', 'utf8');
const users = readdirSync('fixtures/users').filter((file) => file.endsWith('.yaml'));
const cases = users.sort().map((file) => {
  const path = `fixtures/users/${file}`;
  const { recipient } = readRecipient(readFileSync(path, 'utf8'), path);
  const id = file.slice(0, -'.yaml'.length);
  return { id, context: `{"UserAttribute": ${json(recipient.user)}}` };
});
const input = cases.map(
  ({ id, context }) =>
    `{"id": "${id}", "template": ${JSON.stringify(template)}, "context": ${context}}`,
);
const python = process.env.SMARTPASS_PYTHON ?? '/usr/bin/python3';
const { stdout, stderr, status } = spawnSync(python, ['test/oracle/render.py'], {
  input: `${input.join('\n')}\n`,
  encoding: 'utf8',
  maxBuffer: 2 ** 26,
});
if (status !== 0) throw new Error(stderr);
const answers = stdout.trim().split('\n');
const lines = cases.map(({ id, context }, at) => {
  const { id: _, ...expect } = JSON.parse(answers[at]);
  return `{"id": "${id}", "context": ${context}, "expect": ${JSON.stringify(expect)}}`;
});
writeFileSync('fixtures/campaign/passkit-guide.jsonl', `${lines.join('\n')}\n`);
console.log(`${lines.length} answers recorded`);

/** A value as JSON without loss: `1.0` stays a float, a whole number has any number of digits. */
function json(value) {
  if (value instanceof Dict)
    return `{${[...value.entries()].map(([key, item]) => `${JSON.stringify(key)}: ${json(item)}`).join(', ')}}`;
  if (Array.isArray(value)) return `[${value.map(json).join(', ')}]`;
  if (value instanceof PyFloat || typeof value === 'bigint') return String(value.repr?.() ?? value);
  return JSON.stringify(value);
}
