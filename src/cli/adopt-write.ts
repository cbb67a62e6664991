import { defaultProfile } from '../account/index.ts';
import { beside, comparePasses, type PassDifference } from '../campaign/index.ts';
import { placeSnippet, type Adopted } from '../compiler/index.ts';
import { FindingsError, printable, spanOf, type Finding } from '../diagnostics/index.ts';
import type { Arguments, CommandContext } from './command.ts';
import { usersOfMap } from './map-users.ts';
import { nodeCrypto } from './node-crypto.ts';
import { fittedTable } from './fitted-table.ts';
import { counted } from './terminal.ts';
import { paintFor, screenOf } from './streams.ts';

/** What `adopt --write` is about to do. */
type WriteRequest = {
  readonly file: string;
  readonly template: string;
  readonly adopted: Adopted;
  readonly args: Arguments;
};

/** The new template, and what it changes for the fixture users (`count` of them). */
export type TemplateChange = {
  readonly template: string;
  readonly count: number;
  readonly differences: readonly PassDifference[];
};

/**
 * The template with the marker of its field map, and the passes of the fixture users before and after. Throws a FindingsError
 * where the map is not complete, or a statement does more than build the link.
 */
export async function changeOf(
  { file, template, adopted, args }: WriteRequest,
  context: CommandContext,
): Promise<TemplateChange> {
  const output = args.text('output');
  const { map, rewrite } = adopted;
  if (output === undefined || map === undefined || rewrite === undefined)
    throw new FindingsError([...adopted.findings, refusal(output, file)]);
  const rewritten = rewrite(output.split(/[/\\]/).at(-1) ?? output);
  if ('keeps' in rewritten) throw new FindingsError([notReplaced(template, file, rewritten.keeps)]);
  const changed = template.includes('\r\n')
    ? rewritten.template.replaceAll('\n', '\r\n')
    : rewritten.template;
  const { users } = await usersOfMap(
    output,
    { users: args.texts('users'), allowOutside: args.flag('allow-outside') },
    context.files,
  );
  const { template: message } = placeSnippet(changed, map, { channel: 'email' });
  const profile = defaultProfile('email');
  const side = { channel: 'email', profile } as const;
  const differences =
    message === undefined
      ? []
      : comparePasses({ ...side, message: template }, { ...side, message }, users, {
          hashes: nodeCrypto,
          crypto: nodeCrypto,
          clock: () => Date.now(),
        });
  return { template: changed, count: users.length, differences };
}

/** Says what was written, and shows the differences as a table. */
export async function showChange(
  file: string,
  { count, differences }: TemplateChange,
  context: CommandContext,
): Promise<void> {
  await context.note(`wrote ${printable(file)}: the marker has the place of what built the link`);
  if (count === 0) {
    await context.note(
      "no fixture users to compare passes for: name them with --users 'users/*.yaml'",
    );
    return;
  }
  const differing = new Set(differences.map(({ user }) => user)).size;
  await context.note(
    `${counted(count, 'user')}: ${count - differing} get the same pass, ${differing} another`,
  );
  if (differences.length === 0) return;
  const rows = grouped(differences).map((cells) => cells.map((text) => printable(text)));
  const { stderr } = context.streams;
  const paint = await paintFor(stderr, context.streams.env);
  const head = ['users', 'field', 'before', 'after'];
  await context.note(fittedTable(head, rows, { paint, screen: screenOf(stderr) }));
}

/** The same difference of several users as one row: how many there are, and who the first ones are. */
function grouped(differences: readonly PassDifference[]): readonly (readonly string[])[] {
  const byKind = new Map<string, PassDifference[]>();
  for (const difference of differences) {
    const { what, before, after } = difference;
    const key = JSON.stringify([what, before, after]);
    byKind.set(key, [...(byKind.get(key) ?? []), difference]);
  }
  return [...byKind.values()].map((alike) => {
    const names = alike.slice(0, 3).map(({ user }) => user);
    const rest = alike.length - names.length;
    const users = rest > 0 ? `${names.join(', ')} and ${rest} more` : names.join(', ');
    const [first] = alike;
    return first === undefined ? [] : [users, first.what, first.before, first.after];
  });
}

function refusal(output: string | undefined, file: string): Finding {
  const message =
    output === undefined
      ? '--write needs -o with the name of the field map, which the marker of the template names'
      : 'the field map is not complete, so the template stays as it is';
  const hint =
    output === undefined
      ? `such as -o ${beside(file, 'fieldmap.yaml')} --write`
      : 'adopt it without --write, fill in what the map leaves open, and put the marker in by hand';
  return { code: 'cli/usage', severity: 'error', message, hint };
}

function notReplaced(template: string, file: string, place: readonly [number, number]): Finding {
  return {
    code: 'map/adopt-not-replaced',
    severity: 'error',
    message:
      'the link is built in a statement that does more than that, so the template stays as it is',
    hint: 'put {# smartpass: fieldmap.yaml #} in by hand, take out what built the link, and print {{longURL}}',
    file,
    span: spanOf(template.replaceAll(/\r\n|\r/g, '\n'), ...place),
  };
}
