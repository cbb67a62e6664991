import {
  byFieldMapOf,
  byFieldMapText,
  createRenderer,
  isRowsFile,
  linkAnswers,
  MapDiffersError,
  openRows,
  rowAnswers,
  type ByFieldMap,
  type FixtureUser,
  type RowAnswer,
  type RowAnswers,
} from '../campaign/index.ts';
import { FindingsError } from '../diagnostics/index.ts';
import { str, Dict, type Value } from '../jinja/index.ts';
import { RECIPIENT_VARIABLES, type Recipient } from '../account/index.ts';
import { checkKeys, idOf, InvalidCaseError, type RowCaseAnswer } from './cases.ts';
import { clockOf } from './clock.ts';
import type { Arguments, CommandContext } from './command.ts';
import { notSent } from './moengage-cases.ts';
import { answerLines, type LineAnswerer } from './ndjson.ts';
import type { Shard } from './shard.ts';
import { nodeCrypto } from './node-crypto.ts';
import { readSecret, secretSource } from './secret.ts';
import { wrongUse } from './wrong-use.ts';

/** What to do where the command line is wrong in a way of its own. */
const SEE = 'see smartpass render --help';

/**
 * Answers the users on standard input, a line each, with the message and the links that a campaign or field map gives them; false for a file that is
 * neither. Links are signed with the secret that is given, else with the fake one, which is said on stderr, as is how many users the field map answered.
 * Throws a FindingsError for everything that is wrong in the files.
 */
export async function answerRows(
  file: RowsFile,
  args: Arguments,
  context: CommandContext,
  shard?: Shard,
): Promise<boolean> {
  const rows = await rowAnswerer(file, args, context);
  if (rows === undefined) return false;
  await answerLines(context, rows.answer, shard);
  const byFieldMap = rows.byFieldMap();
  if (byFieldMap) await context.note(byFieldMapText(byFieldMap));
  return true;
}

type RowsFile = { readonly file: string; readonly text: string };

/** Answers rows; `byFieldMap` is about those that were answered so far. */
type RowAnswerer = {
  readonly answer: LineAnswerer;
  readonly byFieldMap: () => ByFieldMap | undefined;
};

async function rowAnswerer(
  { file, text }: RowsFile,
  args: Arguments,
  context: CommandContext,
): Promise<RowAnswerer | undefined> {
  if (!isRowsFile(file, text)) return undefined;
  const source = secretSource(args);
  if (source.stdin)
    throw wrongUse(
      '--secret-stdin cannot be given with --ndjson: standard input holds the rows',
      SEE,
    );
  const secret = await readSecret(source, context.files, context.streams);
  const { campaign, isMap } = await openRows(file, context.files, {
    allowOutside: args.flag('allow-outside'),
    secret,
    secrets: context.files.secrets,
  });
  const surroundings = { hashes: nodeCrypto, clock: clockOf(args.text('now')) };
  const renderer = createRenderer(campaign, surroundings);
  if (secret === undefined)
    await context.note(
      'links are signed with a fixed fake secret and open no pass: --secret-file gives the one of the project',
    );
  const links =
    isMap || args.flag('links')
      ? linkAnswers(campaign, renderer, surroundings, nodeCrypto)
      : undefined;
  const answers = links
    ? (user: FixtureUser) => links.of(user)
    : rowAnswers(campaign, renderer, nodeCrypto);
  const key = args.text('key');
  return {
    answer: (line) => {
      const user = userOf(line, key);
      return { id: user.name, answer: answerOf(rendered(user, answers), isMap) };
    },
    byFieldMap: () => links && byFieldMapOf(links),
  };
}

/** The keys that a row with sections may have. */
const SECTIONS: readonly string[] = [
  'id',
  ...RECIPIENT_VARIABLES.map(({ section }) => section),
  'note',
];

/** The user of a row: flat, or with the sections of a fixture user. Its name is the JSON text of its id. */
function userOf(line: Dict, key: string | undefined): FixtureUser {
  const own = line.getString('user');
  if (!(own instanceof Dict)) {
    const name = idOf(key === undefined ? [...line.values()][0] : line.getString(key));
    return { name, file: '', recipient: { user: line } };
  }
  const id = line.getString('id') ?? (key === undefined ? undefined : own.getString(key));
  const name = idOf(id);
  checkKeys(line, SECTIONS, 'the row', name);
  const recipient: { -readonly [part in keyof Recipient]: Recipient[part] } = { user: own };
  for (const { section, part } of RECIPIENT_VARIABLES) {
    const values = dictOf(line.getString(section), section, name);
    if (values !== undefined) recipient[part] = values;
  }
  return { name, file: '', recipient };
}

function dictOf(value: Value | undefined, section: string, id: string): Dict | undefined {
  if (value === undefined || value === null) return undefined;
  if (value instanceof Dict) return value;
  throw new InvalidCaseError(
    `"${section}" of a row is an object, not ${str(value).slice(0, 20)}`,
    id,
  );
}

function rendered(user: FixtureUser, answers: RowAnswers): RowAnswer {
  try {
    return answers(user);
  } catch (error) {
    if (!(error instanceof MapDiffersError)) throw error;
    throw new FindingsError([
      {
        code: 'cli/map-differs',
        severity: 'error',
        message:
          'a link by the field map is not the one that the template gives: rows that were answered before may be wrong',
        hint: 'without --links every row is rendered by the template',
      },
    ]);
  }
}

/** A field map alone has no template in which a failure would have its place. */
function answerOf(answer: RowAnswer, isMap: boolean): RowCaseAnswer {
  if (!answer.sent)
    return notSent(
      isMap
        ? answer.failures.map(({ category, message }) => ({ category, message }))
        : answer.failures,
    );
  const { text, parts = [], links, findings } = answer;
  return {
    ...(text !== undefined && { output: text }),
    ...(parts.length > 1 && {
      parts: Object.fromEntries(parts.map((part) => [part.name, part.text])),
    }),
    links,
    ...(findings.length > 0 && { findings }),
  };
}
