import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import {
  defaultKeymap,
  history,
  historyField,
  historyKeymap,
  redo,
  undo,
} from '@codemirror/commands';
import { html } from '@codemirror/lang-html';
import { jinja } from '@codemirror/lang-jinja';
import { yaml } from '@codemirror/lang-yaml';
import {
  bracketMatching,
  defaultHighlightStyle,
  foldGutter,
  foldKeymap,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
  type LanguageSupport,
} from '@codemirror/language';
import {
  lintGutter,
  lintKeymap,
  nextDiagnostic,
  setDiagnostics,
  type Diagnostic,
} from '@codemirror/lint';
import { EditorState, type Extension, type Text } from '@codemirror/state';
import { tags } from '@lezer/highlight';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { sharedEnds, type Position, type Span } from '../../diagnostics/index.ts';
import { completionsFor, type Names } from './completions.ts';

const FIELDS = { history: historyField };

/** What the editor is made with: the names that it completes, and who is told of each change. */
type EditorOptions = {
  readonly parent: HTMLElement;
  readonly names: () => Names;
  readonly onChange: (path: string, text: string) => void;
};

/** The one editor, which keeps for each file what can be undone. */
export class StudioEditor {
  readonly view: EditorView;
  readonly #options: EditorOptions;
  readonly #states: Map<string, EditorState> = new Map();
  /** What was kept of files that were not opened yet, as plain data. */
  readonly #kept: Map<string, unknown> = new Map();
  #path = '';

  constructor(options: EditorOptions) {
    this.#options = options;
    this.view = new EditorView({ parent: options.parent });
  }

  /** The file that is open. */
  get path(): string {
    return this.#path;
  }

  /** Opens a file; one that was open before has its cursor and its history. */
  open(path: string, text: string): void {
    if (path === this.#path) return this.take(path, text);
    if (this.#path !== '') this.#states.set(this.#path, this.view.state);
    this.#path = path;
    this.view.setState(this.#known(path) ?? this.#begin(path, text));
    this.take(path, text);
  }

  /** Takes a text that was changed elsewhere, as a change that can be undone. */
  take(path: string, text: string): void {
    if (path !== this.#path) {
      if (docOf(this.#kept.get(path)) === text) return;
      const known = this.#known(path);
      const changes = known && changeTo(text, known);
      if (known && changes) this.#states.set(path, known.update({ changes }).state);
      return;
    }
    const changes = changeTo(text, this.view.state);
    if (changes) this.view.dispatch({ changes });
  }

  /** Marks what is wrong in the open file. */
  mark(diagnostics: readonly Diagnostic[]): void {
    const size = this.view.state.doc.length;
    const within = diagnostics.filter(({ to }) => to <= size);
    this.view.dispatch(setDiagnostics(this.view.state, within));
  }

  /** The offset of a position of the open file, at most its length. */
  offsetOf({ line, column }: Position): number {
    const { doc } = this.view.state;
    if (line > doc.lines) return doc.length;
    const { from, to } = doc.line(Math.max(1, line));
    return Math.min(from + column - 1, to);
  }

  /** Puts the cursor at a place of the open file and shows it. */
  goTo({ start, end }: Span): void {
    const selection = { anchor: this.offsetOf(start), head: this.offsetOf(end) };
    const effects = EditorView.scrollIntoView(selection.anchor, { y: 'center' });
    this.view.dispatch({ selection, effects });
    this.view.focus();
  }

  /** The lines of the open file that hold some words, at most so many, with their numbers. */
  linesWith(words: string, most: number): readonly (readonly [number: number, text: string])[] {
    const wanted = words.toLowerCase();
    const found: (readonly [number, string])[] = [];
    const { doc } = this.view.state;
    for (let number = 1; number <= doc.lines && found.length < most; number += 1) {
      const { text } = doc.line(number);
      if (text.toLowerCase().includes(wanted)) found.push([number, text.trim()]);
    }
    return found;
  }

  /** Runs one of the editor's own commands. */
  run(name: 'undo' | 'redo' | 'next'): void {
    const commands = { undo, redo, next: nextDiagnostic };
    commands[name](this.view);
    this.view.focus();
  }

  /** What can be undone in each file that was opened, as plain data. */
  kept(): ReadonlyMap<string, unknown> {
    if (this.#path !== '') this.#states.set(this.#path, this.view.state);
    const states = [...this.#states].map(([path, state]) => [path, state.toJSON(FIELDS)] as const);
    return new Map([...this.#kept, ...states]);
  }

  /** Takes what was kept of a file before it is opened. What is damaged is as if it were not there. */
  restore(path: string, kept: unknown): void {
    if (docOf(kept) !== undefined) this.#kept.set(path, kept);
  }

  /** The state of a file that was opened before, in this page or before its reload: reading that back takes time, for it is parsed. */
  #known(path: string): EditorState | undefined {
    const kept = this.#kept.get(path);
    const doc = docOf(kept);
    if (doc === undefined) return this.#states.get(path);
    this.#kept.delete(path);
    try {
      const config = { extensions: this.#extensions(path, doc) };
      const state = EditorState.fromJSON(kept, config, FIELDS);
      this.#states.set(path, state);
      return state;
    } catch {
      return undefined;
    }
  }

  #begin(path: string, doc: string): EditorState {
    return EditorState.create({ doc, extensions: this.#extensions(path, doc) });
  }

  #extensions(path: string, text: string): Extension {
    const { names, onChange } = this.#options;
    return [
      lineBreaksOf(text),
      basics(path),
      autocompletion({ override: [completionsFor(path, names)] }),
      EditorView.contentAttributes.of({ 'aria-label': 'Text of ' + path }),
      EditorView.updateListener.of(({ docChanged, state }) => {
        if (docChanged) onChange(path, state.sliceDoc());
      }),
    ];
  }
}

/** The text in what was kept of a file; undefined where it holds none. */
function docOf(kept: unknown): string | undefined {
  const { doc } = (kept ?? {}) as { readonly doc?: unknown };
  return typeof doc === 'string' ? doc : undefined;
}

function basics(path: string): Extension {
  return [
    lineNumbers(),
    foldGutter(),
    lintGutter(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    EditorView.lineWrapping,
    languageOf(path) ?? [],
    syntaxHighlighting(COLOURS),
    syntaxHighlighting(defaultHighlightStyle, { fallback: true }),
    // The keys of the browser for moving between parts of the page stay: Tab leaves the editor.
    keymap.of([
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...historyKeymap,
      ...foldKeymap,
      ...completionKeymap,
      ...lintKeymap,
    ]),
  ];
}

/** The language of a file by its ending. */
export function languageOf(path: string): LanguageSupport | undefined {
  if (/\.ya?ml$/i.test(path)) return yaml();
  if (/\.html?(?:\.\w+)?$/i.test(path)) return jinja({ base: html() });
  if (/\.(?:jinja2?|j2)$/i.test(path)) return jinja();
  return undefined;
}

/** Colours of the pages, which are readable on their light and their dark ground. */
const COLOURS: HighlightStyle = HighlightStyle.define([
  { tag: [tags.keyword, tags.controlKeyword, tags.operatorKeyword], color: 'var(--dropped)' },
  { tag: [tags.tagName, tags.angleBracket], color: 'var(--accent)' },
  {
    tag: [tags.attributeName, tags.propertyName, tags.definition(tags.propertyName)],
    color: 'var(--accent)',
  },
  { tag: [tags.string, tags.attributeValue, tags.special(tags.string)], color: 'var(--sent)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--warning)' },
  { tag: [tags.comment, tags.meta, tags.documentMeta], color: 'var(--muted)', fontStyle: 'italic' },
  { tag: [tags.brace, tags.bracket, tags.punctuation, tags.separator], color: 'var(--muted)' },
  { tag: [tags.variableName, tags.content, tags.operator], color: 'inherit' },
  {
    tag: [tags.function(tags.variableName), tags.special(tags.variableName)],
    color: 'var(--warning)',
  },
  { tag: tags.heading, fontWeight: 'bold' },
]);

/** The line breaks of a text, which it keeps: without this the editor would write each of them as `\n`. */
export function lineBreaksOf(text: string): Extension {
  if (!text.includes('\r')) return [];
  const own = text.includes('\r\n') ? '\r\n' : '\n';
  return [
    EditorState.lineSeparator.of(own),
    EditorView.clipboardInputFilter.of((pasted) => pasted.replaceAll(/\r?\n/g, own)),
  ];
}

/** The one stretch in which a document differs from a text, as a change that makes it that; undefined where they are the same. */
function changeTo(
  text: string,
  state: EditorState,
): { readonly from: number; readonly to: number; readonly insert: Text } | undefined {
  const next = state.toText(text);
  const [before, after] = [state.doc.toString(), next.toString()];
  if (before === after) return undefined;
  const [from, same] = sharedEnds(before, after);
  return { from, to: before.length - same, insert: next.slice(from, after.length - same) };
}
