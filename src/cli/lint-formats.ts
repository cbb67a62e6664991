import { createHash } from 'node:crypto';
import { CODES, type Finding } from '../diagnostics/index.ts';
import { RULES, type LintFinding } from '../lint/index.ts';

/** How the findings of lint are printed for other programs. */
export const LINT_FORMATS: readonly string[] = ['text', 'sarif', 'github', 'junit'];

/** A file that was judged, with its text and its findings. */
export type Judged = {
  readonly file: string;
  readonly text: string;
  readonly findings: readonly LintFinding[];
};

/** SARIF 2.1.0, as code scanning takes it; its levels are our severities. Fingerprints are of the rule and the line's text, so that they stay where lines move. */
export function sarif(judged: readonly Judged[], version: string): unknown {
  const codes = [...new Set(judged.flatMap(({ findings }) => findings.map(({ code }) => code)))];
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'smartpass', version, rules: codes.toSorted().map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        results: judged.flatMap(({ file, text, findings }) => {
          const seen = new Map<string, number>();
          return findings.map((finding) => resultOf(finding, { file, text, seen }));
        }),
      },
    ],
  };
}

function ruleOf(code: string): unknown {
  const rule = RULES.find((one) => one.code === code);
  return {
    id: code,
    shortDescription: { text: CODES.get(code) ?? code },
    ...(rule && {
      fullDescription: { text: rule.why },
      help: { text: `${rule.why}\n\nReported: ${rule.bad}\n\nNot reported: ${rule.good}` },
      defaultConfiguration: { level: rule.severity },
    }),
  };
}

type Place = {
  readonly file: string;
  readonly text: string;
  readonly seen: Map<string, number>;
};

function resultOf(finding: LintFinding, place: Place): unknown {
  const { code, severity, message, hint, span, fix } = finding;
  const uri = encodeURI(finding.file ?? place.file);
  const region = span && {
    startLine: span.start.line,
    startColumn: span.start.column,
    endLine: span.end.line,
    endColumn: span.end.column,
  };
  return {
    ruleId: code,
    level: severity,
    message: { text: hint === undefined ? message : `${message} (${hint})` },
    locations: [{ physicalLocation: { artifactLocation: { uri }, ...(region && { region }) } }],
    partialFingerprints: { 'smartpass/v1': fingerprint(finding, place) },
    ...(fix && {
      fixes: [
        {
          description: { text: fix.title },
          artifactChanges: [
            {
              artifactLocation: { uri },
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

function fingerprint({ code, span, message }: Finding, { file, text, seen }: Place): string {
  const line = span === undefined ? '' : (text.split(/\r\n|\r|\n/)[span.start.line - 1] ?? '');
  const key = [code, file, line.trim(), message].join('\0');
  const times = (seen.get(key) ?? 0) + 1;
  seen.set(key, times);
  return createHash('sha256').update(`${key}\0${times}`).digest('hex').slice(0, 32);
}

/** Workflow commands of GitHub: an annotation for each finding. */
export function githubAnnotations(judged: readonly Judged[]): string {
  return judged
    .flatMap(({ file, findings }) =>
      findings.map(({ code, severity, message, hint, span, file: own = file }) => {
        const kind = severity === 'note' ? 'notice' : severity;
        const at = span && {
          line: span.start.line,
          col: span.start.column,
          endLine: span.end.line,
        };
        const values = Object.entries({ file: own, ...at, title: code });
        const properties = values.map(([name, value]) => `${name}=${property(String(value))}`);
        const text = hint === undefined ? message : `${message} (${hint})`;
        return `::${kind} ${properties.join(',')}::${escaped(text)}\n`;
      }),
    )
    .join('');
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** JUnit: a suite for each file, a test that fails for each finding that is no note, and one that passes where there is none. */
export function junit(judged: readonly Judged[]): string {
  const suites = judged.map(({ file, findings }) => {
    const failing = findings.filter(({ severity }) => severity !== 'note');
    const cases = failing.map(({ code, message, span }) => {
      const name = xml(`${code} ${span?.start.line ?? ''}`.trim());
      return `    <testcase classname="${xml(file)}" name="${name}"><failure message="${xml(message)}"/></testcase>`;
    });
    const tests =
      cases.length > 0 ? cases : [`    <testcase classname="${xml(file)}" name="lint"/>`];
    const head = `  <testsuite name="${xml(file)}" tests="${tests.length}" failures="${cases.length}">`;
    return [head, ...tests, '  </testsuite>'].join('\n');
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}

function xml(text: string): string {
  const plain = text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '�');
  return plain
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}
