/**
 * A field map held against the payload that is computed without Jinja.
 * In: a field map, its snippet, users, accounts. Out: proofs, each the same link from both sides, or what differs.
 * Must not know campaigns, files or printing.
 */
export { derivedUsers, exampleUsers, type ProofUser } from './derived-users.ts';
export { prove, type Proof, type ProvedUser, type ProveOptions } from './prove.ts';
export {
  expectedAnswer,
  HALF_PAIR,
  Prover,
  type ProofAnswer,
  type ProofSubject,
  type ProverOptions,
} from './prover.ts';
export { describeWorld, NEUTRAL_FIELDS, proofWorlds, worldAt, type ProofWorld } from './worlds.ts';
