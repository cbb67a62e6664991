import { Dict, type Value } from '../jinja/index.ts';
import { innerOf, RECIPIENT_VARIABLES, type Failure, type Recipient } from '../account/index.ts';
import { InvalidCaseError } from './cases.ts';

/** A failure as one phrase: its part of the message, its category, the attribute it is about, and what MoEngage says. */
export function reasonOf({ category, name, message, part }: Failure): string {
  const about = name === undefined ? category : `${category} '${name}'`;
  const said = message === '' ? about : `${about}: ${message}`;
  return part === undefined ? said : `${part}: ${said}`;
}

/** The recipient whom a context describes by the account's names. Throws an InvalidCaseError where one of them is no object. */
export function recipientOf(
  context: Dict,
  { campaign, id }: { readonly campaign?: Dict | undefined; readonly id: string },
): Recipient {
  const section = (name: string): Dict | undefined => {
    const whole = dictOf(context.getString(name), name, id);
    const inner = innerOf(name);
    return inner === undefined ? whole : dictOf(whole?.getString(inner), `${name}.${inner}`, id);
  };
  const recipient: { -readonly [part in keyof Recipient]: Recipient[part] } = { user: new Dict() };
  if (campaign !== undefined) recipient.campaign = campaign;
  for (const { name, part } of RECIPIENT_VARIABLES) {
    const values = section(name);
    if (values !== undefined) recipient[part] = values;
  }
  return recipient;
}

function dictOf(value: Value | undefined, name: string, id: string): Dict | undefined {
  if (value === undefined || value === null) return undefined;
  if (value instanceof Dict) return value;
  throw new InvalidCaseError(`"${name}" in the context is an object`, id);
}
