import {
  derivedUsers,
  prove,
  type Proof,
  type ProofAnswer,
  type ProofUser,
  type ProvedUser,
} from '../prove/index.ts';
import { type Channel, defaultProfile, findConfig, forChannel } from '../account/index.ts';
import type { FieldMap } from '../compiler/index.ts';
import { printable, type Finding } from '../diagnostics/index.ts';
import { EXIT, type CommandContext } from './command.ts';
import { refuseNoUsers, usersOfMap, type UsersWanted } from './map-users.ts';
import { nodeCrypto } from './node-crypto.ts';
import { noteConfig, profileIn, type FromConfig } from './profile-file.ts';
import { fittedTable } from './fitted-table.ts';
import { counted } from './terminal.ts';

/** What is to be proved: the map and what was found in it, where it is to be used, and with which users. */
type ProofRequest = {
  readonly map: FieldMap;
  readonly findings: readonly Finding[];
  readonly channel: Channel;
  readonly users: UsersWanted;
  readonly profile: string | undefined;
};

/**
 * Proves the snippet of a map: its fixture users and users with odd values of each attribute, in every world that the profile
 * leaves open, after every editor. Exit code 1 where one link is not the one computed without Jinja.
 */
export async function proveMap(request: ProofRequest, context: CommandContext): Promise<number> {
  const { map, channel } = request;
  const found = await usersOfMap(map.file, request.users, context.files);
  const { users } = found;
  const [base] = users;
  if (base === undefined)
    refuseNoUsers(found, {
      code: 'cli/usage',
      severity: 'error',
      message: '--prove needs fixture users, and no campaign file next to the field map names any',
      hint: "name them: --users 'fixtures/users/*.yaml'",
    });
  const all: ProofUser[] = [...users, ...derivedUsers(map, base)];
  const { profile, config } = await profileOf(request, context);
  const proof = prove(map, all, { channel, profile, hashes: nodeCrypto });
  const failed = proof.users.filter(({ agreed }) => agreed < proof.worlds);
  const isProved = failed.length === 0 && proof.lost.length === 0;
  const findings = context.judge.keep(request.findings);
  const code = isProved ? context.judge.exit(findings) : EXIT.findings;
  if (context.json) await context.answer({ ok: code === EXIT.fine, config, ...proof, findings });
  else {
    await context.report(findings);
    await context.print(`${drawn(proof, users.length, context)}\n`);
  }
  return code;
}

async function profileOf(
  { profile: named, channel, map }: ProofRequest,
  context: CommandContext,
): Promise<FromConfig> {
  const { files } = context;
  const config = named ?? (await findConfig(map.file, files));
  if (config === undefined) return { profile: defaultProfile(channel), config };
  const profile = forChannel(profileIn(config, await files.read(config)), channel);
  await noteConfig([{ profile, config }], named, context);
  return { profile, config };
}

/** A row for each fixture user; the derived ones are one row, save those that fail. */
function drawn(proof: Proof, fixtures: number, context: CommandContext): string {
  const { users, worlds } = proof;
  const derived = users.slice(fixtures);
  const agreed = users.reduce((sum, user) => sum + user.agreed, 0);
  const rows = users.slice(0, fixtures).map((user) => rowOf(user, worlds));
  if (derived.length > 0)
    rows.push([
      `${derived.length} with odd values`,
      counts(
        derived.reduce((sum, user) => sum + user.agreed, 0),
        derived.length * worlds,
      ),
      '',
    ]);
  rows.push(...derived.filter((user) => user.agreed < worlds).map((user) => rowOf(user, worlds)));
  const lost = proof.lost.map((editor) => `the editor ${editor} changes the snippet\n`).join('');
  const whole = `${agreed} of ${users.length * worlds} links and drops are the ones computed without Jinja (${counted(users.length, 'user')} × ${counted(worlds, 'world')}; editors ${proof.editors.join(', ')})`;
  return `${fittedTable(['user', 'worlds agreed', 'outcome'], rows, context)}\n${lost}${whole}`;
}

function rowOf({ name, agreed, expected, first }: ProvedUser, worlds: number): string[] {
  const outcome =
    first === undefined
      ? answerText(expected)
      : `${answerText(expected)} expected; ${answerText(first.given)} in ${first.world}`;
  return [printable(name), counts(agreed, worlds), outcome];
}

function counts(agreed: number, all: number): string {
  return `${agreed} of ${all}`;
}

function answerText(answer: ProofAnswer): string {
  if ('link' in answer) return `sent, link of ${counted(answer.link.length, 'character')}`;
  if ('dropped' in answer) return `dropped: ${printable(answer.dropped.join(', '))}`;
  return `error: ${printable(answer.error)}`;
}
