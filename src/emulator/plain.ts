import {
  CHANNELS,
  defaultProfile,
  isChannel,
  makeProfile,
  nobleHashes,
  PROFILE_FIELDS,
  RECIPIENT_VARIABLES,
  TRIGGERS,
  type Channel,
  type Profile,
  type ProfileField,
  type ProfileValues,
  type Recipient,
} from '../account/index.ts';
import { didYouMean } from '../diagnostics/index.ts';
import { Dict, fromJs } from '../jinja/index.ts';
import type { EmulatorOptions } from './options.ts';

/** Attributes by name: a dict of Python values, or plain data, in which whole numbers are ints and `float(1)` is `1.0`. */
export type PlainAttributes = Dict | Readonly<Record<string, unknown>>;

/** A recipient as programs have one: `{ user: { 'First Name': 'Ada' } }`, with the event and the campaign where there are any. */
export type PlainRecipient = {
  readonly [part in keyof Recipient]: PlainAttributes;
} & { readonly user: PlainAttributes };

/**
 * The settings of an emulator, each with a default: an account of which nothing is known, hashes in plain JavaScript, the
 * present time. `profile` may be the values that are known, such as `{ jinja: '2.8' }`.
 */
export type EmulatorSettings = Omit<EmulatorOptions, 'profile' | 'crypto' | 'clock'> & {
  readonly profile?: Profile | Partial<ProfileValues> | undefined;
  readonly crypto?: EmulatorOptions['crypto'] | undefined;
  readonly clock?: EmulatorOptions['clock'] | undefined;
};

/** Every setting, those that were left out by their defaults. Raises TypeError for settings that are not what they should be. */
export function optionsOf(settings: EmulatorSettings): EmulatorOptions {
  if (!isObject(settings)) throw wrong('the settings of an emulator', settings, 'an object');
  const { channel, trigger, crypto = nobleHashes, clock = Date.now } = settings;
  if (channel !== undefined && !isChannel(channel))
    throw unknownName('channel', channel, CHANNELS.keys());
  if (trigger !== undefined && !TRIGGERS.has(trigger))
    throw unknownName('trigger', trigger, TRIGGERS.keys());
  if (typeof clock !== 'function')
    throw wrong('clock', clock, 'a function that gives milliseconds');
  if (!isObject(crypto) || typeof crypto.hmacSha256 !== 'function')
    throw wrong('crypto', crypto, 'an object with hmacSha256 and sha256');
  return { ...settings, crypto, clock, profile: profileFor(settings.profile, channel) };
}

function profileFor(
  given: Profile | Partial<ProfileValues> | undefined,
  channel: Channel | undefined,
): Profile {
  if (given === undefined) return defaultProfile(channel);
  if (!isObject(given)) throw wrong('profile', given, "an object such as { jinja: '3.1' }");
  if ('answers' in given) return given;
  for (const [field, value] of Object.entries(given)) {
    const spec = PROFILE_FIELDS.get(field as ProfileField);
    if (spec === undefined) throw unknownName('field of the profile', field, PROFILE_FIELDS.keys());
    const values = [...spec.values.keys()];
    if (value !== undefined && !values.some((known) => known === value))
      throw unknownName(`value of the profile's ${field}`, value, values);
  }
  return makeProfile(given, channel);
}

/** A recipient of Python values, made of plain data where it is plain. Raises TypeError for what is no recipient. */
export function recipientOf(given: Recipient | PlainRecipient): Recipient {
  if (isMade(given)) return given;
  if (!isObject(given))
    throw wrong('a recipient', given, "an object such as { user: { 'First Name': 'Ada' } }");
  const made: Partial<Record<keyof Recipient, Dict>> = {};
  for (const [part, attributes] of Object.entries(given)) {
    if (!PARTS.includes(part as keyof Recipient)) throw strangePart(part);
    if (attributes === undefined) continue;
    made[part as keyof Recipient] = dictOf(attributes, part);
  }
  if (made.user === undefined)
    throw new TypeError("a recipient needs the user's attributes: { user: {} } has none");
  return { ...made, user: made.user };
}

const PARTS: readonly (keyof Recipient)[] = RECIPIENT_VARIABLES.map(({ part }) => part);

function isMade(given: Recipient | PlainRecipient): given is Recipient {
  return (
    isObject(given) &&
    given.user instanceof Dict &&
    PARTS.every((part) => given[part] === undefined || given[part] instanceof Dict)
  );
}

function strangePart(part: string): TypeError {
  const meant = didYouMean(part, PARTS);
  return new TypeError(
    `a recipient has no part '${part}', but ${PARTS.join(', ')}: ${meant ?? "the user's attributes are below user"}`,
  );
}

function dictOf(attributes: unknown, part: string): Dict {
  if (attributes instanceof Dict) return attributes;
  if (!isObject(attributes) || Array.isArray(attributes))
    throw wrong(part, attributes, 'an object of attributes');
  const dict = new Dict();
  for (const [name, value] of Object.entries(attributes)) {
    try {
      dict.set(name, fromJs(value));
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      throw new TypeError(`${part}['${name}']: ${error.message}`, { cause: error });
    }
  }
  return dict;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function wrong(what: string, given: unknown, expected: string): TypeError {
  const is = given === null ? 'null' : Array.isArray(given) ? 'an array' : typeof given;
  return new TypeError(`${what} is ${is}, expected ${expected}`);
}

function unknownName(what: string, given: unknown, known: Iterable<string>): TypeError {
  const names = [...known];
  const meant = typeof given === 'string' ? didYouMean(given, names) : undefined;
  return new TypeError(
    `there is no ${what} '${String(given)}': ${meant ?? `expected ${names.join(', ')}`}`,
  );
}
