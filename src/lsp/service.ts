import { pathOfUri, uriOfPath } from '../diagnostics/index.ts';
import type {
  CodeAction,
  CompletionItem,
  Diagnostic,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  TextEdit,
} from 'vscode-languageserver-protocol';
import { learnSecrets } from '../analysis/index.ts';
import { completionsAt } from './completion.ts';
import { actionsAt, diagnosticOf, type Comments } from './diagnostics.ts';
import type { Judgement, LspHost } from './host.ts';
import { hoverAt } from './hover.ts';
import { linksOf, linksOfYaml } from './links.ts';
import { foldsOf, outlineOf } from './outline.ts';
import { rename, renamedAt, type Renaming } from './rename.ts';
import { NOTHING_AROUND, surroundingsOf, type Surroundings } from './surroundings.ts';
import { TemplateText, type Place, type Range, type TemplateTree } from './template-text.ts';
import { yamlCompletionsAt, yamlHoverAt, yamlKind, type YamlKind } from './yaml.ts';

/** So long nothing is typed before a document is judged. */
const PAUSE = 150;

/** What takes the place of a stretch of a text, or of all of it. */
type Change = { readonly range?: Range | undefined; readonly text: string };

/** A document of the client. */
type Open = {
  readonly uri: string;
  readonly path: string | undefined;
  version: number;
  template: TemplateText;
  /** The text whose secrets are known. */
  learned: TemplateText | undefined;
  /** The tree of the last text that parsed. */
  tree: TemplateTree | undefined;
  /** What is around it, and what was when that could last be read. */
  around: Promise<Surroundings | undefined> | undefined;
  lastAround: Surroundings;
  /** What was found in a version of the text with fixes. */
  fixed: { readonly version: number; readonly judgement: Promise<Judgement> } | undefined;
  cancel: (() => void) | undefined;
};

/**
 * The language server without its connection: documents come in, answers go out. Nothing that a client sends makes it throw, but
 * for questions about documents that are not open, which have no answer.
 */
export class LanguageService {
  readonly #host: LspHost;
  readonly #documents: Map<string, Open> = new Map();

  constructor(host: LspHost) {
    this.#host = host;
  }

  /** Takes a document that the client opened. */
  open(uri: string, version: number, text: string): void {
    this.#documents.get(uri)?.cancel?.();
    const open: Open = {
      uri,
      path: pathOfUri(uri),
      version,
      template: new TemplateText(text),
      learned: undefined,
      tree: undefined,
      around: undefined,
      lastAround: this.#documents.get(uri)?.lastAround ?? NOTHING_AROUND,
      fixed: undefined,
      cancel: undefined,
    };
    this.#documents.set(uri, open);
    this.#judgeSoon(open);
  }

  /** Takes changes of a document, each of a stretch or of the whole text. */
  change(uri: string, version: number, changes: readonly Change[]): void {
    const open = this.#documents.get(uri);
    if (open === undefined) return;
    // The tree is of use while the text does not parse.
    open.tree = open.template.tree ?? open.tree;
    open.template = new TemplateText(changes.reduce(changed, open.template.text));
    open.version = version;
    open.fixed = undefined;
    this.#judgeSoon(open);
    if (this.#yamlOf(open) !== undefined) this.refresh(uri);
  }

  /** Lets go of a document, whose findings are taken back. */
  close(uri: string): void {
    const open = this.#documents.get(uri);
    if (open === undefined) return;
    open.cancel?.();
    this.#documents.delete(uri);
    this.#host.publish(uri, open.version, []);
  }

  /** Judges all documents again, but for the one that changed itself: files changed. */
  refresh(except?: string): void {
    for (const open of this.#documents.values()) {
      open.around = undefined;
      open.fixed = undefined;
      if (open.uri !== except) this.#judgeSoon(open);
    }
  }

  /** The text of a document as the server has it. */
  textOf(uri: string): string | undefined {
    return this.#documents.get(uri)?.template.text;
  }

  /** Lets go of everything. */
  stop(): void {
    for (const { cancel } of this.#documents.values()) cancel?.();
    this.#documents.clear();
  }

  async completions(uri: string, place: Place): Promise<readonly CompletionItem[]> {
    const open = this.#opened(uri);
    if (open === undefined) return [];
    const { template } = open;
    const around = await this.#around(open);
    const kind = this.#yamlOf(open);
    const items =
      kind === undefined
        ? completionsAt(template, place, { tree: template.tree ?? open.tree, around })
        : yamlCompletionsAt(template, place, { kind, around });
    return this.#sound(items) ?? [];
  }

  async hover(uri: string, place: Place): Promise<Hover | null> {
    const open = this.#opened(uri);
    if (open === undefined) return null;
    const kind = this.#yamlOf(open);
    const said =
      kind === undefined
        ? hoverAt(open.template, place, await this.#around(open))
        : yamlHoverAt(open.template, place, kind);
    if (said === undefined) return null;
    const value = this.#host.secrets.hide(said.text);
    return { contents: { kind: 'markdown', value }, range: said.range };
  }

  /** The places of the variable at a place to be renamed, or null. */
  prepareRename(uri: string, place: Place): { range: Range; placeholder: string } | null {
    const open = this.#opened(uri);
    if (open === undefined || this.#yamlOf(open) !== undefined) return null;
    const found = renamedAt(open.template, place);
    return found === undefined ? null : { range: found.range, placeholder: found.name };
  }

  /** The edits that give a variable another name, or why there are none. */
  async rename(
    uri: string,
    place: Place,
    name: string,
  ): Promise<{ readonly edits: readonly TextEdit[] } | { readonly refusal: string }> {
    const open = this.#opened(uri);
    if (open === undefined || this.#yamlOf(open) !== undefined)
      return { refusal: 'there is no template here' };
    const { template } = open;
    const { campaign } = await this.#around(open);
    const messages = (campaign?.parts ?? []).map(({ message }) => message.text);
    const taken = campaign?.map === undefined ? [] : messages;
    const renaming: Renaming = rename(template, place, name, taken);
    if ('refusal' in renaming) return renaming;
    return { edits: renaming.ranges.map((range) => ({ range, newText: name })) };
  }

  folds(uri: string): readonly FoldingRange[] {
    const open = this.#templateOf(uri);
    return open === undefined ? [] : foldsOf(open.template);
  }

  outline(uri: string): readonly DocumentSymbol[] {
    const open = this.#templateOf(uri);
    return open === undefined ? [] : this.#host.secrets.hideIn(outlineOf(open.template));
  }

  async links(uri: string): Promise<readonly DocumentLink[]> {
    const open = this.#opened(uri);
    if (open?.path === undefined) return [];
    const { files, file, resolve } = this.#host.place(open.path, this.#texts());
    const found =
      this.#yamlOf(open) === undefined
        ? await linksOf(open.template, file, { files, around: await this.#around(open) })
        : await linksOfYaml(open.template, file, files);
    return found.map(({ range, path }) => ({
      range,
      target: uriOfPath(resolve(path).replaceAll('\\', '/')),
    }));
  }

  /** The changes that are offered in a stretch. */
  async actions(uri: string, range: Range): Promise<readonly CodeAction[]> {
    const open = this.#opened(uri);
    if (open === undefined) return [];
    const { template } = open;
    const comments = this.#commentsOf(open);
    const { file, findings } = await this.#fixed(open);
    if (open.template !== template) return [];
    return actionsAt(template, range, { uri, file, findings, comments }).filter(
      // An edit with a hidden secret would put bullets into the text.
      (action) => this.#sound(action) !== undefined,
    );
  }

  #opened(uri: string): Open | undefined {
    const open = this.#documents.get(uri);
    if (open !== undefined && open.learned !== open.template) {
      learnSecrets(open.template.text, this.#host.secrets);
      open.learned = open.template;
    }
    return open;
  }

  #templateOf(uri: string): Open | undefined {
    const open = this.#opened(uri);
    return open !== undefined && this.#yamlOf(open) === undefined ? open : undefined;
  }

  #yamlOf({ uri, path, template }: Open): YamlKind | undefined {
    return yamlKind(path ?? uri, template.text);
  }

  /** How rules are switched off in a document; undefined where they cannot be: in JSON, and in other YAML files than field maps. */
  #commentsOf(open: Open): Comments | undefined {
    const kind = this.#yamlOf(open);
    if (kind === undefined) return 'jinja';
    return kind === 'map' && !/\.json$/i.test(open.path ?? open.uri) ? 'yaml' : undefined;
  }

  /** The answer as it is; undefined where a secret is in it. */
  #sound<T>(answer: T): T | undefined {
    const hidden = this.#host.secrets.hideIn(answer);
    return JSON.stringify(hidden) === JSON.stringify(answer) ? answer : undefined;
  }

  #texts(): ReadonlyMap<string, string> {
    const texts = new Map<string, string>();
    for (const { path, template } of this.#documents.values())
      if (path !== undefined) texts.set(path, template.text);
    return texts;
  }

  async #around(open: Open): Promise<Surroundings> {
    const { path } = open;
    if (path === undefined) return NOTHING_AROUND;
    const { files, file } = this.#host.place(path, this.#texts());
    open.around ??= surroundingsOf(file, files, this.#host.secrets);
    const around = await open.around.catch(() => undefined);
    if (around !== undefined) open.lastAround = around;
    return open.lastAround;
  }

  #fixed(open: Open): Promise<Judgement> {
    const { version } = open;
    if (open.fixed?.version !== version)
      open.fixed = { version, judgement: this.#judge(open, true) };
    return open.fixed.judgement;
  }

  #judge({ uri, path = uri, template: { text } }: Open, fixes: boolean): Promise<Judgement> {
    return this.#host.judge({ path, text, open: this.#texts(), fixes });
  }

  #judgeSoon(open: Open): void {
    open.cancel?.();
    open.cancel = this.#host.later(PAUSE, () => void this.#show(open));
  }

  async #show(open: Open): Promise<void> {
    const { template, version } = open;
    const judgement = await this.#judge(open, false).catch(() => undefined);
    // A later text is judged by itself.
    if (judgement === undefined || open.template !== template) return;
    if (this.#opened(open.uri) !== open) return;
    const diagnostics: readonly Diagnostic[] = judgement.findings.map((finding) =>
      diagnosticOf(finding, judgement.file),
    );
    this.#host.publish(open.uri, version, this.#host.secrets.hideIn(diagnostics));
  }
}

/**
 * A text with a change of a stretch or of the whole. A place outside the text means the nearest one inside; throws a TypeError for what
 * is no change.
 */
function changed(text: string, change: Change): string {
  if (typeof change.text !== 'string') throw new TypeError('a change has no text');
  if (change.range === undefined) return change.text;
  const template = new TemplateText(text);
  const [one, other] = [template.offsetAt(change.range.start), template.offsetAt(change.range.end)];
  return text.slice(0, Math.min(one, other)) + change.text + text.slice(Math.max(one, other));
}
