import { describeTrigger, isSound, type Campaign, type Outcome } from '../campaign/index.ts';
import { printable, printableLines, type Finding, type Paint } from '../diagnostics/index.ts';
import { opensPass, type LinkReport } from '../passkit/index.ts';
import { reasonOf } from './recipients.ts';
import { fold, table } from './show.ts';
import { counted } from './terminal.ts';

/** `live`: links are signed with a secret that was given. `text`: messages are shown. */
export type PreviewOptions = { readonly live: boolean; readonly text: boolean };

/** The preview for the terminal: a row for each user, then what all of it comes to. */
export function previewText(
  campaign: Campaign,
  all: readonly Outcome[],
  options: PreviewOptions & { readonly paint: Paint },
): string {
  const { paint } = options;
  const rows = all.map((outcome) => rowOf(outcome, campaign, paint));
  const parts = [
    `${paint.strong(printable(campaign.name))}: ${campaign.channel}, ${printable(describeTrigger(campaign.trigger))}`,
    table(['user', 'outcome', 'link', 'signature', 'payload, or why it is not sent'], rows, paint),
    summary(campaign, all, options),
  ];
  if (options.text)
    for (const outcome of all)
      if (outcome.sent)
        parts.push(
          `${paint.strong(`-- ${printable(outcome.user)}`)}\n${messageText(outcome, paint)}`,
        );
  return parts.join('\n');
}

/** The message of a user; with several parts each below its name. */
function messageText({ text, parts }: Outcome & { readonly sent: true }, paint: Paint): string {
  if (parts.length <= 1) return printableLines(text);
  return parts
    .map((part) => `${paint.dim(`${part.label}:`)} ${printableLines(part.text)}`)
    .join('\n');
}

/** The preview as data. Links are given where they are signed with the fake secret, so that no live link gets into a log. */
export function previewJson(
  campaign: Campaign,
  all: readonly Outcome[],
  { live, text }: PreviewOptions,
): object {
  const { file, name, channel, trigger, findings, config } = campaign;
  return {
    campaign: name,
    file,
    config,
    channel,
    trigger,
    signedWith: live ? 'the secret that was given' : 'a fixed fake secret',
    users: all.length,
    sent: all.filter(({ sent }) => sent).length,
    outcomes: all.map((outcome) => outcomeJson(outcome, live, text)),
    findings,
  };
}

/** How wide the last column may be. */
const WIDTH = 84;

function outcomeJson(outcome: Outcome, live: boolean, text: boolean): unknown {
  if (!outcome.sent) return { user: outcome.user, sent: false, failures: outcome.failures };
  const { parts } = outcome;
  const texts = Object.fromEntries(parts.map((part) => [part.name, part.text]));
  return {
    user: outcome.user,
    sent: true,
    ...(text && { text: outcome.text }),
    ...(text && parts.length > 1 && { parts: texts }),
    warnings: outcome.warnings,
    links: outcome.links.map(({ link, payload, recovered, query, payloadText, ...rest }) => ({
      ...(!live && { link }),
      ...rest,
      ...(payload && { payload: Object.fromEntries(payload) }),
      ...(recovered && { recovered: Object.fromEntries(recovered) }),
      ...(payload === undefined && payloadText !== undefined && { payloadText }),
      query: Object.fromEntries(query),
    })),
  };
}

function rowOf(outcome: Outcome, campaign: Campaign, paint: Paint): readonly string[] {
  const user = printable(outcome.user);
  if (!outcome.sent) {
    const reasons = outcome.failures.map((failure) => printable(reasonOf(failure)));
    const lines = reasons.flatMap((reason) => fold([reason], WIDTH));
    return [user, paint.warning('dropped'), '', '', lines.join('\n')];
  }
  const sound = isSound(outcome, campaign);
  const { links } = outcome;
  const noted = outcome.warnings.flatMap((finding) => findingLines(finding, paint));
  if (links.length === 0) return [user, 'sent', 'none', '', noted.join('\n')];
  return [
    user,
    sound ? 'sent' : paint.error('sent'),
    links.map(({ length }) => String(length)).join('\n'),
    links.map((link) => verdict(link, paint)).join('\n'),
    [links.map((link) => linkText(link, paint)).join('\n\n'), ...noted].join('\n'),
  ];
}

function verdict({ signature }: LinkReport, paint: Paint): string {
  return signature.verdict === 'valid' ? 'valid' : paint.error(signature.verdict);
}

function linkText(report: LinkReport, paint: Paint): string {
  const fields = report.payload ?? report.recovered ?? [];
  const pairs = fields.map(([name, value]) => {
    const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
    return `${printable(name)}: ${printable(text)}`;
  });
  const found = report.findings.flatMap((finding) => findingLines(finding, paint));
  return [...fold(pairs, WIDTH), ...found].join('\n');
}

function findingLines({ severity, message, code }: Finding, paint: Paint): readonly string[] {
  const colour = severity === 'error' ? paint.error : paint.warning;
  return fold([`! ${printable(message)} [${code}]`], WIDTH).map((line) => colour(line));
}

function summary(campaign: Campaign, all: readonly Outcome[], { live }: PreviewOptions): string {
  const sent = all.filter((outcome) => outcome.sent);
  const printed = sent.filter(({ warnings }) =>
    warnings.some(({ severity }) => severity === 'error'),
  ).length;
  const unlinked = sent.filter(
    ({ links }) => campaign.map !== undefined && links.length === 0,
  ).length;
  const broken = sent.filter(({ links }) => !links.every(opensPass)).length;
  const noted = sent.filter(({ links }) =>
    links.some(({ findings }) => findings.length > 0),
  ).length;
  const parts = [
    counted(all.length, 'user'),
    `${sent.length} sent`,
    `${all.length - sent.length} dropped`,
    ...(noted > 0 ? [`${noted} with something to note (!)`] : []),
    ...(unlinked > 0 ? [`${unlinked} without a link`] : []),
    ...(broken > 0 ? [`${broken} with a link that opens no pass`] : []),
    ...(printed > 0 ? [`${printed} with a secret in the message`] : []),
  ];
  const signed = live
    ? 'Signed with the secret that was given: these links are live, and the first visit to one creates a pass.'
    : 'Signed with a fixed fake secret: these links open no pass.';
  return `${parts.join(', ')}. ${signed}`;
}
