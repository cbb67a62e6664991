import {
  FAKE_SECRET,
  FindingsError,
  isPlaceholder,
  Secrets,
  type Finding,
  type SourceMap,
} from '../diagnostics/index.ts';
import { learnWritten } from '../analysis/index.ts';
import type { Profile } from '../account/index.ts';
import {
  emulatorOptions,
  type Campaign,
  type MessagePart,
  type Surroundings,
} from '../campaign/index.ts';
import { Accounts, type CompiledMessage } from '../emulator/index.ts';

/**
 * A part of a message as it is sent to the preview API and rendered here, byte for byte the same text: what signs its links is the
 * fake secret or the placeholder, so that no live link is made. Findings are about `file`.
 */
export type PreviewPart = {
  readonly name: string;
  readonly file: string;
  readonly source: SourceMap;
  /** The part as the account of a profile compiles it for previews; why not, where it refuses. */
  compile(profile?: Profile): CompiledMessage | FindingsError;
};

/**
 * Makes the parts of a campaign's message ready to be compared. A secret that one holds is replaced by the fake one; throws a
 * FindingsError where a template comes by it in another way than as a text in it.
 */
export function previewParts(
  campaign: Campaign,
  surroundings: Surroundings,
): readonly PreviewPart[] {
  return campaign.parts.map((part) => {
    const source = withoutSecrets(part, campaign, surroundings);
    const accounts = accountsOf(part, campaign, surroundings);
    return {
      name: part.name,
      file: part.file,
      source,
      compile: (profile = accounts.profile) => compiled(accounts, source, profile),
    };
  });
}

function withoutSecrets(
  part: MessagePart,
  campaign: Campaign,
  surroundings: Surroundings,
): SourceMap {
  const found = secretsSigned(part.message, part, campaign, surroundings);
  const { text } = part.message;
  const secrets = new Secrets(found);
  learnWritten(text, secrets);
  const places = secrets.placesIn(text);
  if (found.size === 0 && places.length === 0) return part.message;
  const source = part.message.edited(places.map(([from, to]) => ({ from, to, text: FAKE_SECRET })));
  if (secretsSigned(source, part, campaign, surroundings).size > 0)
    throw new FindingsError([secretSent(part.file)]);
  return source;
}

function compiled(
  accounts: Accounts,
  source: SourceMap,
  profile: Profile,
): CompiledMessage | FindingsError {
  const own = accounts.compile(source, profile);
  return own.message ?? own.refusal;
}

/** The accounts that a part is previewed in; each signs with what the template hands over, as the real one does. */
function accountsOf(
  { file, shape }: MessagePart,
  campaign: Campaign,
  surroundings: Surroundings,
  signingKey?: (given: string) => string,
): Accounts {
  const { secrets: _secrets, ...message } = campaign;
  const options = emulatorOptions(message, surroundings);
  return new Accounts(
    { ...options, mode: 'preview', ...(signingKey && { signingKey }) },
    { file, link: shape === 'address' },
  );
}

/** What renders are seen to sign with that is not a placeholder. */
function secretsSigned(
  source: SourceMap,
  part: MessagePart,
  campaign: Campaign,
  surroundings: Surroundings,
): ReadonlySet<string> {
  const signed = new Set<string>();
  const accounts = accountsOf(part, campaign, surroundings, (given) => {
    if (!isPlaceholder(given) && given !== '') signed.add(given);
    return given;
  });
  const message = compiled(accounts, source, accounts.profile);
  if (message instanceof FindingsError) return signed;
  for (const { recipient } of campaign.users) message.render(recipient);
  for (const secret of signed) campaign.secrets.add(secret);
  return signed;
}

function secretSent(file: string): Finding {
  return {
    code: 'live/secret-in-template',
    severity: 'error',
    message:
      'the template signs with a secret that is not written in it as one text: it cannot be replaced before the template is sent',
    hint: 'write the placeholder {YOUR-PROJECT-SECRET} where the template has the secret',
    file,
  };
}
