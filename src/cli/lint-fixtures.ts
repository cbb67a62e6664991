import type { LintFinding, Witness } from '../lint/index.ts';
import type { Arguments, CommandContext } from './command.ts';
import { wrongUse } from './wrong-use.ts';

/** What to do where the command line is wrong in a way of its own. */
const SEE = 'lint mail.html --add-fixture --fixtures fixtures/users';

/** The findings of a file, and the folder of its campaign's users. */
type Shown = { readonly findings: readonly LintFinding[]; readonly users?: string | undefined };

/**
 * Writes the users who show findings as fixture users, each in a file of its own: into the folder of --fixtures, else into that of the
 * campaign's users. A file that is there is left alone.
 */
export async function addFixtures(
  judged: readonly Shown[],
  args: Arguments,
  context: CommandContext,
): Promise<void> {
  const given = args.text('fixtures');
  if (!args.flag('add-fixture')) {
    if (given !== undefined) throw wrongUse('--fixtures goes with --add-fixture', SEE);
    return;
  }
  const written = new Map<string, string>();
  for (const { findings, users } of judged) {
    const witnesses = findings.flatMap(({ witness }) => witness ?? []);
    const folder = given ?? users;
    if (witnesses.length === 0) continue;
    if (folder === undefined)
      throw wrongUse('there is no folder of fixture users: name one with --fixtures', SEE);
    await context.files.makeFolder(folder === '' ? '.' : folder);
    for (const witness of witnesses) await write(witness, { folder, written }, context);
  }
}

type Place = { readonly folder: string; readonly written: Map<string, string> };

async function write(
  witness: Witness,
  { folder, written }: Place,
  context: CommandContext,
): Promise<void> {
  const { files } = context;
  const text = withAccount(witness);
  const base = `${folder === '' ? '' : `${folder}/`}lint-${slug(witness.attribute)}-${valueName(witness.value)}`;
  for (let number = 1; ; number += 1) {
    const path = number === 1 ? `${base}.yaml` : `${base}-${number}.yaml`;
    const here = written.get(path);
    if (here !== undefined && dataOf(here) !== dataOf(text)) continue;
    if (here !== undefined) return;
    written.set(path, text);
    if (await files.exists(path))
      await context.note(`${path}: there is such a file, it is left alone`);
    else {
      await files.write(path, text);
      await context.note(`${path}: written`);
    }
    return;
  }
}

/** What a fixture says beside its note. */
function dataOf(text: string): string {
  return text.replace(/^(?:#.*\n|note: .*\n)*/, '');
}

function withAccount({ fixture, account = {} }: Witness): string {
  const fields = Object.entries(account).map(([field, value]) => `${field}: ${value}`);
  const where =
    fields.length === 0 ? '' : `# where the profile of the account has ${fields.join(', ')}\n`;
  const around = { 'content-api': fixture.answers, aux: fixture.rows };
  const needs = Object.entries(around).flatMap(([key, values]) =>
    Object.entries(values).map(
      ([name, value]) => `# ${key} of the campaign, ${name}: ${JSON.stringify(value)}\n`,
    ),
  );
  return `${where}${needs.join('')}${fixture.user}`;
}

function valueName(value: string): string {
  if (value === '(missing)') return 'missing';
  if (value === '""') return 'empty';
  return /^"\s+"$/.test(value) ? 'space' : slug(value);
}

function slug(text: string): string {
  const plain = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return plain.slice(0, 40) || 'value';
}
