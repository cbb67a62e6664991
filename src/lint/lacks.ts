import type { PlacedHarm } from './place.ts';
import type { TrialKind } from './trial.ts';

/** What is tried in place of a text: of an attribute nobody knows whether it ever is another one than the template provides for. */
export const OTHER_TEXTS: ReadonlySet<TrialKind> = new Set<TrialKind>(['other', 'quotes']);

/** What is tried in place of a value that templates count on. */
const LACKS: ReadonlySet<TrialKind> = new Set<TrialKind>([
  'missing',
  'null',
  'empty',
  'space',
  'no-member',
  'provided-for',
  ...OTHER_TEXTS,
]);

/** Whether a harm comes of an attribute that is missing, null, empty, a space, lacks a member, or is a text that a look-up does not have, or that the template compares with. */
export function isLack({ read, trial: { kind } }: PlacedHarm): boolean {
  return read.kind.endsWith('Attribute') && LACKS.has(kind);
}

/** Whether a harm comes of an item of a list of texts that is not a text. */
export function isOfItem({ trial: { kind } }: PlacedHarm): boolean {
  return kind === 'null-item' || kind === 'mapping-item';
}

/** Whether a harm comes of an attribute that is an empty or a short list. */
export function isOfList({ read, trial: { kind } }: PlacedHarm): boolean {
  return read.kind.endsWith('Attribute') && (kind === 'empty-list' || kind === 'short-list');
}
