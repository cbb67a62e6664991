import {
  FindingsError,
  lastAtMost,
  type SourceMap,
  type Finding,
  type Span,
} from '../diagnostics/index.ts';
import { isError, PyError } from '../jinja/values/index.ts';
import { ast, parse, refuseTooDeep, tokenise, type Token } from '../jinja/syntax/index.ts';
import {
  engineOf,
  parsingFailed,
  isHtml,
  type Failure,
  type Profile,
  type TriggerKind,
} from '../account/index.ts';
import { branchesOf, type Branch } from './branches.ts';
import { checkNames, constructsOf, refusals, type Construct } from './checks.ts';
import { mayChangeData } from './copy.ts';
import { defaultUse, type DefaultUse } from './default-use.ts';
import { linkRanges, type LinkRange } from './links.ts';
import { mentionsOf, type Mentions } from './mentions.ts';
import { prepare, type PrepareOptions, type Prepared } from './prepare.ts';
import { Reads, type ReadKind } from './reads.ts';
import { secretPlaces, type SecretPlace } from './secrets.ts';
import { accountSyntax } from './syntax.ts';
import { checkWrittenAsText } from './written-as-text.ts';

/**
 * The account and the place in it that a text is read for; a channel or trigger that is absent rules no name out. `file` is
 * named in findings. `link`: the text is a link field of the editor as a whole, every value in it is part of an address.
 */
export type AnalyseOptions = PrepareOptions & {
  readonly trigger?: TriggerKind | undefined;
  readonly file?: string | undefined;
  readonly link?: boolean | undefined;
};

/** Something of the account that a template reads by a name that is written out, and where. */
export type AttributeUse = {
  readonly kind: ReadKind;
  readonly name: string;
  readonly spans: readonly Span[];
};

/** What of a profile decides how a text is read: accounts in which this is the same can share an Analysis. */
export function readingKey(profile: Profile): string {
  return [engineOf(profile), profile.trailingNewline, profile.editorEntities].join(' ');
}

/**
 * Reads a template as an account does: once, for everyone who asks something about it. Throws a FindingsError for one that
 * does not parse.
 */
export function analyse(source: SourceMap, options: AnalyseOptions): Analysis {
  const { profile, file } = options;
  const prepared = prepare(source, options);
  const { map, findings } = prepared;
  try {
    const syntax = accountSyntax(profile);
    const lexed = tokenise(map.text, syntax);
    const root = refuseTooDeep(parse(lexed, syntax), map.text);
    return new Analysis(prepared, { root, tokens: lexed.tokens }, options);
  } catch (error) {
    if (!(error instanceof PyError)) throw error;
    throw new FindingsError(filed([...findings, syntaxFinding(error, map)], file));
  }
}

/** An error of a template that cannot be compiled, at its place. */
export function syntaxFinding(error: PyError, map: SourceMap): Finding {
  const { offsets, line } = error;
  const hint = markerHint(map.text, offsets?.[0] ?? 0) ?? error.hint;
  const start = line === undefined ? undefined : { line: map.lineOf(line), column: 1 };
  const span = offsets ? map.spanOf(...offsets) : start && { start, end: start };
  return {
    code: isError(error, 'TemplateAssertionError') ? 'jinja/unknown-name' : 'jinja/syntax-error',
    severity: 'error',
    message: parsingFailed(error.message),
    ...(hint !== undefined && { hint }),
    ...(span && { span }),
  };
}

/** A marker for a snippet that is written as an expression or tag. */
const MARKER_TAG = /\{[{%]-?\s*smartpass\s*:?\s*([^\s}%]+\.(?:ya?ml|json))/iy;

/** What to write where an error is in a tag that was meant to be the marker of a snippet. */
function markerHint(text: string, offset: number): string | undefined {
  MARKER_TAG.lastIndex = Math.max(text.lastIndexOf('{{', offset), text.lastIndexOf('{%', offset));
  const fieldmap = MARKER_TAG.lastIndex < 0 ? undefined : MARKER_TAG.exec(text)?.[1];
  return fieldmap && `the marker is a comment: write {# smartpass: ${fieldmap} #}`;
}

/** The findings with the file that they are about. */
export function filed(findings: readonly Finding[], file: string | undefined): readonly Finding[] {
  return file === undefined
    ? findings
    : findings.map((finding) => ({ ...finding, file: finding.file ?? file }));
}

/** What is known of one text in one account without running it. */
export class Analysis {
  /** The text that Jinja reads, and where it comes from. */
  readonly map: SourceMap;
  /** Whether Jinja reads it as it was written, but for line breaks. */
  readonly isAsWritten: boolean;
  /** The tree; its offsets are those of the text that Jinja reads. */
  readonly root: ast.Root;
  readonly tokens: readonly Token[];
  /** Constructs that an account may refuse. */
  readonly constructs: readonly Construct[];
  readonly reads: Reads;
  /** Warnings, and errors that do not keep the template from being rendered, such as a name that does not exist here. */
  readonly findings: readonly Finding[];
  /** What drops every user. */
  readonly failures: readonly Failure[];
  /** The expressions that print statements put out, in the order of the source. */
  readonly prints: readonly ast.Expr[];
  /** The texts between tags, in the order of the source. */
  readonly texts: readonly ast.TemplateData[];
  /** Every name that the template mentions. */
  readonly names: ReadonlySet<string>;
  /** Whether it changes lists or dicts in place, so that each render needs its own. */
  readonly changesData: boolean;
  /** The file that findings are about. */
  readonly file: string | undefined;
  private readonly options: AnalyseOptions;
  private known: {
    attributes?: readonly AttributeUse[];
    links?: readonly LinkRange[];
    branches?: readonly Branch[];
    defaultUse?: DefaultUse;
    mentions?: Mentions;
    secretPlaces?: readonly SecretPlace[];
  } = {};

  constructor(
    { map, isAsWritten, findings, failures }: Prepared,
    { root, tokens }: Pick<Analysis, 'root' | 'tokens'>,
    options: AnalyseOptions,
  ) {
    this.map = map;
    this.isAsWritten = isAsWritten;
    this.root = root;
    this.tokens = tokens;
    this.constructs = constructsOf(root, tokens, map.text);
    this.options = options;
    this.file = options.file;
    this.failures = failures;
    this.reads = new Reads(root);
    const found = [
      ...findings,
      ...checkNames(root, this.reads, map, options),
      ...checkWrittenAsText(root, tokens, map),
    ];
    this.findings = filed(found, options.file);
    this.changesData = mayChangeData(root, this.reads.bindings);
    const [prints, texts, names] = [[] as ast.Expr[], [] as ast.TemplateData[], new Set<string>()];
    ast.visit(root, {
      Output: ({ nodes }) => {
        for (const node of nodes) if (isExpression(node)) prints.push(node);
      },
      TemplateData: (node) => void texts.push(node),
      Name: ({ name }) => void names.add(name),
    });
    [this.prints, this.texts, this.names] = [prints, texts, names];
  }

  /** The errors for constructs that an account refuses. */
  refusals(profile: Profile): readonly Finding[] {
    return filed(refusals(this.constructs, profile, this.map), this.file);
  }

  /** What the template reads of the account, each name once. */
  get attributes(): readonly AttributeUse[] {
    return (this.known.attributes ??= this.attributeUses());
  }

  private attributeUses(): readonly AttributeUse[] {
    const byName = new Map<string, AttributeUse & { readonly spans: Span[] }>();
    for (const { kind, name, node } of this.reads.all) {
      const key = `${kind} ${name}`;
      const known = byName.get(key);
      if (known === undefined) byName.set(key, { kind, name, spans: [this.spanOf(node)] });
      else known.spans.push(this.spanOf(node));
    }
    return [...byName.values()];
  }

  /** The ways that a render can take. */
  get branches(): readonly Branch[] {
    return (this.known.branches ??= branchesOf(this.root));
  }

  /** How it runs the filter `default`. */
  get defaultUse(): DefaultUse {
    return (this.known.defaultUse ??= defaultUse(this.root));
  }

  /** What it mentions by a name. */
  get mentions(): Mentions {
    return (this.known.mentions ??= mentionsOf(this.root));
  }

  /** Where it writes out what it is sure to sign with. */
  get secretPlaces(): readonly SecretPlace[] {
    const lexed = { tokens: this.tokens, source: this.map.text };
    return (this.known.secretPlaces ??= secretPlaces(this.root, lexed));
  }

  /** Where values become part of an address, in the order of the source. */
  get links(): readonly LinkRange[] {
    return (this.known.links ??= this.findLinks());
  }

  /** Whether an expression is in a link destination. */
  isInLink({ start, end }: ast.Node): boolean {
    const { links } = this;
    const range = links[lastAtMost(links, start, ([from]) => from)];
    return range !== undefined && range[0] <= start && end <= range[1];
  }

  /** The place of a node in the file. */
  spanOf({ start, end }: ast.Node): Span {
    return this.map.spanOf(start, end);
  }

  private findLinks(): readonly LinkRange[] {
    const { link, channel } = this.options;
    if (link === true) return [[0, this.map.text.length]];
    return channel === undefined || isHtml(channel) ? linkRanges(this.texts, this.map.text) : [];
  }
}

function isExpression(node: ast.Expr): boolean {
  return node.typename !== 'TemplateData';
}
