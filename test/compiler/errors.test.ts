import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compile, readFieldMap } from '../../src/compiler/index.ts';
import { expandMarker } from '../../src/compiler/marker.ts';
import { Secrets, CODES, drawFinding, type Finding } from '../../src/diagnostics/index.ts';

const FOLDER = 'fixtures/compiler/errors';
const files = readdirSync(FOLDER).filter((file) => /\.(?:yaml|json)$/.test(file));
const options = { projectUrl: 'https://pub1.pskt.io/c/a4hrop' };

describe('wrong field maps', () => {
  test.each(files)('%s', async (file) => {
    const text = readFileSync(`${FOLDER}/${file}`, 'utf8');
    const { findings, map } = readFieldMap(text, file, options);
    expect(findings.length).toBeGreaterThan(0);
    expect(map === undefined).toBe(findings.some(({ severity }) => severity === 'error'));
    for (const finding of findings) {
      expect([...CODES.keys()]).toContain(finding.code);
      expect(finding.span).toBeDefined();
      expect(finding.message).not.toMatch(/\.$|undefined|\[object/);
    }
    const drawn = findings.map((finding) => drawFinding(finding, text)).join('\n\n');
    await expect(`${drawn}\n`).toMatchFileSnapshot(`../../${FOLDER}/${file}.findings`);
  });

  test('with Windows line ends the places are the same', () => {
    const text = readFileSync(`${FOLDER}/five-at-once.yaml`, 'utf8');
    expect(places(text.replaceAll('\n', '\r\n'))).toEqual(places(text));
  });

  test('a payload of the guide needs a project URL', () => {
    const text = readFileSync('fixtures/compiler/maps/guide.json', 'utf8');
    expect(codes(readFieldMap(text, 'guide.json').findings)).toEqual(['map/no-project-url']);
  });

  test('no finding repeats a value that looks like a secret', () => {
    const text = readFileSync(`${FOLDER}/secret.yaml`, 'utf8');
    const said = JSON.stringify(readFieldMap(text, 'secret.yaml').findings);
    expect(said).not.toMatch(/not-for-here|Ab3dEf6hIj9lMn2pQr5tUv/);
    const shown = (source: string): string => {
      const secrets = new Secrets();
      readFieldMap(source, 'x.yaml', { secrets });
      return secrets.hideInSource(source);
    };
    const masked = shown(text);
    expect(masked).not.toMatch(/not-for-here|Ab3dEf6hIj9lMn2pQr5tUv/);
    expect(masked.split('\n').map((line) => line.length)).toEqual(
      text.split('\n').map((line) => line.length),
    );
    expect(masked).toContain('person.forename: { user: First Name }');
    const block = 'project:\n  url: x\n  secret:\n    deep: abc\n  kind: coupon\n';
    expect(shown(block)).toContain('secret:\n    deep: •••\n  kind');
    expect(shown('project: { secret: not-for-here\n')).toBe('project: { secret: ••••••••••••\n');
  });
});

function places(source: string): unknown {
  return readFieldMap(source, 'x').findings.map(({ code, span }) => [code, span]);
}

const HEAD =
  'smartpass: 1\nproject: { url: https://pub1.pskt.io/c/a4hrop }\nidentity: none\nfields:\n';

function mapOf(fields: string): NonNullable<ReturnType<typeof readFieldMap>['map']> {
  const { map, findings } = readFieldMap(HEAD + fields, 'x.yaml');
  if (map === undefined) throw new Error(JSON.stringify(findings));
  return map;
}

function codes(findings: readonly Finding[]): string[] {
  return findings.map(({ code }) => code);
}

describe('maps in the wrong place', () => {
  test.each([
    ['event', 'personalize', '{ event: X }'],
    ['business event', 'whatsapp', '{ business: X }'],
    ['campaign', 'sms', '{ campaign: Campaign ID }'],
    ['content', 'cards', '{ content: Api.x }'],
    ['aux', 'personalize', '{ aux: { table: t, key: { user: X }, field: y } }'],
    ['event inside a text', 'personalize', '{ text: "{user:X} {event:Y}" }'],
  ] as const)('%s in %s', (_what, channel, field) => {
    const { findings } = compile(mapOf(`  meta.a: ${field}\n`), { channel });
    expect(codes(findings)).toEqual(['map/source-not-in-channel']);
    expect(findings[0]?.span?.start).toEqual({ line: 5, column: 3 });
  });

  test('an event in a one-time campaign', () => {
    const map = mapOf('  meta.a: { first: [{ user: X }, { event: X }] }\n');
    expect(codes(compile(map, { channel: 'email', trigger: 'one-time' }).findings)).toEqual([
      'map/event-without-trigger',
    ]);
    expect(compile(map, { channel: 'email', trigger: 'event' }).findings).toEqual([]);
    expect(compile(map, { channel: 'email' }).findings).toEqual([]);
  });

  test('a button that is not the beginning of the link', () => {
    const map = mapOf('  meta.a: { user: X }\n');
    expect(
      codes(compile(map, { channel: 'whatsapp', button: 'https://example.com/' }).findings),
    ).toEqual(['map/button-base']);
    const { snippet, findings } = compile(map, {
      channel: 'whatsapp',
      button: 'https://pub1.pskt.io/',
    });
    expect(findings).toEqual([]);
    expect(snippet).toMatch(/\{\{ longURL\[21:\] \}\}$/);
  });
});

describe('the marker', () => {
  const marker = '{# smartpass: fieldmap.yaml #}';

  test('is replaced, whatever the snippet holds', () => {
    const { template, findings } = expandMarker(`<b>\n${marker}\n</b>`, "$& $1 {{ 'x' }}");
    expect(findings).toEqual([]);
    expect(template?.text).toBe("<b>\n$& $1 {{ 'x' }}\n</b>");
    expect(expandMarker('{#-smartpass:a b.yaml-#}', 's').template?.text).toBe('s');
  });

  test('is there once', () => {
    const { template, findings } = expandMarker(`${marker}\n  ${marker}`, 's', { file: 't.jinja' });
    expect(template).toBeUndefined();
    expect(findings.map(({ code, span, file }) => [code, span?.start, file])).toEqual([
      ['map/two-markers', { line: 2, column: 3 }, 't.jinja'],
    ]);
    expect(codes(expandMarker('<b>', 's').findings)).toEqual(['map/no-marker']);
    expect(expandMarker('{# smartpas: fieldmap.yaml #}', 's').findings[0]?.hint).toContain(
      'write {# smartpass: fieldmap.yaml #}',
    );
  });

  test('names the field map', () => {
    expect(codes(expandMarker(marker, 's', { fieldmap: 'a/b/other.yaml' }).findings)).toEqual([
      'map/other-marker',
    ]);
    expect(expandMarker(marker, 's', { fieldmap: 'a/b/fieldmap.yaml' }).template?.text).toBe('s');
  });
});
