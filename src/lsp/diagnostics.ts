import type { Severity } from '../diagnostics/index.ts';
import type { LintFinding } from '../lint/index.ts';
import type { CodeAction, Diagnostic, TextEdit } from 'vscode-languageserver-protocol';
import { placeOf, type Range, type TemplateText } from './template-text.ts';

const SEVERITIES: Readonly<Record<Severity, 1 | 2 | 3>> = { error: 1, warning: 2, note: 3 };

const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** A finding as the protocol has it. One about another file is at the start, with that file in front. */
export function diagnosticOf(finding: LintFinding, file: string): Diagnostic {
  const { code, severity, message, hint } = finding;
  const isHere = finding.file === undefined || finding.file === file;
  const place = isHere ? '' : `${finding.file}:${finding.span?.start.line ?? 1}: `;
  return {
    range: isHere ? rangeOf(finding) : START,
    severity: SEVERITIES[severity],
    code,
    source: 'smartpass',
    message: `${place}${message}${hint === undefined ? '' : `\n${hint}`}`,
  };
}

function rangeOf({ span }: LintFinding): Range {
  return span === undefined ? START : { start: placeOf(span.start), end: placeOf(span.end) };
}

/** How comments are written that switch rules off: those of templates, or of field maps. */
export type Comments = 'jinja' | 'yaml';

/** What has to be written in place of it. */
const WHY = 'say why here';

/** The changes that are offered in a stretch: fixes of its findings, all safe ones at once, and comments that switch a rule off. */
export function actionsAt(
  template: TemplateText,
  range: Range,
  {
    uri,
    file,
    findings,
    comments,
  }: {
    readonly uri: string;
    readonly file: string;
    readonly findings: readonly LintFinding[];
    readonly comments: Comments | undefined;
  },
): readonly CodeAction[] {
  const here = findings.filter((finding) => (finding.file ?? file) === file);
  const [from, to] = [template.offsetAt(range.start), template.offsetAt(range.end)];
  const touched = here.filter((finding) => {
    const { start, end } = rangeOf(finding);
    return template.offsetAt(start) <= to && from <= template.offsetAt(end);
  });
  const action = (title: string, finding: LintFinding, edits: readonly TextEdit[]): CodeAction => ({
    title,
    kind: 'quickfix',
    diagnostics: [diagnosticOf(finding, file)],
    edit: { changes: { [uri]: [...edits] } },
  });
  const fixes = touched.flatMap((finding) => {
    const { fix } = finding;
    if (fix === undefined) return [];
    const made = action(
      `${capital(fix.title)} (${fix.safety})`,
      finding,
      editsOf(finding, template),
    );
    return [{ ...made, isPreferred: fix.safety === 'safe' }];
  });
  const off = touched.flatMap((finding) =>
    suppressions(template, finding, comments).map(({ title, edits }) =>
      action(title, finding, edits),
    ),
  );
  return [...fixes, ...fixAll(template, uri, here), ...off];
}

/** Findings about the text as a whole: errors of syntax, of comments, and of other modules cannot be switched off by a comment. */
function isUnsuppressible(code: string): boolean {
  return /^(?:jinja|lint|map|campaign|document|fixture|profile|cli)\//.test(code);
}

function capital(title: string): string {
  return title.slice(0, 1).toUpperCase() + title.slice(1);
}

function editsOf({ fix }: LintFinding, template: TemplateText): readonly TextEdit[] {
  return (fix?.edits ?? []).map(({ from, to, text }) => ({
    range: template.rangeOf(from, to),
    newText: text,
  }));
}

/** The safe fixes that do not touch each other. */
function fixAll(
  template: TemplateText,
  uri: string,
  findings: readonly LintFinding[],
): readonly CodeAction[] {
  const safe = findings.filter(({ fix }) => fix?.safety === 'safe');
  const taken: { readonly from: number; readonly to: number }[] = [];
  const chosen = safe.filter(({ fix }) => {
    const edits = fix?.edits ?? [];
    const clashes = edits.some(({ from, to }) =>
      taken.some((other) => from <= other.to && other.from <= to),
    );
    if (!clashes) taken.push(...edits);
    return !clashes;
  });
  if (chosen.length === 0) return [];
  const edits = chosen.flatMap((finding) => editsOf(finding, template));
  return [
    {
      title: `Apply all safe fixes (${chosen.length})`,
      kind: 'source.fixAll.smartpass',
      edit: { changes: { [uri]: edits } },
    },
  ];
}

type Titled = { readonly title: string; readonly edits: readonly TextEdit[] };

function suppressions(
  template: TemplateText,
  finding: LintFinding,
  comments: Comments | undefined,
): readonly Titled[] {
  const { code, severity } = finding;
  if (comments === 'yaml' && severity !== 'error') return inYaml(template, finding);
  return comments === 'jinja' && !isUnsuppressible(code) ? inJinja(template, finding) : [];
}

/** The same in a field map, on lines of their own. */
function inYaml({ text, lines }: TemplateText, finding: LintFinding): readonly Titled[] {
  const { code } = finding;
  const { line } = rangeOf(finding).start;
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const indent = /^[ ]*/.exec(lines.line(line + 1) ?? '')?.[0] ?? '';
  const titled = (title: string, at: number, comment: string): Titled => {
    const place = { line: at, character: 0 };
    return { title, edits: [{ range: { start: place, end: place }, newText: `${comment}${end}` }] };
  };
  return [
    titled(
      `Switch off ${code} for this line`,
      line,
      `${indent}# smartpass-disable-next-line ${code}: ${WHY}`,
    ),
    titled(`Switch off ${code} in this file`, 0, `# smartpass-disable-file ${code}: ${WHY}`),
  ];
}

/** Comments that switch the rule of a finding off, put where they print nothing new. */
function inJinja(template: TemplateText, finding: LintFinding): readonly Titled[] {
  const { code } = finding;
  const { starts } = template.lines;
  const line = rangeOf(finding).start.line;
  const insert = (offset: number, text: string): TextEdit => ({
    range: template.rangeOf(offset, offset),
    newText: text,
  });
  const found: Titled[] = [];
  const [start = 0, next = template.text.length] = [starts[line], starts[line + 1]];
  const endOfLine = start + (template.lines.line(line + 1)?.length ?? 0);
  const before = starts[line - 1];
  if (before !== undefined) {
    const end = before + (template.lines.line(line)?.length ?? 0);
    if (isText(template, end))
      found.push({
        title: `Switch off ${code} for this line`,
        edits: [insert(end, `{# smartpass-disable-next-line ${code}: ${WHY} #}`)],
      });
  } else if (isText(template, start) && isText(template, endOfLine) && next >= endOfLine)
    found.push({
      title: `Switch off ${code} for this line`,
      edits: [
        insert(start, `{# smartpass-disable ${code}: ${WHY} #}`),
        insert(endOfLine, '{# smartpass-enable #}'),
      ],
    });
  found.push({
    title: `Switch off ${code} in this file`,
    edits: [insert(0, `{# smartpass-disable-file ${code}: ${WHY} #}`)],
  });
  return found;
}

/** Whether an offset is outside tags and comments. */
function isText({ tokens }: TemplateText, offset: number): boolean {
  let isOpen = false;
  for (const { kind, start, end } of tokens) {
    const isBegin = kind.endsWith('_begin');
    // At the border of a tag a comment fits, inside the mark of one it does not.
    if ((isBegin || kind.endsWith('_end')) && start < offset && offset < end) return false;
    if ((isBegin ? start : end) >= offset && !kind.endsWith('_end')) return !isOpen;
    if (kind.endsWith('_end') && end > offset) return !isOpen;
    if (isBegin) isOpen = true;
    if (kind.endsWith('_end')) isOpen = false;
  }
  return !isOpen;
}
