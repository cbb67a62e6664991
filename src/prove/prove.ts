import { compile, type FieldMap, type Known } from '../compiler/index.ts';
import { SECRET_PLACEHOLDER } from '../diagnostics/index.ts';
import {
  editorsOf,
  engineOf,
  survives,
  type Channel,
  type EditorName,
  type Hashes,
  type Profile,
} from '../account/index.ts';
import { knownFor, type ProofUser } from './derived-users.ts';
import { expectedAnswer, Prover, type ProofAnswer } from './prover.ts';
import { describeWorld, proofWorlds } from './worlds.ts';

/** What came of one user: in how many worlds the snippet did what the map says, and the first in which it did not. */
export type ProvedUser = {
  readonly name: string;
  readonly expected: ProofAnswer;
  readonly agreed: number;
  readonly first?: { readonly world: string; readonly given: ProofAnswer };
};

/** The proof of one map: `lost` are editors that change the snippet's code. */
export type Proof = {
  readonly worlds: number;
  readonly users: readonly ProvedUser[];
  readonly editors: readonly EditorName[];
  readonly lost: readonly EditorName[];
};

/** What a proof is made with. Worlds are all accounts that fit the profile. */
export type ProveOptions = {
  readonly channel: Channel;
  readonly profile: Profile;
  readonly hashes: Hashes;
};

/**
 * Renders the snippet of a map for every user, in every world and after every editor, and compares each link with the one that
 * is computed from map and user without any Jinja.
 */
export function prove(map: FieldMap, users: readonly ProofUser[], options: ProveOptions): Proof {
  const { channel, profile } = options;
  const prover = new Prover(options);
  const { snippet, buttons } = compile(map, { channel });
  const subject = prover.subject(snippet);
  const worlds = proofWorlds(profile, channel);
  const cases = users.map((user): Case => {
    const known = knownFor(map, user);
    return {
      name: user.name,
      known,
      expected: expectedAnswer(map, known, SECRET_PLACEHOLDER),
      agreed: 0,
    };
  });
  for (const world of worlds) {
    const answer = prover.ready(subject, world);
    const release = engineOf(world.profile);
    for (const one of cases) {
      const given = answer(one.known);
      const expected =
        release === '2.8-python2' ? expectedAnswer(map, { ...one.known, release }) : one.expected;
      if (JSON.stringify(given) === JSON.stringify(expected)) one.agreed += 1;
      else one.first ??= { world: describeWorld(world), given };
    }
  }
  const editors = editorsOf(channel);
  return {
    worlds: worlds.length,
    users: cases.map(({ known: _known, ...user }) => user),
    editors,
    lost: editors.filter((editor) => !survives(snippet, editor, buttons?.both)),
  };
}

type Case = {
  readonly name: string;
  readonly known: Known;
  readonly expected: ProofAnswer;
  agreed: number;
  first?: NonNullable<ProvedUser['first']>;
};
