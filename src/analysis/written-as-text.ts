import { lastAtMost, type Finding, type SourceMap } from '../diagnostics/index.ts';
import { ast, type Token } from '../jinja/syntax/index.ts';
import { ACCOUNT_SOURCES } from '../account/index.ts';

/** How the value of an attribute is printed, also for those who lack it. */
const WRITTEN = "write {{ UserAttribute['First Name']|default('…', true) }}";

/** Something that Jinja takes for plain text and prints, while its author meant it to do something. */
type Mistake = {
  readonly pattern: RegExp;
  /** Where it is looked for: in the text between tags, in texts written out inside them, or in both. */
  readonly within: 'data' | 'literal' | 'both';
  /** What somebody writes into a raw block on purpose. */
  readonly isMeantInRaw?: true;
  readonly finding: Pick<Finding, 'code' | 'severity' | 'message' | 'hint'>;
};

/** So far the end of a mistake is looked for: patterns with two ends take long on long texts. */
const LONGEST = 300;

/** The account's variables as they are written in plain text, with what is round them in other template languages. */
const VARIABLE_IN_TEXT = new RegExp(
  `(?:(?:[$#]\\{|\\\\?\\{[ \\t]{0,3}\\\\?\\{|\\{|\\[\\[|<%[=-]?)[ \\t]{0,3})?\\b(?:${ACCOUNT_SOURCES.map(({ name }) => name).join('|')})(?:\\[[^\\]\\n<>]{0,${LONGEST}}\\]|\\.\\w+)`,
  'g',
);

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
    pattern: /%(?:25)*7B(?:%(?:25)*7B|%25).{0,300}?(?:%(?:25)*7D|%25)%(?:25)*7D/gi,
    within: 'data',
    finding: {
      code: 'moengage/encoded-token',
      severity: 'warning',
      message: 'these braces are URL-encoded: nothing is put in here',
      hint: 'write {{…}} itself, without spaces inside a link',
    },
  },
  {
    pattern:
      /(?:&(?:#123|#x7b|lcub|lbrace);){2}.{0,300}?(?:&(?:#125|#x7d|rcub|rbrace);){2}|\uff5b{2}.{0,300}?\uff5d{2}/gi,
    within: 'data',
    finding: {
      code: 'moengage/encoded-token',
      severity: 'warning',
      message: 'these braces are written as other characters: nothing is put in here',
      hint: 'write {{…}} itself',
    },
  },
  {
    pattern: VARIABLE_IN_TEXT,
    within: 'data',
    isMeantInRaw: true,
    finding: {
      code: 'moengage/foreign-syntax',
      severity: 'warning',
      message: 'this is printed as it is: it is outside of {{…}}',
      hint: WRITTEN,
    },
  },
  {
    // `${…}` also belongs to the templates of JavaScript, between backticks.
    pattern:
      /\*\|[A-Z][A-Z0-9_:]*\|\*|<%[=-]\s*[\w.@]{1,60}\s*%>|<\?(?:=|php\s)[^<>?]{0,300}\?>|%%[A-Za-z_][A-Za-z0-9_ ]*%%|%(?:[A-Z]{4,}|[A-Z]+_[A-Z_]+)%|\[%[\w ]{1,60}%\]|(?<![=(]\s{0,2})\[\[[A-Za-z_][\w ]{0,60}\]\](?!\s*[;)}])|\[\w{1,60},\s*fallback=[^\]\n]{0,60}\]|\[[A-Z_]*NAME\]|(?<!`[^`\n]{0,300})\$\{[A-Za-z_][\w .'()-]{0,60}\}/g,
    within: 'data',
    finding: {
      code: 'moengage/foreign-syntax',
      severity: 'warning',
      message: 'this is printed as it is: it is a merge tag of another service',
      hint: WRITTEN,
    },
  },
  {
    pattern: /\{\{.{0,300}?\}\}|\{%.{0,300}?%\}/gs,
    within: 'literal',
    finding: {
      code: 'moengage/braces-in-text',
      severity: 'warning',
      message: 'braces inside quotes are printed as they are: nothing is put in here',
      hint: "write the name without braces and quotes, such as default(UserAttribute['Name'])",
    },
  },
  {
    pattern:
      /(?:https?:\/\/|\?)[^\s"'<>]{0,2000}?&(?:amp|#38|#x26);|(?<=^['"])&(?:amp|#38|#x26);(?=[\w.-]+=)/gi,
    within: 'literal',
    finding: {
      code: 'moengage/escaped-ampersand',
      severity: 'warning',
      message: 'the address holds &amp; where & should be: inside a tag no browser turns it back',
      hint: "write '\\x26' or & in the code editor",
    },
  },
];

/** Whether a text has values as other template languages write them, or outside of tags. */
export function hasForeignTags(text: string): boolean {
  return MISTAKES.some(
    ({ finding, pattern }) =>
      finding.code === 'moengage/foreign-syntax' && text.search(pattern) >= 0,
  );
}

/** What is printed as plain text by mistake, and comments that take in more than was meant, each at its place. */
export function checkWrittenAsText(
  root: ast.Root,
  tokens: readonly Token[],
  map: SourceMap,
): readonly Finding[] {
  const findings: Finding[] = [];
  const raw = new Set(tokens.flatMap(({ kind, end }) => (kind === 'raw_begin' ? end : [])));
  ast.walk(root, (node) => {
    const isData = node.typename === 'TemplateData';
    if (!isData && !(node.typename === 'Const' && typeof node.value === 'string')) return;
    const written = map.text.slice(node.start, node.end);
    const told = isData ? [...commentsIn(written)] : [];
    for (const { pattern, within, finding, isMeantInRaw = false } of MISTAKES) {
      if (isMeantInRaw && raw.has(node.start)) continue;
      if (within !== 'both' && (within === 'data') !== isData) continue;
      const before = told.toSorted((one, other) => one[0] - other[0]);
      for (const { index, 0: match } of written.matchAll(pattern)) {
        const end = index + match.length;
        const last = before[lastAtMost(before, index, ([start]) => start)];
        if (last !== undefined && last[0] <= index && index < last[1]) continue;
        told.push([index, end]);
        const start = node.start + end - match.trimStart().length;
        findings.push({ ...finding, span: map.spanOf(start, node.start + end) });
      }
    }
  });
  return [...findings, ...numbered(tokens, map), ...swallowing(tokens, map)];
}

/** Prints of a number that is written out: the variables of WhatsApp's templates. */
function numbered(tokens: readonly Token[], map: SourceMap): readonly Finding[] {
  return tokens.flatMap(({ kind, start, end }, at): readonly Finding[] => {
    const [before, after] = [tokens[at - 1], tokens[at + 1]];
    if (kind !== 'integer' || before?.kind !== 'variable_begin' || after?.kind !== 'variable_end')
      return [];
    if (/^\{\{-|-\}\}$/.test(map.text.slice(before.start, after.end))) return [];
    const number = map.text.slice(start, end);
    return [
      {
        code: 'moengage/foreign-syntax',
        severity: 'warning',
        message: `everyone reads ${number} here: {{${number}}} is a variable of a WhatsApp template`,
        hint: WRITTEN,
        span: map.spanOf(before.start, after.end),
      },
    ];
  });
}

/** Where the comments of HTML are in a text, in which anything may be written. */
function commentsIn(text: string): readonly (readonly [start: number, end: number])[] {
  const found: (readonly [number, number])[] = [];
  for (let start = text.indexOf('<!--'); start >= 0;) {
    const close = text.indexOf('-->', start);
    const end = close < 0 ? text.length : close;
    found.push([start, end]);
    start = text.indexOf('<!--', end);
  }
  return found;
}

/** A rule or colour of a style sheet right behind `{#`, which was meant to be a selector. */
const STYLE = /^[A-Za-z_][\w-]*[^{}]{0,200}\{\s*[a-z-]+\s*:|^[0-9a-f]{3,8}\s*[;}]/i;

/** Comments that were not meant to be one, or to end where they end. */
function swallowing(tokens: readonly Token[], map: SourceMap): readonly Finding[] {
  return tokens.flatMap(({ kind, start, end }): readonly Finding[] => {
    if (kind !== 'comment') return [];
    const text = map.text.slice(start, end);
    const inner = text.indexOf('{#');
    const isStyle = STYLE.test(text);
    if (!isStyle && inner < 0) return [];
    const last = map.spanOf(end, end).start;
    return [
      {
        code: 'moengage/swallowed-by-comment',
        severity: 'warning',
        message: `'{#' begins a comment of Jinja, which ends in line ${last.line}, column ${last.column}: nothing of it is sent`,
        hint: isStyle
          ? "in a style sheet write a space between them, '{ #outlook'"
          : "comments are not nested: write '#}' before the next one begins",
        span: map.spanOf(start - 2, start),
      },
    ];
  });
}
