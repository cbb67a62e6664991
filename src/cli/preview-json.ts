import { byFieldMapOf, type Campaign, type Outcome } from '../campaign/index.ts';
import type { Secrets } from '../diagnostics/index.ts';
import type { LinkReport } from '../passkit/index.ts';
import { EXIT, type CommandContext } from './command.ts';
import type { PreviewJudge } from './judge-preview.ts';
import { byMapFirst, previewUsers, type PreviewPass, type PreviewRequest } from './preview-pass.ts';
import type { PreviewOptions } from './preview-text.ts';
import { Spool } from './spool.ts';
import { toJson } from './terminal.ts';

const NONE = '"outcomes": []';

/**
 * Answers with the preview as data. Outcomes wait in a spool until all users are rendered: what is said of the whole comes first, and
 * nothing is answered where a file turns out to be broken.
 */
export async function previewAsJson(
  request: PreviewRequest,
  options: PreviewOptions,
  context: CommandContext,
): Promise<number> {
  return byMapFirst((byMap) =>
    previewed({ ...request, byMap: byMap && !options.text }, options, context),
  );
}

async function previewed(
  request: PreviewRequest,
  options: PreviewOptions,
  context: CommandContext,
): Promise<number> {
  const { secrets } = context.files;
  const spool = new Spool();
  try {
    let separator = '\n';
    let known: number | undefined;
    const { campaign, judge, rendered } = await previewUsers(request, context, (outcome) => {
      const lines = `${separator}${nested(secrets.hideIn(outcomeJson(outcome, options)))}`;
      separator = ',\n';
      known ??= secrets.count;
      return spool.add(lines);
    });
    const { findings, code } = judge.verdict(campaign);
    const answer = {
      ok: code === EXIT.fine,
      ...wholeJson({ ...campaign, findings }, { ...judge.counts, ...rendered }, options),
    };
    const text = toJson(secrets.hideIn(answer));
    if (judge.counts.users === 0) {
      await context.output(text);
      return code;
    }
    const at = text.indexOf(NONE);
    await context.output(text.slice(0, at + NONE.length - 1));
    // A file may have told of a secret after users were rendered.
    const isHidden = secrets.count === known;
    const pieces = isHidden ? spool.pieces() : hidden(spool.pieces(), secrets);
    for await (const piece of pieces) await context.output(piece);
    await context.output(`\n  ]${text.slice(at + NONE.length)}`);
    return code;
  } finally {
    await spool.close();
  }
}

/** What is around a value that is in two lists, as it is indented there. */
const [BEFORE, AFTER] = ['[\n  [\n', '\n  ]\n]\n'] as const;

/** The lines of an outcome, indented as they are in the answer. */
function nested(outcome: unknown): string {
  return toJson([[outcome]]).slice(BEFORE.length, -AFTER.length);
}

/** The lines of a text with the secrets in them hidden. */
async function* hidden(
  pieces: AsyncIterable<string>,
  secrets: Secrets,
): AsyncGenerator<string, void, undefined> {
  let rest = '';
  for await (const piece of pieces) {
    const end = piece.lastIndexOf('\n') + 1;
    if (end > 0) yield secrets.hide(rest + piece.slice(0, end));
    rest = (end > 0 ? '' : rest) + piece.slice(end);
  }
  yield secrets.hide(rest);
}

/** The preview as data, its outcomes left out. */
function wholeJson(
  { file, name, channel, trigger, findings, config }: Campaign,
  { users, sent, ...rendered }: PreviewJudge['counts'] & PreviewPass['rendered'],
  { live }: PreviewOptions,
): object {
  const byFieldMap = byFieldMapOf(rendered);
  return {
    campaign: name,
    file,
    config,
    channel,
    trigger,
    signedWith: live ? 'the secret that was given' : 'a fixed fake secret',
    users,
    sent,
    ...(byFieldMap && { byFieldMap }),
    outcomes: [],
    findings,
  };
}

/** An outcome as data. Links are given where they are signed with the fake secret, so that no live link gets into a log. */
function outcomeJson(outcome: Outcome, { live, text }: PreviewOptions): unknown {
  if (!outcome.sent) return { user: outcome.user, sent: false, failures: outcome.failures };
  const { parts } = outcome;
  const texts = Object.fromEntries(parts.map((part) => [part.name, part.text]));
  return {
    user: outcome.user,
    sent: true,
    ...(text && { text: outcome.text }),
    ...(text && parts.length > 1 && { parts: texts }),
    warnings: outcome.warnings,
    links: outcome.links.map((report) => linkJson(report, live)),
  };
}

/** A link as data; JSON has none of the keys whose values are undefined. V8 takes many times as long to spread what there is. */
function linkJson(report: LinkReport, live: boolean): unknown {
  const { payload, recovered, payloadText } = report;
  return {
    link: live ? undefined : report.link,
    family: report.family,
    repaired: report.repaired,
    projectUrl: report.projectUrl,
    base64: report.base64,
    signature: report.signature,
    length: report.length,
    findings: report.findings,
    payload: payload && Object.fromEntries(payload),
    recovered: recovered && Object.fromEntries(recovered),
    payloadText: payload === undefined ? payloadText : undefined,
    query: Object.fromEntries(report.query),
  };
}
