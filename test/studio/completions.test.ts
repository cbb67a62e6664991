import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';
import { ATTRIBUTES } from '../../src/account/index.ts';
import { studioNames } from '../../src/studio/engine/names.ts';
import { completionsFor } from '../../src/studio/page/completions.ts';

const columns = ATTRIBUTES.map(({ section }) => ({ section, name: `of ${section}` }));

function offered(path: string, text: string): readonly string[] | undefined {
  const state = EditorState.create({ doc: text });
  const source = completionsFor(path, () => ({ ...studioNames(), columns }));
  return source(new CompletionContext(state, text.length, true))?.options.map(({ label }) => label);
}

test.each(ATTRIBUTES)('the attributes of $name are offered', ({ name, section, source }) => {
  expect(offered('a.html', `{{ ${name}['of`)).toEqual([`of ${section}`]);
  expect(offered('map.yaml', `  person.forename: { ${source}: of`)).toEqual([`of ${section}`]);
});

test('what a missing value comes to and the fields of PassKit are offered', () => {
  expect(offered('map.yaml', '  person.forename: { user: A, missing: ')).toContain('omit');
  expect(offered('map.yaml', '  person.fore')).toContain('person.forename:');
});
