import { compile } from '../../src/compiler/index.ts';
import { Dict } from '../../src/jinja/index.ts';
import { emulator, worlds, type World } from './emulate.ts';
import { allMaps } from './maps.ts';

/** The worlds of the Undefined that MoEngage most likely has. */
export const ORDINARY: readonly World[] = worlds().filter(
  ({ undefined: kind }) => kind === 'Undefined',
);

/** What is otherwise in a world where the message around a snippet sets, reads and loops over each name of one letter. */
export function clashes(world: World): readonly object[] {
  const map = allMaps().get('conversions');
  if (map === undefined) throw new Error('no map');
  const { snippet } = compile(map, { channel: 'push' });
  const names = Array.from('abcdefghijklmnopqrstuvwxyz');
  const shown = names.map((name) => `{{ ${name} }}`).join('');
  const sets = names.map((name) => `{% set ${name} = '${name.toUpperCase()}' %}`).join('');
  const kept = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  const render = (source: string): string =>
    emulator(source, world)({ user: Dict.of([]) }).link ?? '';
  const link = render(snippet);
  const looped = `{% for x in 'pq' %}{% set n = 'N' %}${snippet}{{ x }}{{ n }}{% endfor %}`;
  const cases = [
    [`${sets}${snippet}${shown}`, link + kept],
    [`${snippet}|${shown}|`, `${link}||`],
    [`${snippet}${sets}${shown}`, link + kept],
    [looped, `${link}pN${link}qN`],
  ] as const;
  return cases.flatMap(([source, expected]) => {
    const text = render(source);
    return link !== '' && text === expected ? [] : [{ source, text, expected }];
  });
}
