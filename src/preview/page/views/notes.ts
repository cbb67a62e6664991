import type { PreviewFrame, PreviewNote } from '../../preview-data.ts';
import { h, type Child } from './dom.ts';

/** What kind of thing a note is about: MoEngage's category of a failure, else the word of its severity. */
export function kindOfNote({ category, severity }: PreviewNote): string {
  if (category !== undefined && category !== '') return category;
  if (severity === 'error') return 'Error';
  return severity === 'warning' ? 'Warning' : 'Note';
}

/** Failures and findings, each with its hint and the lines that it is about. */
export function notesList(notes: readonly PreviewNote[]): HTMLElement {
  return h(
    'ul',
    { class: 'notes' },
    notes.map((note) =>
      h(
        'li',
        { class: 'note ' + note.severity },
        h(
          'p',
          { class: 'note-words' },
          h('span', { class: 'note-kind' }, kindOfNote(note)),
          note.name !== undefined && h('code', {}, note.name),
          h('span', { class: 'note-message' }, note.message),
          note.code !== undefined && h('span', { class: 'note-code' }, note.code),
        ),
        note.hint !== undefined && h('p', { class: 'note-hint' }, note.hint),
        note.frame && frameView(note.frame),
      ),
    ),
  );
}

/** Lines of a file with the place in them marked, and a caret under it. */
export function frameView(frame: PreviewFrame): HTMLElement {
  const margin = String(frame.lines.at(-1)?.number ?? 0).length;
  const rows = frame.lines.flatMap((line) => {
    const isMarked = line.number === frame.marked;
    const number = h(
      'span',
      { class: 'no' },
      (isMarked ? '> ' : '  ') + String(line.number).padStart(margin) + ' | ',
    );
    return isMarked
      ? markedLine(frame, line.text, number, margin)
      : [h('span', { class: 'line' }, number, line.text, '\n')];
  });
  const pre = h(
    'pre',
    { tabindex: '0', role: 'group', 'aria-label': 'Lines of ' + frame.file },
    h('code', {}, rows),
  );
  requestAnimationFrame(() => {
    const mark = pre.querySelector('mark');
    if (mark !== null && mark.offsetLeft > pre.clientWidth * 0.8)
      pre.scrollLeft = mark.offsetLeft - pre.clientWidth / 2;
  });
  return h(
    'figure',
    { class: 'frame' },
    h('figcaption', {}, frame.file + ', line ' + frame.marked),
    pre,
  );
}

function markedLine(
  { from, to }: PreviewFrame,
  text: string,
  number: HTMLElement,
  margin: number,
): HTMLElement[] {
  if (to <= from) return [h('span', { class: 'line marked' }, number, text, '\n')];
  const words: Child = [text.slice(0, from), h('mark', {}, text.slice(from, to)), text.slice(to)];
  const caret = ' '.repeat(margin + 2) + ' | ' + ' '.repeat(from) + '^'.repeat(to - from);
  return [
    h('span', { class: 'line marked' }, number, words, '\n'),
    h('span', { class: 'line caret', 'aria-hidden': 'true' }, caret, '\n'),
  ];
}
