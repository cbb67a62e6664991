import type { Finding } from '../diagnostics/index.ts';
import type { FixtureAdvice } from '../analysis/index.ts';
import type { Recipient } from '../account/index.ts';
import type { CompiledMessage } from '../emulator/index.ts';
import { Dict } from '../jinja/index.ts';
import type { Campaign } from './load.ts';

/** Of a campaign, who is known to be reached: users, and what tests give them. */
export type Audience = Pick<Campaign, 'users' | 'tests' | 'fixtures'>;

/** What the message of a campaign reads and nobody and nothing in its fixtures has, where that is probably a mistake. */
export function checkAgainstFixtures(
  message: CompiledMessage,
  { users, tests, fixtures }: Audience,
): readonly Finding[] {
  const recipients = [...users.map(({ recipient }) => recipient), ...tests.flatMap(givenBy)];
  return message.checkMembers(recipients, adviceFor(fixtures));
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
