import {
  count,
  fill,
  h,
  notesList,
  numbers,
  STATUSES,
  type Child,
} from '../../../preview/page/views/index.ts';
import type { PreviewStatus } from '../../../preview/index.ts';
import type { StudioFunnel } from '../../protocol.ts';
import type { Pane } from './pane.ts';

/** What becomes of the users of an export: read in the page, sent nowhere. */
export const funnelPane: Pane = {
  id: 'funnel',
  needs: ['funnel'],
  draw(box, { funnel }, { studio }) {
    const input = h('input', {
      type: 'file',
      id: 'export-file',
      accept: '.csv,.tsv,.json,.jsonl,.ndjson,.gz',
      on: {
        change: () => {
          const [file] = input.files ?? [];
          if (file) void studio.count(file);
        },
      },
    });
    fill(
      box,
      h(
        'section',
        { class: 'card', 'aria-labelledby': 'funnel-title' },
        h('h2', { id: 'funnel-title' }, 'An audience'),
        h(
          'p',
          {},
          'Drop an export of users on the page (CSV, TSV, JSON, one user a line in NDJSON; .gz of each). It is read in this page and sent nowhere.',
        ),
        h(
          'div',
          { class: 'inline' },
          h('label', { for: 'export-file' }, 'Or choose a file:'),
          input,
        ),
      ),
      funnel && funnelSection(funnel),
    );
  },
};

function funnelSection({ name, users, done, counts, reasons, notes }: StudioFunnel): HTMLElement {
  const received = counts.sent + counts.warning;
  return h(
    'section',
    { class: 'card', 'aria-labelledby': 'counted-title' },
    h('h3', { id: 'counted-title' }, name),
    notes.length > 0 && notesList(notes),
    notes.length === 0 &&
      h(
        'p',
        { role: 'status' },
        numbers.format(done) +
          ' of ' +
          count(users, 'user') +
          ' rendered, ' +
          percent(received, done) +
          ' get a message whose link opens.',
      ),
    notes.length === 0 &&
      h(
        'table',
        { class: 'fields-table funnel' },
        h('caption', {}, 'What becomes of them'),
        h('thead', {}, h('tr', {}, ['Outcome', 'Users', 'Share'].map(heading))),
        h(
          'tbody',
          {},
          STATUSES.map(({ id, label }) =>
            h(
              'tr',
              {},
              h('th', { scope: 'row' }, label),
              h('td', { class: 'number' }, numbers.format(counts[id])),
              h('td', {}, shareOf(id, counts[id], done), percent(counts[id], done)),
            ),
          ),
        ),
      ),
    reasons.length > 0 &&
      h(
        'table',
        { class: 'fields-table' },
        h('caption', {}, 'Why'),
        h('thead', {}, h('tr', {}, ['Reason', 'Users', 'For example'].map(heading))),
        h(
          'tbody',
          {},
          reasons.map((one) =>
            h(
              'tr',
              {},
              h('td', {}, wordsOf(one), ' ', placeOf(one)),
              h('td', { class: 'number' }, numbers.format(one.users)),
              h('td', {}, one.example),
            ),
          ),
        ),
      ),
  );
}

/** The head of a column; one of figures is aligned as they are. */
function heading(word: string): HTMLElement {
  return h('th', { scope: 'col', class: word === 'Users' ? 'number' : undefined }, word);
}

function wordsOf({ category, name, message }: Counted): string {
  const words = [category === 'Custom Error Message' ? undefined : category, name, message];
  return words.filter((one) => one !== undefined).join(': ');
}

function placeOf({ file, line }: Counted): Child {
  if (file === undefined || line === undefined) return undefined;
  return h('span', { class: 'aside' }, file.slice(file.lastIndexOf('/') + 1) + ', line ' + line);
}

type Counted = StudioFunnel['reasons'][number];

/** A bar next to the figure, in the colour of the outcome. */
function shareOf(status: PreviewStatus, part: number, whole: number): HTMLElement {
  const bar = h('span');
  bar.style.width = (whole === 0 ? 0 : (100 * part) / whole) + '%';
  return h('span', { class: 'share ' + status, 'aria-hidden': 'true' }, bar);
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '0 %' : numbers.format(Math.round((1000 * part) / whole) / 10) + ' %';
}
