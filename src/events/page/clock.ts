import { h, type Child } from '../../preview/page/views/index.ts';
import type { LoopState } from '../loop/state.ts';
import type { Actions } from './actions.ts';

const MINUTE = 60_000;

/** How far each button moves the clock. */
const MOVES: readonly (readonly [label: string, milliseconds: number])[] = [
  ['+ 1 minute', MINUTE],
  ['+ 1 hour', 60 * MINUTE],
  ['+ 1 day', 24 * 60 * MINUTE],
];

/** The clock of the loop, and the buttons that move it on. */
export function clockOf({ now, queue }: LoopState, { perform }: Actions): Child {
  const wait = queue.nextAt === undefined ? 0 : Date.parse(queue.nextAt) - Date.parse(now);
  const moves = wait > 0 ? [...MOVES, ['To the next try', wait] as const] : MOVES;
  return [
    h('time', { datetime: now, class: 'now' }, dayAndTime(now)),
    moves.map(([label, milliseconds], index) =>
      h(
        'button',
        {
          type: 'button',
          id: `move-${index}`,
          on: { click: () => perform({ do: 'move', milliseconds }) },
        },
        label,
      ),
    ),
  ];
}

/** A time of the loop as people read it. */
export function dayAndTime(iso: string): string {
  return `${iso.slice(0, 10)} ${timeOfDay(iso)} UTC`;
}

/** The time of day of a time of the loop. */
export function timeOfDay(iso: string): string {
  return iso.slice(11, 19);
}
