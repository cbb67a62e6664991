import { treeAt, unknownKeys, type Tree } from '../documents/index.ts';
import { didYouMean, type Finding } from '../diagnostics/index.ts';
import { Dict } from '../jinja/values/index.ts';
import { EXAMPLE_HINT, readKind } from './file-kinds.ts';
import { checkObjects } from './object-limits.ts';
import { readDict, wrongType } from './read-dict.ts';
import { checkAttributeName } from './reserved.ts';
import { RECIPIENT_VARIABLES } from './variables.ts';

/**
 * One user that a campaign may reach: `user` is the profile; the others are what the campaign brings along, each absent
 * where the fixture has none. A key that is not in a dict is an attribute that the user does not have. `coupons` holds the code
 * that the user gets of each list, by the name of the list.
 */
export type Recipient = {
  readonly user: Dict;
  readonly event?: Dict;
  readonly businessEvent?: Dict;
  readonly campaign?: Dict;
  readonly productSets?: Dict;
  readonly coupons?: Dict;
};

/** A recipient with warnings, or the errors that there is none for. */
export type ReadRecipient = {
  readonly recipient?: Recipient;
  readonly findings: readonly Finding[];
};

/**
 * Reads a fixture user (`fixtures/users/*.yaml`, or JSON): sections `user` (needed), `event`, `business-event`, `campaign`,
 * `product-sets` and `coupons`, each a mapping; `note` is for people. Nothing is lost: `10.0` stays a float, a 20-digit id stays
 * exact, `00123` keeps its zeros, and a missing key, null, "" and " " stay four different things. Names that MoEngage
 * reserves are warnings, and objects that no account holds as they are written.
 */
export function readRecipient(text: string, file: string): ReadRecipient {
  const { tree, findings } = readKind(text, file, 'user');
  if (findings.length > 0) return { findings };
  if (tree?.kind !== 'map') {
    const message = "a fixture user must be a mapping with a section 'user'";
    return { findings: [wrongType(tree, file, message, EXAMPLE_HINT)] };
  }
  return readUserTree(tree, file);
}

/** Reads a mapping with the sections of a fixture user. */
export function readUserTree(tree: Tree, file: string): ReadRecipient {
  const outside = outsideUser(tree, file);
  if (outside !== undefined) return { findings: [outside] };
  const strangers = unknownKeys(
    { tree, where: 'a fixture user', known: KEYS },
    { file, code: 'fixture/unknown-key' },
  );
  const said: Finding[] = [...strangers];
  if (said.length === 0 && !tree.entries.has('user')) {
    const message = "a fixture user needs a section 'user'";
    const hint = "add user: and lines 'Name: value' below it";
    said.push({ ...wrongType(tree, file, message, hint), code: 'fixture/missing-key' });
  }
  const made: { -readonly [part in keyof Recipient]: Recipient[part] } = { user: new Dict() };
  for (const { section, part } of RECIPIENT_VARIABLES) {
    const inner = treeAt(tree, section);
    // A section without a value has its attributes among the strangers, which says more.
    if (inner === undefined || (inner.kind === 'null' && strangers.length > 0)) continue;
    const { value, findings: wrong } = readDict(inner, file, section);
    said.push(...wrong);
    if (section !== 'product-sets') said.push(...scalarLists(inner, file));
    if (value !== undefined) made[part] = value;
  }
  if (said.some(({ severity }) => severity === 'error')) return { findings: said };
  const limits = (['user', 'event'] as const).flatMap((kind) => {
    const section = treeAt(tree, kind);
    return section === undefined ? [] : checkObjects(section, file);
  });
  return { recipient: made, findings: [...said, ...reservedNames(tree, file), ...limits] };
}

/** Lists of one number: attributes of that form reach templates as the number itself. Source: MoEngage, object data type. */
function scalarLists(tree: Tree, file: string): readonly Finding[] {
  if (tree.kind !== 'map' && tree.kind !== 'list') return NOTHING;
  if (tree.kind === 'map')
    return [...tree.entries.values()].flatMap((entry) => scalarLists(entry.tree, file));
  const [only] = tree.items;
  if (tree.items.length !== 1 || only?.kind !== 'number')
    return tree.items.flatMap((item) => scalarLists(item, file));
  return [
    {
      code: 'fixture/one-number-list',
      severity: 'warning',
      message: 'MoEngage delivers a list of one number as the number itself',
      hint: `write ${only.text}, and let the template take a number and a list`,
      file,
      span: tree.span,
    },
  ];
}

const NOTHING: readonly Finding[] = [];

const KEYS: readonly string[] = [...RECIPIENT_VARIABLES.map(({ section }) => section), 'note'];

/** An attribute beside `user:` in place of below it, or below another section that is empty. A key that is nearly one of the sections is none. */
function outsideUser(tree: Tree, file: string): Finding | undefined {
  const user = treeAt(tree, 'user');
  const isElsewhere = KEYS.some((key) => key !== 'user' && treeAt(tree, key)?.kind === 'null');
  if (user !== undefined && user.kind !== 'null' && isElsewhere) return undefined;
  const strangers = [...tree.entries.keys()].filter((key) => !KEYS.includes(key));
  const [first] = strangers;
  if (first === undefined || strangers.some((key) => didYouMean(key, KEYS) !== undefined))
    return undefined;
  const message = `the attribute '${first}' is next to user:, not below it`;
  const hint =
    user === undefined
      ? 'write user: on a line of its own, and the attributes below it, indented'
      : user.kind === 'null'
        ? 'indent the attributes below user:'
        : 'indent it as the attributes below user:';
  const span = tree.entries.get(first)?.keySpan ?? tree.span;
  return { code: 'fixture/unknown-key', severity: 'error', message, hint, file, span };
}

function reservedNames(root: Tree, file: string): Finding[] {
  return (['user', 'event'] as const).flatMap((kind) =>
    [...(treeAt(root, kind)?.entries ?? [])].flatMap(([key, entry]) =>
      checkAttributeName(kind, key).map((finding): Finding => ({
        ...finding,
        file,
        span: entry.keySpan,
      })),
    ),
  );
}
