import { ast } from '../../jinja/syntax/index.ts';
import type { Finding, Severity, Span } from '../../diagnostics/index.ts';
import { fieldNamed, suggestField } from '../../passkit/index.ts';
import type { FoundLink } from './find-link.ts';
import { guardOf } from './fields.ts';
import {
  isSameSource,
  readsWithin,
  within,
  type Guard,
  type Place,
  type ReadPart,
} from './parts.ts';
import type { AdoptedField, AdoptedPayload } from './payload.ts';
import type { TemplateReading } from './statements.ts';

/** Where defects are told: the template's normalised text and its name. */
export type DefectOrigin = { readonly file: string; readonly spanOf: (...at: Place) => Span };

/** What was found out about a template, for its defects. */
type Examined = {
  readonly root: ast.Root;
  readonly reading: TemplateReading;
  readonly link: FoundLink;
  /** Links of the template that the map is not about. */
  readonly others: readonly FoundLink[];
  readonly payload: AdoptedPayload;
  /** Names of the fields that no field map can give, or that were not understood. */
  readonly open: ReadonlySet<string>;
};

/** Everything that is wrong with the way a template builds its link, in the order of the template. */
export function defectsOf(examined: Examined, origin: DefectOrigin): readonly Finding[] {
  const teller = new Teller(origin);
  tellPayload(examined, teller);
  tellReads(examined, teller);
  tellPlus(examined, teller);
  tellGuards(examined, teller);
  tellLink(examined, teller);
  tellOtherLinks(examined, teller);
  return teller.findings.toSorted(
    (one, other) =>
      (one.span?.start.line ?? 0) - (other.span?.start.line ?? 0) ||
      (one.span?.start.column ?? 0) - (other.span?.start.column ?? 0),
  );
}

type Said = { readonly message: string; readonly hint?: string; readonly severity?: Severity };

class Teller {
  readonly findings: Finding[] = [];
  readonly #origin: DefectOrigin;

  constructor(origin: DefectOrigin) {
    this.#origin = origin;
  }

  say(code: string, [start, end]: Place, { message, hint, severity = 'error' }: Said): void {
    const { file, spanOf } = this.#origin;
    const span = spanOf(start, end);
    this.findings.push({
      code,
      severity,
      message,
      ...(hint !== undefined && { hint }),
      file,
      span,
    });
  }
}

function tellPayload({ payload, link, open }: Examined, teller: Teller): void {
  const isRead = [...within(link.payload.of)].every(({ kind }) => kind !== 'unread');
  for (const { message, at } of isRead ? payload.defects : []) {
    const comma = message.includes('trailing comma');
    const code = comma
      ? 'map/adopt-trailing-comma'
      : message.includes('after the closing brace')
        ? 'map/adopt-stray-text'
        : 'map/adopt-not-json';
    teller.say(code, at, {
      message: `the payload is not JSON: ${message}`,
      hint: 'no link that this template makes can be read; the snippet of the field map writes valid JSON',
    });
  }
  for (const { name, at } of payload.fields)
    if (fieldNamed(name) === undefined) {
      const near = nearestField(name);
      const hint =
        near === undefined
          ? 'the map leaves it open; see smartpass fields'
          : `the map has '${near}' in its place; see smartpass fields`;
      const message = `PassKit has no field '${name}'`;
      teller.say('map/adopt-unknown-field', at, { message, hint, severity: 'warning' });
    }
  for (const { name, value, at } of payload.fields)
    if (open.has(name)) {
      const unread = [...within(value)].find(({ kind }) => kind === 'unread');
      teller.say('map/adopt-unread', unread?.at ?? at, {
        message: `the value of '${name}' was not understood, and is left open in the field map`,
        hint: 'write its source where the map says TODO',
      });
    }
  if (isRead || payload.fields.some(({ name }) => open.has(name))) return;
  const lost = link.payload.of.find(({ kind }) => kind === 'unread');
  teller.say('map/adopt-unread', lost?.at ?? link.payload.at, {
    message: 'a part of the payload was not understood: the field map may lack fields',
    hint: 'compare the map with the template here',
  });
}

function tellReads({ payload, reading }: Examined, teller: Teller): void {
  const { fields } = payload;
  const reads = fields.flatMap((field) => readsWithin(field.value));
  const [unescaped] = reads.filter(({ escapes }) => !escapes.has('"'));
  if (unescaped !== undefined)
    teller.say('map/adopt-unescaped', unescaped.at, {
      message: `the values go into the JSON unescaped: ${namesOf(reads.filter(({ escapes }) => !escapes.has('"')))}`,
      hint: 'a quote or backslash in one of them makes a link that opens nothing',
    });
  const unguarded = fields.flatMap((field) => openReads(field, reading));
  const [first] = unguarded;
  if (first !== undefined)
    teller.say('map/adopt-no-guard', first.at, {
      message: `nothing says what happens to users without ${namesOf(unguarded)}`,
      hint: 'such a user is dropped without a reason, or gets a link with nothing in it; the map has a policy for each field',
    });
  for (const field of fields) tellShared(field, teller);
}

/** What a field reads without a word about users who lack it: neither in its value nor in a guard. */
function openReads({ value }: AdoptedField, { guards }: TemplateReading): readonly ReadPart[] {
  if (value.some(({ kind }) => kind === 'choice')) return [];
  return readsWithin(value).filter(
    (read) => read.fallback === undefined && guardOf([read], guards) === undefined,
  );
}

function tellPlus({ root, reading }: Examined, teller: Teller): void {
  let told = false;
  ast.walk(root, (node) => {
    if (told || node.typename !== 'Add') return !told;
    if (readsWithin(reading.read(node)).length === 0) return true;
    told = true;
    teller.say('map/adopt-plus', [node.start, node.end], {
      message: 'attributes are joined with +, which fails for a number',
      hint: 'a user whose attribute is not text is dropped; ~ joins anything',
      severity: 'warning',
    });
    return false;
  });
}

/** Guards that no field of the map holds stay the template's business. */
function tellGuards({ reading, payload }: Examined, teller: Teller): void {
  const held = new Set(heldGuards(payload.fields, reading));
  for (const guard of reading.guards) {
    if (held.has(guard)) continue;
    const reason = guard.reason === '' ? '' : ` ('${guard.reason}')`;
    teller.say('map/adopt-guard', guard.at, {
      message: `this drops users${reason} for what no field of the map depends on`,
      hint: 'keep it in the template, above the marker',
      severity: 'warning',
    });
  }
}

/** The guards that drop nobody but users whom fields of the map drop themselves: those who lack what a field reads. */
export function heldGuards(
  fields: readonly AdoptedField[],
  { guards }: TemplateReading,
): readonly Guard[] {
  const dropping = fields
    .map(({ value }) => readsWithin(value))
    .filter((reads) => guardOf(reads, guards) !== undefined)
    .flatMap(([first]) => (first === undefined ? [] : [first.source]));
  return guards.filter(({ when }) =>
    when.every(([atom, ...more]) => {
      const isAlone = more.length === 0 && atom?.kind === 'missing';
      return isAlone && dropping.some((source) => isSameSource(source, atom.source));
    }),
  );
}

function tellShared({ name, value }: AdoptedField, teller: Teller): void {
  const shared = readsWithin(value).find(
    ({ fallback }) => fallback !== undefined && 'text' in fallback && fallback.text !== '',
  );
  if (!name.endsWith('.externalId') || shared?.fallback === undefined) return;
  const text = 'text' in shared.fallback ? shared.fallback.text : '';
  teller.say('map/adopt-shared-id', shared.at, {
    message: `users without ${nameOf(shared)} share the external id '${text}': each would see the pass of the first`,
    hint: 'the map drops them instead',
  });
}

function tellLink({ link }: Examined, teller: Teller): void {
  const { payload, hash, covered } = link;
  if (!['+', '/'].every((character) => payload.replaced.has(character)))
    teller.say('link/standard-base64', payload.at, {
      message: 'standard base64 in a query: a form decoder reads its + as a space',
      hint: 'the map writes base64url without padding',
      severity: 'warning',
    });
  if (link.when.every((atoms) => atoms.length > 0))
    teller.say('map/adopt-conditional', payload.at, {
      message:
        'the template builds the link for some users only, the snippet of the map for all that its policies leave',
      hint: 'put the marker where the template builds the link now, inside the condition',
      severity: 'warning',
    });
  if (hash === undefined) {
    teller.say('link/no-signature', payload.at, {
      message: 'the link has no signature by convertToSHA256',
      hint: 'the snippet of the map signs it',
    });
    return;
  }
  if (!covered)
    teller.say('map/adopt-other-signature', hash.at, {
      message: 'the signature is not that of the link before it',
      hint: 'PassKit checks the whole link up to &sig',
    });
  if (hash.secret === undefined) return;
  teller.say('map/adopt-secret', hash.secret, {
    message: 'the project secret is in the template',
    hint: 'anyone who reads the template can make passes: keep it out of version control, and give it to generate by --secret-file',
    severity: 'warning',
  });
  if (hash.padded)
    teller.say('map/adopt-secret-space', hash.secret, {
      message: 'the secret has a space at its beginning or end, so every signature is wrong',
      hint: 'the project secret of PassKit has no spaces: take it out',
    });
}

function tellOtherLinks({ others }: Examined, teller: Teller): void {
  for (const { payload, url } of others)
    teller.say('map/adopt-other-link', payload.at, {
      message: `the template builds another link, to ${url}, which this field map is not about`,
      hint: 'adopt it with --link, and give it a field map of its own',
    });
}

/** The field that a name was meant to be, where it is the same but for letter case, punctuation or a missing section. */
export function nearestField(name: string): string | undefined {
  const near = suggestField(name);
  return near !== undefined && bare(lastOf(near)) === bare(lastOf(name)) ? near : undefined;
}

function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function nameOf({ source }: ReadPart): string {
  switch (source.kind) {
    case 'product':
      return `product set ${source.set}`;
    case 'content':
      return `Content API ${source.api}`;
    case 'aux':
      return `${source.table} ${source.field}`;
    default:
      return source.attribute;
  }
}

function namesOf(reads: readonly ReadPart[]): string {
  return [...new Set(reads.map(nameOf))].join(', ');
}
