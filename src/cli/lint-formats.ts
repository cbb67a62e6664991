import type { LintFinding, Suppressed } from '../lint/index.ts';

/** How the findings of lint are printed for other programs. */
export const LINT_FORMATS: readonly string[] = ['text', 'sarif', 'github', 'junit'];

/** A file that was judged, with its text, its findings, and those that its comments switch off. */
export type Judged = {
  readonly file: string;
  readonly text: string;
  readonly findings: readonly LintFinding[];
  readonly suppressed: readonly Suppressed<LintFinding>[];
};

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
