import { findMarker, misspellsLink, usesLink } from '../compiler/index.ts';
import type { Finding } from '../diagnostics/index.ts';
import type { Analysis, FixtureAdvice } from '../analysis/index.ts';
import { printsLink, type Channel, type Recipient } from '../account/index.ts';
import { checkFixtureNames, type EmulatorOptions } from '../emulator/index.ts';
import { Dict } from '../jinja/index.ts';
import type { MessagePart } from './load-parts.ts';
import type { Campaign } from './load.ts';

/** Who is known to be reached by a campaign, and what its account has. */
type Audience = Pick<Campaign, 'users' | 'tests' | 'fixtures'>;

/** Names that a part of a message reads and nobody and nothing of the fixtures has, where that is probably a mistake. */
export function checkNamesRead(
  analysis: Analysis,
  options: EmulatorOptions,
  audience: Audience,
): readonly Finding[] {
  const [recipients, advice] = [recipientsIn(audience), adviceFor(audience.fixtures)];
  return checkFixtureNames(analysis, { options, recipients, advice });
}

/** Everyone whom the fixtures and tests of a campaign have, and what tests change of them. */
export function recipientsIn({
  users,
  tests,
}: Pick<Audience, 'users' | 'tests'>): readonly Recipient[] {
  return [...users.map(({ recipient }) => recipient), ...tests.flatMap(givenBy)];
}

/** The error of a message that builds a link and has no part which prints it. */
export function checkLinkIsPrinted(
  parts: readonly { readonly part: MessagePart; readonly analysis: Analysis }[],
  { channel, map }: { readonly channel: Channel; readonly map?: Campaign['map'] | undefined },
): readonly Finding[] {
  if (map === undefined || printsLink(channel)) return [];
  // A misspelt name of the link is told of at its place.
  if (parts.some(({ analysis: { root } }) => usesLink(root) || misspellsLink(root))) return [];
  return parts.flatMap(({ part: { own, file } }): readonly Finding[] => {
    const marker = findMarker(own.text);
    if (marker === undefined) return [];
    return [
      {
        code: 'campaign/no-link',
        severity: 'error',
        message: 'there is no link in this message: the template never prints {{longURL}}',
        hint: 'write <a href="{{longURL}}">…</a> below the marker',
        file,
        span: own.spanOf(...marker.offsets),
      },
    ];
  });
}

/** What a test gives: a user who is written into it, and attributes in place of those of others. */
function givenBy({ subject, changes }: Campaign['tests'][number]): readonly Recipient[] {
  const { with: user = new Dict(), withEvent: event } = changes;
  const changed: Recipient = { user, ...(event && { event }) };
  return subject.kind === 'inline' ? [subject.recipient, changed] : [changed];
}

function adviceFor({ productSets, contentApi, auxTables }: Campaign['fixtures']): FixtureAdvice {
  const given = new Map<string, boolean>([
    ['product-sets', productSets !== undefined],
    ['content-api', contentApi !== undefined],
    ['aux', auxTables.size > 0],
  ]);
  return ({ section }) =>
    given.get(section) === true && section !== 'aux'
      ? `add it to the file that ${section}: of the campaign names`
      : `add ${section}: to the campaign, with a file that has it`;
}
