import { defaultProfile, printsLink, type Channel } from '../account/index.ts';
import type { Analysis } from '../analysis/index.ts';
import { beside, comparePasses, type PassDifference } from '../campaign/index.ts';
import { placeSnippet, type Adopted, type FieldMap } from '../compiler/index.ts';
import { FindingsError, printable, type Finding, type Span } from '../diagnostics/index.ts';
import { exampleUsers } from '../prove/index.ts';
import type { Arguments, CommandContext } from './command.ts';
import { usersOfMap } from './map-users.ts';
import { nodeCrypto } from './node-crypto.ts';
import { fittedTable } from './fitted-table.ts';
import { paintFor, screenOf } from './streams.ts';

/** What `adopt` is about: a template, and what was read of it. */
type AdoptRequest = {
  readonly file: string;
  readonly analysis: Analysis;
  readonly adopted: Adopted & { readonly map: FieldMap };
  readonly channel: Channel;
  readonly args: Arguments;
};

/**
 * What the field map changes for users (`count` of them; `areDerived` where there are no fixtures, so that they are made of the
 * map), and the template with the marker, where it can be written.
 */
type AdoptedChange = {
  readonly template: string | undefined;
  readonly count: number;
  readonly areDerived: boolean;
  readonly differences: readonly PassDifference[];
  /** Why the account renders neither, where it refuses the template. */
  readonly refused?: string;
};

/**
 * Renders the template as it is and with the snippet of its field map, and compares the passes. With `--write` it throws a
 * FindingsError where a statement does more than build the link.
 */
export async function changeOf(
  request: AdoptRequest,
  context: CommandContext,
): Promise<AdoptedChange> {
  const { file, analysis, adopted, channel, args } = request;
  const template = analysis.map.source.text;
  const mapFile = args.text('output') ?? beside(file, 'fieldmap.yaml');
  const name = mapFile.split(/[/\\]/).at(-1) ?? mapFile;
  const rewritten = adopted.rewrite?.(name);
  const isKept = rewritten === undefined || 'keeps' in rewritten;
  if (args.flag('write') && isKept) throw new FindingsError([notReplaced(file, rewritten?.keeps)]);
  const changed = isKept ? undefined : rewritten.template;
  const alone = `{# smartpass: ${name} #}${printsLink(channel) ? '' : '<a href="{{longURL}}">Pass</a>'}`;
  const { template: message } = placeSnippet(changed ?? alone, adopted.map, { channel });
  const { users } = await usersOfMap(
    mapFile,
    { users: args.texts('users'), allowOutside: args.flag('allow-outside') },
    context.files,
  );
  const all = users.length > 0 ? users : exampleUsers(adopted.map, analysis.attributes);
  const made = { template: changed, count: all.length, areDerived: users.length === 0 };
  if (message === undefined) return { ...made, differences: [] };
  const side = { channel, profile: defaultProfile(channel) };
  const surroundings = { hashes: nodeCrypto, crypto: nodeCrypto, clock: () => Date.now() };
  try {
    const [before, after] = [
      { ...side, message: template },
      { ...side, message },
    ];
    return { ...made, differences: comparePasses(before, after, all, surroundings) };
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    return { ...made, differences: [], refused: error.message };
  }
}

/** Throws a FindingsError where `--write` cannot be done: without a name for the field map, or with a map that is not complete. */
export function checkWrite(
  args: Arguments,
  file: string,
  map: FieldMap | undefined,
  findings: readonly Finding[],
): void {
  if (!args.flag('write')) return;
  const output = args.text('output');
  if (output === undefined || map === undefined)
    throw new FindingsError([...findings, refusal(output, file)]);
}

/** Shows what changes for users, as a table. */
export async function showChange(
  { count, areDerived, differences, refused }: AdoptedChange,
  context: CommandContext,
): Promise<void> {
  if (refused !== undefined)
    return context.note(`passes were not compared, the template is refused: ${printable(refused)}`);
  const differing = new Set(differences.map(({ user }) => user)).size;
  const who = areDerived
    ? 'users made of the map (name fixture users with --users)'
    : 'fixture users';
  await context.note(
    `rendered before and after for ${count} ${who}: ${count - differing} get the same pass, ${differing} another`,
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

function notReplaced(file: string, span: Span | undefined): Finding {
  return {
    code: 'map/adopt-not-replaced',
    severity: 'error',
    message:
      'the link is built in a statement that does more than that, so the template stays as it is',
    hint: 'put {# smartpass: fieldmap.yaml #} in by hand, take out what built the link, and print {{longURL}}',
    file,
    ...(span && { span }),
  };
}
