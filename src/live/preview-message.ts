import { FAKE_SECRET, FindingsError, SourceMap, type Finding } from '../diagnostics/index.ts';
import { isPlaceholder } from '../diagnostics/index.ts';
import type { Profile, Recipient } from '../account/index.ts';
import { emulatorOptions, type Campaign, type Surroundings } from '../campaign/index.ts';
import { Accounts, type CompiledMessage } from '../emulator/index.ts';

/**
 * The message of a campaign as it is sent to the preview API and rendered here, byte for byte the same text: what signs its links is
 * the fake secret or the placeholder, so that no live link is made.
 */
export type PreviewMessage = {
  readonly source: SourceMap;
  /** The message as the account of a profile compiles it for previews; why not, where it refuses. */
  compile(profile?: Profile): CompiledMessage | FindingsError;
};

/**
 * Makes the message of a campaign ready to be compared. A secret that the template holds is replaced by the fake one; throws a
 * FindingsError where the template comes by it in another way than as a text in it.
 */
export function previewMessage(campaign: Campaign, surroundings: Surroundings): PreviewMessage {
  let source = SourceMap.of(campaign.message);
  const recipients = campaign.users.map(({ recipient }) => recipient);
  const found = new Set<string>();
  for (const secret of secretsSigned(source, campaign, surroundings, recipients)) {
    const edits = placesOf(source.text, secret);
    if (edits.length > 0) source = source.edited(edits);
    found.add(secret);
  }
  if (found.size > 0 && secretsSigned(source, campaign, surroundings, recipients).size > 0)
    throw new FindingsError([secretSent(campaign.template.file)]);
  const accounts = accountsOf(campaign, surroundings);
  return { source, compile: (profile = accounts.profile) => compiled(accounts, source, profile) };
}

function compiled(
  accounts: Accounts,
  source: SourceMap,
  profile: Profile,
): CompiledMessage | FindingsError {
  const own = accounts.compile(source, profile);
  return own.message ?? own.refusal;
}

/** The accounts that a message is previewed in; each signs with what the template hands over, as the real one does. */
function accountsOf(
  campaign: Campaign,
  surroundings: Surroundings,
  signingKey?: (given: string) => string,
): Accounts {
  const { secrets: _secrets, ...message } = campaign;
  const options = emulatorOptions(message, surroundings);
  return new Accounts(
    { ...options, mode: 'preview', ...(signingKey && { signingKey }) },
    { file: campaign.template.file },
  );
}

/** What renders are seen to sign with that is not a placeholder. */
function secretsSigned(
  source: SourceMap,
  campaign: Campaign,
  surroundings: Surroundings,
  recipients: readonly Recipient[],
): ReadonlySet<string> {
  const signed = new Set<string>();
  const accounts = accountsOf(campaign, surroundings, (given) => {
    if (!isPlaceholder(given)) signed.add(given);
    return given;
  });
  const message = compiled(accounts, source, accounts.profile);
  if (message instanceof FindingsError) return signed;
  for (const recipient of recipients) message.render(recipient);
  for (const secret of signed) campaign.secrets.add(secret);
  return signed;
}

type SecretEdit = { readonly from: number; readonly to: number; readonly text: string };

function placesOf(text: string, secret: string): SecretEdit[] {
  const edits: SecretEdit[] = [];
  for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + secret.length))
    edits.push({ from: at, to: at + secret.length, text: FAKE_SECRET });
  return edits;
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
