import type { Finding, SourceMap } from '../diagnostics/index.ts';
import { ast } from '../jinja/syntax/index.ts';

/** Something that Jinja takes for plain text and prints, while its author meant it to do something. */
type Mistake = {
  readonly pattern: RegExp;
  /** Where it is looked for: in the text between tags, in texts written out inside them, or in both. */
  readonly within: 'data' | 'literal' | 'both';
  readonly finding: Pick<Finding, 'code' | 'severity' | 'message' | 'hint'>;
};

const MISTAKES: readonly Mistake[] = [
  {
    pattern: /MOE\\+_NOT\\+_SEND/g,
    within: 'both',
    finding: {
      code: 'moengage/escaped-name',
      severity: 'error',
      message: 'MOE_NOT_SEND is written with backslashes: it is printed, and drops no user',
      hint: 'write MOE_NOT_SEND',
    },
  },
  {
    pattern: /%7B(?:%7B|%25).*?(?:%7D|%25)%7D/gi,
    within: 'data',
    finding: {
      code: 'moengage/encoded-token',
      severity: 'warning',
      message: 'these braces are URL-encoded: nothing is put in here',
      hint: 'write {{…}} itself, without spaces inside a link',
    },
  },
  {
    pattern: /\$\{\s*(?:User|Event|BusinessEvent|Campaign)Attribute\b[^}]*\}/g,
    within: 'data',
    finding: {
      code: 'moengage/foreign-syntax',
      severity: 'warning',
      message: 'this is printed as it is: Jinja has no ${…}',
      hint: "write {{ UserAttribute['First Name'] }}",
    },
  },
  {
    pattern: /\{\{.*?\}\}|\{%.*?%\}/gs,
    within: 'literal',
    finding: {
      code: 'moengage/braces-in-text',
      severity: 'warning',
      message: 'braces inside quotes are printed as they are: nothing is put in here',
      hint: "write the name without braces and quotes, such as default(UserAttribute['Name'])",
    },
  },
  {
    pattern: /(?:https?:\/\/|\?)[^\s"'<>]*&amp;/g,
    within: 'literal',
    finding: {
      code: 'moengage/escaped-ampersand',
      severity: 'warning',
      message: 'the address holds &amp; where & should be: inside a tag no browser turns it back',
      hint: "write '\\x26' or & in the code editor",
    },
  },
];

/** What is printed as plain text by mistake, each at its place. */
export function checkWrittenAsText(root: ast.Root, map: SourceMap): readonly Finding[] {
  const findings: Finding[] = [];
  ast.walk(root, (node) => {
    const isData = node.typename === 'TemplateData';
    if (!isData && !(node.typename === 'Const' && typeof node.value === 'string')) return;
    const written = map.text.slice(node.start, node.end);
    for (const { pattern, within, finding } of MISTAKES) {
      if (within !== 'both' && (within === 'data') !== isData) continue;
      for (const { index, 0: match } of written.matchAll(pattern)) {
        const start = node.start + index;
        findings.push({ ...finding, span: map.spanOf(start, start + match.length) });
      }
    }
  });
  return findings;
}
