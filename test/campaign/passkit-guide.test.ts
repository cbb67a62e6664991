import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createRenderer } from '../../src/campaign/index.ts';
import { nodeCrypto } from '../../src/cli/node-crypto.ts';
import { Dict, equal, parseJson } from '../../src/jinja/index.ts';
import { defaultProfile, readRecipient } from '../../src/account/index.ts';
import { readLink } from '../../src/passkit/index.ts';
import { smartpass } from '../cli/run-cli.ts';
import { filledLines, jsonLinesOf } from '../json-lines.ts';

const TEMPLATE = readFileSync('templates/passkit-guide/email.html.jinja', 'utf8');
const SECRET = '0WfoVtZ7MrJSfrHVuiESxZ';

type Recorded = {
  readonly id: string;
  readonly expect: { readonly output?: string; readonly error?: unknown };
};

const lines = filledLines(readFileSync('fixtures/campaign/passkit-guide.jsonl', 'utf8'));
const recorded = lines.map((line) => JSON.parse(line) as Recorded);

test('the template is the guide’s own, and every fixture user is recorded', () => {
  expect(TEMPLATE).toContain(`+ UserAttribute['Mobile Number (Standard)'] + "\\",}\\"" %}`);
  expect(TEMPLATE).toContain(`{% set sig = url|convertToSHA256('${SECRET}') %}`);
  const users = readdirSync('fixtures/users').map((file) => file.replace('.yaml', ''));
  expect(recorded.map(({ id }) => id)).toEqual(users.sort());
  for (const [at, line] of lines.entries()) {
    const asked = parseJson(line) as Dict;
    const file = `fixtures/users/${recorded[at]?.id ?? ''}.yaml`;
    const { recipient } = readRecipient(readFileSync(file, 'utf8'), file);
    const context = asked.getString('context') as Dict;
    expect(equal(context.getString('UserAttribute') ?? null, recipient?.user ?? null)).toBe(true);
  }
});

test('it renders byte for byte as Jinja2 3.1.2 does (else: node scripts/record-guide.js)', async () => {
  const stdin = lines
    .map((line) => line.replace('{', `{"template": ${JSON.stringify(TEMPLATE)}, `))
    .join('\n');
  const { out } = await smartpass(['render', '--ndjson', '--mode', 'jinja'], { stdin });
  const answers = jsonLinesOf(out);
  expect(answers).toEqual(recorded.map(({ id, expect }) => ({ id, ...expect })));
});

describe('in the account', () => {
  const renderer = createRenderer(
    { message: TEMPLATE, channel: 'email', profile: defaultProfile('email') },
    { hashes: nodeCrypto, clock: () => 0 },
  );

  test.each(recorded)(
    '$id gets the same text, or is dropped where Jinja2 fails',
    ({ id, expect: wanted }) => {
      const file = `fixtures/users/${id}.yaml`;
      const { recipient } = readRecipient(readFileSync(file, 'utf8'), file);
      const outcome = renderer.render(recipient ?? { user: new Dict() });
      expect(outcome.sent ? outcome.text : undefined).toBe(wanted.output);
    },
  );
});

test('a link of it names the trailing comma and the stray quote', () => {
  const { output = '' } = recorded.find(({ id }) => id === 'ada')?.expect ?? {};
  const link = /https:\/\/pub1[^"]*/.exec(output)?.[0] ?? '';
  const { signature, findings } = readLink(link, { secret: SECRET });
  expect(signature.verdict).toBe('valid');
  const messages = findings
    .filter(({ code }) => code === 'link/not-json')
    .map(({ message }) => message);
  expect(messages).toEqual([
    expect.stringContaining('trailing comma'),
    expect.stringContaining('stray quote'),
  ]);
});
