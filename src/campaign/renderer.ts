import { FindingsError, type Finding, type Span } from '../diagnostics/index.ts';
import {
  createEmulator,
  worldsOf,
  type AttributeUse,
  type EmulatorOptions,
  type Worlds,
} from '../emulator/index.ts';
import {
  type Failure,
  type Hashes,
  type MessageOutcome,
  type ProfileField,
  type Recipient,
} from '../account/index.ts';
import type { Campaign } from './load.ts';
import { placesIn } from './places.ts';
import { triggerKind } from './read-campaign.ts';

/**
 * A message that is ready to be rendered for users. `findings` is what the account has against the template as such: a name
 * that does not exist in the channel, a printed value that may be null.
 */
export type Renderer = {
  readonly findings: readonly Finding[];
  /** What the message reads of the account, with places in the template. */
  readonly reads: readonly AttributeUse[];
  render(recipient: Recipient): MessageOutcome;
};

/**
 * What is rendered. `template` is the file that the message was made of: findings and failures point into it. Where no trigger
 * is known, every name of the channel is there.
 */
export type Message = Pick<Campaign, 'message' | 'channel' | 'profile'> & {
  readonly template?: Campaign['template'] | undefined;
  readonly trigger?: Campaign['trigger'] | undefined;
  readonly fixtures?: Campaign['fixtures'] | undefined;
};

/** What a renderer needs of its surroundings: the hashes of the filters, and the time in epoch milliseconds. */
export type Surroundings = { readonly hashes: Hashes; readonly clock: () => number };

/**
 * Makes a message ready to be rendered as its account would. Throws a FindingsError, with places in the template, for one that
 * does not parse or that the account refuses.
 */
export function createRenderer(campaign: Message, surroundings: Surroundings): Renderer {
  const { message, template } = campaign;
  const place = placesIn(template?.source ?? message, message);
  const moved = (finding: Finding): Finding =>
    finding.span === undefined ? finding : { ...finding, span: place(finding.span) };
  const emulator = createEmulator(emulatorOptions(campaign, surroundings));
  try {
    const compiled = emulator.compile(message, { name: template?.file });
    return {
      findings: compiled.findings.map(moved),
      reads: compiled.attributes.map((use) => ({ ...use, spans: use.spans.map(place) })),
      render(recipient) {
        const outcome = compiled.render(recipient);
        if (outcome.sent) return { ...outcome, warnings: outcome.warnings.map(moved) };
        return {
          ...outcome,
          failures: outcome.failures.map((failure) => movedFailure(failure, place)),
        };
      },
    };
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    throw new FindingsError(error.findings.map(moved));
  }
}

/**
 * A message in every account that fits what its profile pins, less the fields of `ignored`; places are those of the message.
 * Throws a FindingsError for one that does not parse or that the account refuses.
 */
export function messageWorlds(
  campaign: Message,
  surroundings: Surroundings,
  ignored: readonly ProfileField[] = [],
): Worlds {
  return worldsOf(campaign.message, emulatorOptions(campaign, surroundings), ignored);
}

/** The account that a message is sent by, as an emulator is told of it. */
export function emulatorOptions(
  { channel, profile, trigger, fixtures }: Message,
  { hashes, clock }: Surroundings,
): EmulatorOptions {
  return {
    ...fixtures,
    profile,
    channel,
    trigger: trigger && triggerKind(trigger),
    crypto: hashes,
    clock,
  };
}

function movedFailure(failure: Failure, place: (span: Span) => Span): Failure {
  if (failure.span === undefined) return failure;
  const span = place(failure.span);
  return { ...failure, span, line: span.start.line };
}
