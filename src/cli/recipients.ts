import { Dict, type Value } from '../jinja/index.ts';
import type { Failure, Recipient } from '../account/index.ts';
import { InvalidCaseError } from './cases.ts';

/** The names of an account that a case's context may hold, and what they fill. */
const SECTIONS: ReadonlyMap<string, Exclude<keyof Recipient, 'user'>> = new Map([
  ['EventAttribute', 'event'],
  ['BusinessEventAttribute', 'businessEvent'],
  ['CampaignAttribute', 'campaign'],
  ['ProductSet', 'productSets'],
]);

/** A failure as one phrase: its category, the attribute it is about, and what MoEngage says. */
export function reasonOf({ category, name, message }: Failure): string {
  const about = name === undefined ? category : `${category} '${name}'`;
  return message === '' ? about : `${about}: ${message}`;
}

/** The recipient whom a context describes by the account's names. Throws an InvalidCaseError where one of them is no object. */
export function recipientOf(
  context: Dict,
  { campaign, id }: { readonly campaign?: Dict | undefined; readonly id: string },
): Recipient {
  const section = (name: string): Dict | undefined => dictOf(context.getString(name), name, id);
  const parts = [...SECTIONS].map(([name, part]) => [part, section(name)] as const);
  return {
    user: section('UserAttribute') ?? new Dict(),
    ...(campaign && { campaign }),
    ...Object.fromEntries(parts.filter(([, value]) => value !== undefined)),
  };
}

function dictOf(value: Value | undefined, name: string, id: string): Dict | undefined {
  if (value === undefined || value === null) return undefined;
  if (value instanceof Dict) return value;
  throw new InvalidCaseError(`"${name}" in the context is an object`, id);
}
