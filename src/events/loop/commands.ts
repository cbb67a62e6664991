import { isObject, jsonIn } from '../../diagnostics/index.ts';
import { FAULTS, type FaultName } from './faults.ts';
import type { Loop } from './loop.ts';
import { PASS_ACTIONS, type PassAction } from './passes.ts';

/** What the page asks of a loop. `do` says which; a `move` is in milliseconds. */
export type LoopCommand =
  | { readonly do: 'send'; readonly file: string; readonly user: string }
  | {
      readonly do: 'act';
      readonly pass: string;
      readonly action: PassAction;
      readonly field?: string;
      readonly value?: string;
    }
  | { readonly do: 'move'; readonly milliseconds: number }
  | { readonly do: 'fault'; readonly fault: FaultName; readonly times: number };

/** The most that one command moves the clock: ten years. */
const LONGEST_MOVE = 10 * 366 * 24 * 3_600_000;

/** So often a fault happens at most. */
const MOST_TIMES = 100;

const ACTIONS: ReadonlySet<string> = new Set(PASS_ACTIONS);

/** Does what a request asks for. The answer is undefined, or why it cannot be done: the request may hold anything. */
export async function performCommand(loop: Loop, text: string): Promise<string | undefined> {
  const given = read(text);
  const word = (name: string): string => {
    const value = given.get(name);
    return typeof value === 'string' ? value : '';
  };
  switch (given.get('do')) {
    case 'send':
      return loop.send(word('file'), word('user'))
        ? undefined
        : 'there is no such campaign or user';
    case 'act':
      return act(loop, word);
    case 'move': {
      const time = given.get('milliseconds');
      if (typeof time !== 'number' || !(time > 0 && time <= LONGEST_MOVE))
        return 'the clock is moved on by at most ten years';
      await loop.move(time);
      return undefined;
    }
    case 'fault': {
      const [name, times] = [word('fault') as FaultName, given.get('times')];
      if (!FAULTS.has(name)) return 'there is no such fault';
      if (!Number.isInteger(times) || !((times as number) >= 0 && (times as number) <= MOST_TIMES))
        return `a fault happens up to ${MOST_TIMES} times`;
      loop.fault(name, times as number);
      return undefined;
    }
    default:
      return 'there is no such command';
  }
}

async function act(loop: Loop, word: (name: string) => string): Promise<string | undefined> {
  const action = word('action');
  if (!ACTIONS.has(action)) return 'there is no such action';
  const fields = word('field') === '' ? [] : [[word('field'), word('value')] as const];
  const pass = await loop.act(word('pass'), action as PassAction, new Map(fields));
  return pass ? undefined : 'that cannot be done to this pass now';
}

function read(text: string): ReadonlyMap<string, unknown> {
  const value = jsonIn(text);
  return new Map(isObject(value) ? Object.entries(value) : []);
}
