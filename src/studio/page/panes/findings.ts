import type { Finding } from '../../../diagnostics/index.ts';
import { count, fill, h, notesList } from '../../../preview/page/views/index.ts';
import type { StudioFinding } from '../../protocol.ts';
import type { StudioState } from '../state.ts';
import type { Pane, PaneActions } from './pane.ts';

/** Everything that is wrong: with the files, and what the linter finds of users who would be hit. */
export const findingsPane: Pane = {
  id: 'findings',
  needs: ['findings', 'lint', 'lintRevision', 'revision', 'isRefused', 'about'],
  draw(box, state, act) {
    const top = box.scrollTop;
    const focused = document.activeElement?.id ?? '';
    const found = allFindings(state);
    const isJudging = !state.isRefused && state.lintRevision < state.revision;
    fill(
      box,
      h(
        'div',
        { class: 'pane-head' },
        h('h2', {}, headingOf(found.length, isJudging)),
        isJudging && h('p', { class: 'aside' }, 'The linter is still at work.'),
        found.length === 0 &&
          !isJudging &&
          h(
            'p',
            { class: 'aside' },
            'Judged: the files, what each user gets, and users with missing, empty and odd values, made up by the linter.',
          ),
      ),
      state.isRefused &&
        h(
          'p',
          { class: 'refused' },
          state.about === undefined
            ? 'Nothing can be rendered yet.'
            : 'Not rendered: showing the last good results.',
        ),
      h(
        'ul',
        { class: 'findings' },
        found.map((one, at) => findingItem(one, at, state, act)),
      ),
    );
    box.scrollTop = top;
    if (focused !== '') document.getElementById(focused)?.focus();
  },
};

function headingOf(found: number, isJudging: boolean): string {
  if (found > 0) return count(found, 'finding');
  return isJudging ? 'No findings so far' : 'Nothing is wrong';
}

/** The findings of the files, then those of the linter that are not among them. */
export function allFindings({ findings, lint, isRefused }: StudioState): readonly StudioFinding[] {
  if (isRefused || lint === undefined) return findings;
  const known = new Set(findings.map(({ finding }) => keyOf(finding)));
  return [...findings, ...lint.filter(({ finding }) => !known.has(keyOf(finding)))];
}

function keyOf({ code, file = '', span, message }: Finding): string {
  return [code, file, span?.start.line, span?.start.column, message].join(' ');
}

function findingItem(
  { note, finding }: StudioFinding,
  at: number,
  state: StudioState,
  act: PaneActions,
): HTMLElement {
  const { fix, witness, file, span } = finding;
  const { studio } = act;
  const text = file === undefined ? undefined : state.files.get(file);
  const isCurrent = state.lintRevision === state.revision;
  const button = (kind: string, label: string, run: () => void): HTMLElement => {
    const look = kind === 'fix' ? 'primary' : undefined;
    return h(
      'button',
      { type: 'button', id: kind + '-' + at, class: look, on: { click: run } },
      label,
    );
  };
  return h(
    'li',
    { class: 'card finding' },
    notesList([note]),
    witness &&
      h(
        'p',
        { class: 'witness' },
        'A user whose ' + witness.attribute + ' is ',
        h('code', {}, witness.value),
        ': ' + witness.outcome,
      ),
    h(
      'div',
      { class: 'inline' },
      text !== undefined &&
        span !== undefined &&
        button('go', 'Go to line ' + span.start.line, () => act.goTo(file ?? '', span)),
      fix &&
        isCurrent &&
        text !== undefined &&
        button(
          'fix',
          (fix.safety === 'safe' ? 'Fix: ' : 'Fix, which changes what is sent: ') + fix.title,
          () => studio.fix(file ?? '', fix.edits),
        ),
      witness &&
        state.selected !== '' &&
        button('make', 'Make a user who shows it', () => make(finding, studio)),
    ),
  );
}

function make({ witness }: StudioFinding['finding'], studio: PaneActions['studio']): void {
  if (witness === undefined) return;
  const { rows, users, selected } = studio.state;
  const editable = users.users.filter(({ isEditable }) => isEditable);
  const sent = new Set(rows.filter((row) => row?.status === 'sent').map((row) => row?.name));
  const own =
    editable.find(({ name }) => sent.has(name)) ??
    editable.find(({ name }) => name === selected) ??
    editable[0];
  if (own === undefined)
    return studio.set({ notice: 'No user of the campaign has a file of its own to begin with.' });
  const word = witness.attribute
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  studio.writeUser({
    user: own.name,
    as: 'with-' + (witness.value === '(missing)' ? 'no-' : 'odd-') + (word === '' ? 'value' : word),
    changes: [
      {
        section: sectionOf(witness.kind),
        name: witness.attribute,
        value: witness.value === '(missing)' ? null : witness.value,
      },
    ],
  });
}

/** The section of a fixture file for the name of a variable: `BusinessEventAttribute` is in `business-event`. */
function sectionOf(kind: string): string {
  const words = kind
    .replace(/Attribute$/, '')
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-')
    .toLowerCase();
  return words === 'product-set' ? 'product-sets' : words;
}
