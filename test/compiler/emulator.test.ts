import { parseFragment, serialize } from 'parse5';
import { describe, expect, test } from 'vitest';
import { compile, readFieldMap } from '../../src/compiler/index.ts';
import { Dict } from '../../src/jinja/index.ts';
import { checkPayload, FIELDS, readLink } from '../../src/passkit/index.ts';
import { emulator, expectedOf } from './emulate.ts';
import { allMaps } from './maps.ts';

const maps = allMaps();

describe('every field of the catalogue', () => {
  const HEAD =
    'smartpass: 1\nidentity: none\nproject: { url: https://pub1.pskt.io/c/a4hrop }\nfields:\n';
  const concrete = FIELDS.map((field) => ({
    ...field,
    name: field.name.replace('[1..10]', '[3]').replace('*', 'anything'),
  }));
  const groups = (name: string): readonly (typeof concrete)[number][] => {
    const group = /^\w+\[3\]/.exec(name)?.[0];
    return concrete.filter(
      (field) => field.name === name || (group !== undefined && field.name.startsWith(group)),
    );
  };

  test.each(concrete.map(({ name }) => name))(
    '%s is generated, rendered, decoded and validated',
    (name) => {
      const fields = groups(name);
      const yaml = fields
        .map((field) => `  ${field.name}: { user: ${JSON.stringify(field.name)}, missing: omit }\n`)
        .join('');
      const { map } = readFieldMap(HEAD + yaml, 'x.yaml');
      if (map === undefined) throw new Error('no map');
      const known = { user: Dict.of(fields.map((field) => [field.name, field.example])) };
      const render = emulator(compile(map, { channel: 'push' }).snippet, {
        version: '3.1',
        undefined: 'Undefined',
        missing: 'undefined',
      });
      const { link = '' } = render(known);
      const report = readLink(link, { secret: '{YOUR-PROJECT-SECRET}' });
      expect(report.signature.verdict).toBe('valid');
      expect(expectedOf(map, known)).toEqual({ link });
      const problems = checkPayload(new Map(fields.map((field) => [field.name, field.example])));
      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(render({ user: new Dict() }).link).toContain('?data=e30&');
    },
  );
});

describe('the editors', () => {
  test.each([...maps])('%s is the same after a save', (_name, map) => {
    const { snippet } = compile(map, { channel: 'email' });
    const html = `<table><tbody><tr><td>${snippet}</td></tr></tbody></table>`;
    expect(serialize(parseFragment(html))).toBe(html);
    const entities = snippet
      .replaceAll(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`)
      .replaceAll(/[^\n -~]/gu, (character) => `&#${character.codePointAt(0) ?? 0};`);
    expect(entities).toBe(snippet);
  });
});
