import { spanOf, type Finding, type Severity } from '../../diagnostics/index.ts';
import { fieldNamed } from '../../passkit/index.ts';
import type { FoundLink } from './find-link.ts';
import { type Guard, type Place, type ReadPart, isSameSource } from './parts.ts';
import type { AdoptedField, AdoptedPayload } from './payload.ts';
import type { TemplateReading } from './statements.ts';

/** Where defects are told: the template's normalised text and its name. */
export type DefectOrigin = { readonly text: string; readonly file: string };

/** What was found out about a template, for its defects. */
export type Examined = {
  readonly reading: TemplateReading;
  readonly link: FoundLink;
  readonly payload: AdoptedPayload;
};

/** Everything that is wrong with the way a template builds its link, in the order of the template. */
export function defectsOf(examined: Examined, origin: DefectOrigin): readonly Finding[] {
  const teller = new Teller(origin);
  tellPayload(examined, teller);
  tellReads(examined, teller);
  tellLink(examined, teller);
  for (const node of examined.reading.unread)
    teller.say('map/adopt-unread', [node.start, node.end], {
      message: 'this was not understood, and is not part of the field map',
      hint: 'check the map against the template here',
      severity: 'warning',
    });
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
    const { text, file } = this.#origin;
    const span = spanOf(text, start, end);
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

function tellPayload({ payload }: Examined, teller: Teller): void {
  for (const { message, at } of payload.defects) {
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
    if (fieldNamed(name) === undefined)
      teller.say('map/adopt-unknown-field', at, {
        message: `PassKit has no field '${name}'`,
        hint: 'the map names the nearest one; see smartpass fields',
        severity: 'warning',
      });
}

function tellReads({ payload, reading }: Examined, teller: Teller): void {
  const { fields } = payload;
  const reads = fields.flatMap((field) => field.reads);
  const [unescaped] = reads.filter(({ escapes }) => !escapes.has('"'));
  if (unescaped !== undefined)
    teller.say('map/adopt-unescaped', unescaped.at, {
      message: `the values go into the JSON unescaped: ${namesOf(reads.filter(({ escapes }) => !escapes.has('"')))}`,
      hint: 'a quote or backslash in one of them makes a link that opens nothing',
    });
  const unguarded = reads.filter(
    (read) => read.fallback === undefined && !isGuarded(read, reading),
  );
  const [first] = unguarded;
  if (first !== undefined)
    teller.say('map/adopt-no-guard', first.at, {
      message: `nothing says what happens to users without ${namesOf(unguarded)}`,
      hint: 'such a user is dropped without a reason, or gets a link with nothing in it; the map has a policy for each field',
    });
  for (const field of fields) tellShared(field, teller);
  const [plus] = reading.plus;
  if (plus !== undefined)
    teller.say('map/adopt-plus', [plus.start, plus.end], {
      message: 'attributes are joined with +, which fails for a number',
      hint: 'a user whose attribute is no text is dropped; ~ joins anything',
      severity: 'warning',
    });
}

function tellShared({ name, reads }: AdoptedField, teller: Teller): void {
  const shared = reads.find(({ fallback }) => fallback !== undefined);
  if (!name.endsWith('.externalId') || shared === undefined) return;
  teller.say('map/adopt-shared-id', shared.at, {
    message: `users without ${shared.source.attribute} share the external id '${shared.fallback ?? ''}': each would see the pass of the first`,
    hint: 'the map drops them instead',
  });
}

function tellLink({ link }: Examined, teller: Teller): void {
  const { payload, hash, covered } = link;
  if (!['+', '/'].every((character) => payload.replaced.has(character)))
    teller.say('link/standard-base64', payload.at, {
      message: 'standard base64 in a query: a form decoder reads its + as a blank',
      hint: 'the map writes base64url without padding',
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
  if (hash.secret !== undefined)
    teller.say('map/adopt-secret', hash.secret, {
      message: 'the project secret stands in the template',
      hint: 'whoever reads the template can make passes: keep it out of version control, and give it to generate by --secret-file',
      severity: 'warning',
    });
}

function isGuarded({ source }: ReadPart, { guards }: TemplateReading): boolean {
  return guards.some(({ sources }: Guard) => sources.some((one) => isSameSource(one, source)));
}

function namesOf(reads: readonly ReadPart[]): string {
  return [...new Set(reads.map(({ source }) => source.attribute))].join(', ');
}
