import { compile, type FieldMap } from '../../src/compiler/index.ts';
import { emulator, expectedOf, type World } from './emulate.ts';
import { allRecipients } from './maps.ts';

const recipients = allRecipients();

/** What the snippet of a map gives wrongly, for every recipient in these worlds: in turn in an email and in a text message. */
export function wrongAnswers(map: FieldMap, worlds: readonly World[]): readonly unknown[] {
  const email = `${compile(map, { channel: 'email' }).snippet}{{ longURL }}`;
  const line = compile(map, { channel: 'sms' }).snippet;
  const all = [...recipients].map(([user, known]) => ({
    user,
    known,
    expected: expectedOf(map, known),
  }));
  const wrong: unknown[] = [];
  for (const [at, world] of worlds.entries()) {
    const render = emulator(at % 2 === 0 ? email : line, world);
    for (const { user, known, expected } of all) {
      const given = render(known);
      if (JSON.stringify(given) !== JSON.stringify(expected))
        wrong.push({ user, world, given, expected });
    }
  }
  return wrong;
}
