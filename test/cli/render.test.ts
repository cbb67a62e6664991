import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/index.ts';
import { emptyFolder, smartpass } from './run-cli.ts';
import { jsonLinesOf } from '../json-lines.ts';

async function answers(lines: readonly string[], ...more: string[]): Promise<readonly unknown[]> {
  const argv = ['render', '--ndjson', '--mode', 'jinja', ...more];
  const { code, out, err } = await smartpass(argv, { stdin: lines.join('\n') });
  expect([code, err]).toEqual([0, '']);
  return jsonLinesOf(out);
}

function oneCase(more: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ id: 'x', context: {}, ...more });
}

describe('render --ndjson --mode jinja', () => {
  test('answers come in order; ids are given back as they came', async () => {
    const lines = [
      '{"id": 1, "template": "{{ a }}", "context": {"a": 1.0}}',
      '{"id": "b", "template": "{{ a }}", "context": {"a": 12345678901234567890}}',
      '{"id": 12345678901234567890, "template": "{{ a is none }} {{ b is defined }}", "context": {"a": null}}',
    ];
    const { out } = await smartpass(['render', '--ndjson', '--mode', 'jinja'], {
      stdin: `${lines.join('\r\n')}\n\n`,
    });
    expect(out).toBe(
      '{"id":1,"output":"1.0"}\n{"id":"b","output":"12345678901234567890"}\n{"id":12345678901234567890,"output":"True False"}\n',
    );
  });

  test('--template gives the cases that have none their template', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 't.jinja'), '{{ a }}!');
    const stdin = [
      '{"id": 1, "context": {"a": 1}}',
      '{"id": 2, "template": "own", "context": {"a": 1}}',
      '{"id": 3, "template": null, "context": {"a": 3}}',
      '{"id": 4, "template": 5}',
    ].join('\n');
    for (const given of [['--template', 't.jinja'], ['t.jinja']]) {
      const argv = ['render', '--ndjson', '--mode', 'jinja', ...given];
      const { code, out } = await smartpass(argv, { cwd, stdin });
      expect(code).toBe(0);
      expect(out.split('\n').slice(0, 3)).toEqual([
        '{"id":1,"output":"1!"}',
        '{"id":2,"output":"own"}',
        '{"id":3,"output":"3!"}',
      ]);
      expect(out.split('\n')[3]).toMatch(/"id":4.*the case needs a \\"template\\" that is text/);
    }
  });

  test('a broken line gets an error with its number, and the rest goes on', async () => {
    const lines = [
      '{"id": 1, "template": "a"',
      '[]',
      '{"id": 3}',
      oneCase({ id: 4, template: 'a', contxt: {} }),
      oneCase({ id: 5, template: 'a', env: { jinja: '9' } }),
      oneCase({ id: 6, template: 'a', env: { trimBlocks: true } }),
      oneCase({ id: 7, template: 'fine', note: 'passed over' }),
    ];
    expect(await answers(lines)).toMatchObject([
      { id: null, error: { type: 'InvalidInput', line: 1 } },
      {
        id: null,
        error: { type: 'InvalidInput', line: 2, message: 'the line is JSON but no object' },
      },
      { id: 3, error: { type: 'InvalidInput', line: 3 } },
      {
        id: 4,
        error: { line: 4, message: `unknown key "contxt" in the case: did you mean 'context'?` },
      },
      {
        id: 5,
        error: {
          line: 5,
          message: '"jinja" in "env" is one of "3.1", "3.1.6", "2.8", "2.8-python2"',
        },
      },
      { id: 6, error: { type: 'InvalidInput', line: 6 } },
      { id: 7, output: 'fine' },
    ]);
  });

  test.each([
    [
      '{"id": 1e999, "template": "a"}',
      'the "id" of a case is text or a number that JSON can write',
    ],
    [
      '{"id": null, "template": "a", "channel": "sms"}',
      '"channel" of a case has no meaning in mode jinja',
    ],
    [
      '{"id": null, "template": "a", "profile": {}}',
      '"profile" of a case has no meaning in mode jinja',
    ],
  ])('%s is not a case', async (line, message) => {
    expect(await answers([line])).toEqual([
      { id: null, error: { type: 'InvalidInput', message, line: 1 } },
    ]);
  });

  test('long answers are written one after the other, not all at once', async () => {
    const stdout = new PassThrough();
    const sizes: number[] = [];
    stdout.on('data', (chunk: Buffer) => sizes.push(chunk.length));
    const lines = Array.from({ length: 5 }, (_, id) =>
      oneCase({ id, template: "{{ 'a' * 900000 }}" }),
    );
    const code = await run(['render', '--ndjson', '--mode', 'jinja'], {
      stdin: Readable.from([Buffer.from(lines.join('\n'))], { objectMode: false }),
      stdout,
      stderr: new PassThrough(),
      env: {},
      cwd: process.cwd(),
    });
    expect(code).toBe(0);
    expect(sizes.length).toBeGreaterThan(3);
    expect(Math.max(...sizes)).toBeLessThan(2 ** 20);
  });

  test('bytes that are not UTF-8 are a broken line', async () => {
    const stdin = Buffer.concat([
      Buffer.from('{"id":1,"template":"'),
      Buffer.from([0xff]),
      Buffer.from('"}\n'),
    ]);
    const { out } = await smartpass(['render', '--ndjson', '--mode', 'jinja'], { stdin });
    expect(JSON.parse(out)).toMatchObject({ id: null, error: { type: 'InvalidInput' } });
  });

  test.each([
    ['a filter of MoEngage', { template: "{{ 'é'|base64encode }}" }, { output: 'w6k=' }],
    [
      'loop controls and do',
      { template: '{% for i in [1,2] %}{% do [1] %}{{ i }}{% break %}{% endfor %}' },
      { output: '1' },
    ],
    ['autoescape', { template: '{{ "<" }}', env: { autoescape: true } }, { output: '&lt;' }],
    [
      'trim_blocks',
      { template: '{% if 1 %}\na{% endif %}', env: { trim_blocks: true } },
      { output: 'a' },
    ],
    [
      'lstrip_blocks',
      { template: '  {% if 1 %}a{% endif %}', env: { lstrip_blocks: true } },
      { output: 'a' },
    ],
    [
      'keep_trailing_newline',
      { template: 'a\n', env: { keep_trailing_newline: true } },
      { output: 'a\n' },
    ],
    ['no trailing newline', { template: 'a\n' }, { output: 'a' }],
    [
      'undefined',
      { template: '{{ x }}', env: { undefined: 'DebugUndefined' } },
      { output: '{{ x }}' },
    ],
    [
      '2.8',
      { template: '{{ 1_0 }}', env: { jinja: '2.8' } },
      { error: { type: 'TemplateSyntaxError', line: 1 } },
    ],
    ['templates', { template: '{% include "a" %}', templates: { a: '{{ 1 }}' } }, { output: '1' }],
    [
      'a missing template',
      { template: '{% include "a" %}' },
      { error: { type: 'TemplateNotFound', message: 'a', line: 1 } },
    ],
    [
      'a runtime error',
      { template: '\n{{ 1/0 }}' },
      { error: { type: 'ZeroDivisionError', message: 'division by zero', line: 2 } },
    ],
    [
      'MOE_NOT_SEND',
      { template: '{% MOE_NOT_SEND("why") %}' },
      { error: { type: 'MOE_NOT_SEND', message: 'why', line: null } },
    ],
    [
      'MOE_NOT_SEND without a reason',
      { template: '{% MOE_NOT_SEND %}' },
      { error: { type: 'MOE_NOT_SEND', message: 'None', line: null } },
    ],
  ])('%s', async (_what, request, expected) => {
    expect(await answers([oneCase(request)])).toMatchObject([{ id: 'x', ...expected }]);
  });

  test('an answer comes before the input ends, and a reader who leaves ends the run quietly', async () => {
    const stdin = new PassThrough();
    const stdout = new PassThrough();
    const done = run(['render', '--ndjson', '--mode', 'jinja'], {
      stdin,
      stdout,
      stderr: new PassThrough(),
      env: {},
      cwd: '/',
    });
    stdin.write(`${oneCase({ template: 'now' })}\n`);
    const first = await new Promise<Buffer>((resolve) => void stdout.once('data', resolve));
    expect(first.toString()).toBe('{"id":"x","output":"now"}\n');
    stdout.destroy();
    stdin.write(`${oneCase({ template: 'nobody reads this' })}\n`);
    expect(await done).toBe(0);
  });

  test('a slow reader holds the writer up', async () => {
    const stdout = new PassThrough({ highWaterMark: 1024 });
    const stdin = new PassThrough({ highWaterMark: 1024 });
    const done = run(['render', '--ndjson', '--mode', 'jinja'], {
      stdin,
      stdout,
      stderr: new PassThrough(),
      env: {},
      cwd: '/',
    });
    const line = `${oneCase({ template: 'x'.repeat(500) })}\n`;
    let refused = 0;
    for (let at = 0; at < 50; at += 1) {
      if (!stdin.write(line)) refused += 1;
      await new Promise((resolve) => void setImmediate(resolve));
    }
    expect(stdout.readableLength).toBeLessThan(8000);
    expect(refused).toBeGreaterThan(20);
    stdout.resume();
    stdin.end();
    expect(await done).toBe(0);
  });
});

describe('render TEMPLATE --mode jinja', () => {
  const folder = emptyFolder();
  const setting = { cwd: folder };

  test('prints the output as it is', async () => {
    writeFileSync(join(folder, 't.jinja'), 'Hello {{ name }} {{ n }}\n');
    writeFileSync(join(folder, 'c.json'), '{"name": "Ada", "n": 10.0}');
    const argv = ['render', 't.jinja', '--mode', 'jinja', '--context', 'c.json'];
    expect(await smartpass(argv, setting)).toEqual({ code: 0, out: 'Hello Ada 10.0', err: '' });
    const { out } = await smartpass([...argv, '--json'], setting);
    expect(JSON.parse(out)).toEqual({ ok: true, output: 'Hello Ada 10.0' });
  });

  test('an error shows the place in the template', async () => {
    writeFileSync(join(folder, 'bad.jinja'), 'one\n{% if %}\n');
    const { code, out, err } = await smartpass(['render', 'bad.jinja', '--mode', 'jinja'], setting);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(
      /^bad\.jinja:2:\d+: error: TemplateSyntaxError: Expected an expression.*\[cli\/template-fails\]\n/,
    );
    expect(err).toMatch(/> 2 \| \{% if %\}\n.*\^/);
  });

  test.each([
    [['render'], /a template is missing/],
    [['render', 't.jinja', '--ndjson', '--context', 'x'], /context cannot be given with it/],
    [['render', '--ndjson', '--template', 'nowhere.jinja'], /cannot read the file/],
    [['render', 't.jinja', '--mode', 'jinja', '--user', 'x'], /--user is for --mode moengage/],
    [
      ['render', 'nowhere.jinja', '--mode', 'jinja'],
      /^nowhere\.jinja: error: cannot read the file/,
    ],
    [
      ['render', 't.jinja', '--mode', 'jinja', '--context', 't.jinja'],
      /^t\.jinja: error: the file is not JSON/,
    ],
  ])('%j is refused', async (argv, expected) => {
    const { code, out, err } = await smartpass(argv, setting);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(expected);
    expect(err).not.toMatch(/\n +at /);
  });
});
