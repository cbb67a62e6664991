import { createHash } from 'node:crypto';
import { CODES, type Finding, type Span, uriOfPath } from '../diagnostics/index.ts';
import { RULES, type FlowStep, type LintFinding } from '../lint/index.ts';
import type { Judged } from './lint-formats.ts';

/**
 * SARIF 2.1.0, as code scanning takes it; its levels are our severities. Fingerprints are of the rule and the line's text, so that
 * they stay where lines move. What a comment switches off is there as suppressed, with the reason.
 */
export function sarif(judged: readonly Judged[], version: string): unknown {
  const codes = judged
    .flatMap(({ findings, suppressed }) => [...findings, ...suppressed.map(findingOf)])
    .map(({ code }) => code);
  const ids = [...new Set(codes)].toSorted();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'smartpass', version, rules: ids.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        results: judged.flatMap(({ file, text, findings, suppressed }) => {
          const place = { file, lines: text.split(/\r\n|\r|\n/), seen: new Map(), ids };
          const off = suppressed.map((one) => ({
            ...resultOf(one.finding, place),
            suppressions: [{ kind: 'inSource', justification: one.reason }],
          }));
          return [...findings.map((finding) => resultOf(finding, place)), ...off];
        }),
      },
    ],
  };
}

function findingOf({ finding }: { readonly finding: Finding }): Finding {
  return finding;
}

function ruleOf(code: string): unknown {
  const rule = RULES.find((one) => one.code === code);
  const text = CODES.get(code) ?? code;
  if (rule === undefined) return { id: code, shortDescription: { text }, help: { text } };
  const { why, good, severity, shown: bad = rule.bad } = rule;
  const examples = [bad, good].map((example) => `\`\`\`jinja\n${example}\n\`\`\``);
  return {
    id: code,
    shortDescription: { text },
    fullDescription: { text: why },
    help: {
      text: `${why}\n\nReported: ${bad}\n\nNot reported: ${good}`,
      markdown: `${why}\n\nReported:\n\n${examples[0]}\n\nNot reported:\n\n${examples[1]}`,
    },
    defaultConfiguration: { level: severity },
  };
}

type FilePlace = {
  readonly file: string;
  readonly lines: readonly string[];
  readonly seen: Map<string, number>;
  readonly ids: readonly string[];
};

function resultOf(finding: LintFinding, place: FilePlace): object {
  const { code, severity, message, hint, span, fix, flow } = finding;
  const file = finding.file ?? place.file;
  return {
    ruleId: code,
    ruleIndex: place.ids.indexOf(code),
    level: severity,
    message: { text: hint === undefined ? message : `${message} (${hint})` },
    locations: [locationOf(file, span)],
    partialFingerprints: { 'smartpass/v1': fingerprint(finding, place) },
    ...(flow && { codeFlows: [codeFlowOf(file, flow)] }),
    ...(fix && {
      fixes: [
        {
          description: { text: `${fix.title} (${fix.safety})` },
          artifactChanges: [
            {
              artifactLocation: { uri: uriOfPath(file) },
              replacements: fix.edits.map(({ from, to, text }) => ({
                deletedRegion: { charOffset: from, charLength: to - from },
                insertedContent: { text },
              })),
            },
          ],
        },
      ],
    }),
  };
}

function locationOf(file: string, span: Span | undefined): object {
  const region = span && {
    startLine: span.start.line,
    startColumn: span.start.column,
    endLine: span.end.line,
    endColumn: span.end.column,
  };
  const uri = uriOfPath(file);
  return { physicalLocation: { artifactLocation: { uri }, ...(region && { region }) } };
}

function codeFlowOf(file: string, flow: readonly FlowStep[]): object {
  const locations = flow.map(({ span, message }) => ({
    location: { ...locationOf(file, span), message: { text: message } },
  }));
  return { threadFlows: [{ locations }] };
}

function fingerprint({ code, span, message }: Finding, { file, lines, seen }: FilePlace): string {
  const line = span === undefined ? '' : (lines[span.start.line - 1] ?? '');
  const key = [code, file, line.trim(), message].join('\0');
  const times = (seen.get(key) ?? 0) + 1;
  seen.set(key, times);
  return createHash('sha256').update(`${key}\0${times}`).digest('hex').slice(0, 32);
}
