import type { Outcome } from '../campaign/index.ts';
import type { Failure } from '../account/index.ts';
import type { LinkReport } from '../passkit/index.ts';
import { shown } from './plain.ts';

/**
 * An outcome as a text that can be kept and compared by people: what each link holds, decoded, then the message with the
 * links replaced by their numbers and runs of empty lines by one; or every reason that the user is dropped for.
 */
export function snapshotText(outcome: Outcome): string {
  if (!outcome.sent) return ['dropped', ...outcome.failures.map(failureLine)].join('\n');
  const { text, parts, links } = outcome;
  const linked = links.flatMap((link, at) => linkLines(link, at + 1));
  const shown = (whole: string): string =>
    withoutLinks(whole, links).replaceAll(/\n(?:[ \t]*\n){2,}/g, '\n\n');
  const texts =
    parts.length > 1
      ? parts.flatMap((part) => [`text of ${part.name}`, shown(part.text)])
      : ['text', shown(text)];
  return ['sent', ...linked, ...texts].join('\n');
}

/** The message with each SmartPass link replaced by `[link 1]` and so on, however it is written. */
export function withoutLinks(text: string, links: readonly LinkReport[]): string {
  return links.reduce((made, { link }, at) => {
    const name = `link ${at + 1}`;
    const escaped = link.replaceAll('&', '&amp;');
    const plain = made.replaceAll(link, `[${name}]`);
    return escaped === link ? plain : plain.replaceAll(escaped, `[${name}, & as &amp;]`);
  }, text);
}

/** The lines in which two texts differ: gone ones with `-`, new ones with `+`, at most eight. */
export function changedLines(before: string, after: string): readonly string[] {
  const old = before.split('\n');
  const made = after.split('\n');
  const gone = old.filter((line) => !made.includes(line)).map((line) => `- ${line.trim()}`);
  const fresh = made.filter((line) => !old.includes(line)).map((line) => `+ ${line.trim()}`);
  const all = [...gone, ...fresh];
  return all.length > 8 ? [...all.slice(0, 8), `… ${all.length - 8} more`] : all;
}

function linkLines(report: LinkReport, number: number): readonly string[] {
  const { projectUrl, family, signature, payload, payloadText, query, findings } = report;
  const verdict = `signature ${signature.verdict}`;
  const head = `link ${number}: ${projectUrl} (${[family, verdict].join(', ')})`;
  const fields =
    payload === undefined
      ? [`  no JSON object: ${payloadText ?? 'nothing that can be read'}`]
      : payload.map(([name, value]) => `  ${name}: ${shown(value)}`);
  const rest = query.map(([name, value]) => `  ?${name}=${value}`);
  return [head, ...fields, ...rest, ...findings.map(({ code }) => `  ! ${code}`)];
}

function failureLine({ category, name, message, part }: Failure): string {
  return `  ${part === undefined ? '' : `${part}: `}${category}${name === undefined ? '' : ` '${name}'`}: ${message}`;
}
