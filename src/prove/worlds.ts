import {
  editorsOf,
  makeProfile,
  PROFILE_FIELDS,
  isKnown,
  type Channel,
  type EditorName,
  type Profile,
  type ProfileField,
  type ProfileValues,
} from '../account/index.ts';

/** Where a snippet is proved: an account, and the editor that its text went through. */
export type ProofWorld = { readonly profile: Profile; readonly editor: EditorName };

/**
 * What a snippet makes no difference of: whatever of these fields an account answers, the link is the same, but that Python 2.7
 * prints floats with twelve digits, and a list of `as: repr` with `u''`. Left out are the hash itself and autoescape, which no
 * template can undo.
 */
export const NEUTRAL_FIELDS: readonly ProfileField[] = [
  'jinja',
  'python',
  'missing',
  'null',
  'default',
  'base64Lines',
  'hashCase',
  'trailingNewline',
  'editorEntities',
  'urldecode',
  'tzOffset',
  'dateZone',
  'dateFormat',
  'raw',
  'whitespaceControl',
  'macros',
  'blockSet',
  'do',
];

/** The fields that are combined with each other in full; of the others, each answer is tried by itself. */
const CROSSED: readonly ProfileField[] = ['jinja', 'missing', 'null', 'default'];

/**
 * The worlds in which the snippet of a map is proved: every answer to what the account's profile does not say, for Jinja's
 * release, missing attributes, printed nulls and the default filter in all combinations, and in each of the channel's editors.
 */
export function proofWorlds(profile: Profile, channel: Channel): readonly ProofWorld[] {
  const known = new Set(NEUTRAL_FIELDS.filter((field) => isKnown(profile, field)));
  if (!profile.answers.has('null')) known.delete('null');
  const crossed = CROSSED.filter((field) => !known.has(field));
  let combinations: Partial<ProfileValues>[] = [pinned(profile)];
  for (const field of crossed)
    combinations = combinations.flatMap((values) =>
      valuesOf(field).map((value) => ({ ...values, [field]: value })),
    );
  for (const field of NEUTRAL_FIELDS) {
    if (CROSSED.includes(field) || known.has(field)) continue;
    for (const value of valuesOf(field))
      if (value !== profile[field])
        combinations.push({
          ...pinned(profile),
          ...(field === 'python' && !known.has('jinja') && { jinja: '2.8' as const }),
          [field]: value,
        });
  }
  return combinations.flatMap((values) =>
    editorsOf(channel).map((editor) => ({ profile: makeProfile(values, channel), editor })),
  );
}

/** The account of one answer to each neutral field, taken by its position; the positions may be any whole numbers from 0. */
export function worldAt(
  channel: Channel,
  positions: readonly number[],
  editorAt: number,
): ProofWorld {
  const values = Object.fromEntries(
    NEUTRAL_FIELDS.map((field, at) => {
      const all = valuesOf(field);
      return [field, all[(positions[at] ?? 0) % all.length]];
    }),
  ) as Partial<ProfileValues>;
  const editors = editorsOf(channel);
  const editor = editors[editorAt % editors.length] ?? 'ace';
  return { profile: makeProfile(values, channel), editor };
}

/** A world in a few words: the answers of the fields that are combined, and the editor. */
export function describeWorld({ profile, editor }: ProofWorld): string {
  const odd = NEUTRAL_FIELDS.filter(
    (field) => !CROSSED.includes(field) && profile[field] !== PROFILE_FIELDS.get(field)?.default,
  );
  const parts = [...CROSSED, ...odd].map((field) => `${field} ${profile[field]}`);
  return [...parts, `editor ${editor}`].join(', ');
}

function pinned(profile: Profile): Partial<ProfileValues> {
  return Object.fromEntries(
    [...PROFILE_FIELDS.keys()].map((field) => [field, profile[field]]),
  ) as Partial<ProfileValues>;
}

function valuesOf(field: ProfileField): readonly string[] {
  return [...(PROFILE_FIELDS.get(field)?.values.keys() ?? [])];
}
