import type { Span } from '../../diagnostics/index.ts';
import type { Loop } from './loop.ts';
import type { LoopExpectation, LoopStep, Scenario } from './read-scenarios.ts';

/** What is not as a scenario has it: a message, the place of the step, and both sides where lists are compared. */
type ScenarioProblem = {
  readonly message: string;
  readonly span: Span;
  readonly compared?: { readonly expected: unknown; readonly actual: unknown };
};

/** Runs a scenario on a loop of its own, up to the first step that is not as it should be. Undefined where all are. */
export async function runScenario(
  loop: Loop,
  { steps }: Scenario,
): Promise<ScenarioProblem | undefined> {
  const passes = new Map<string, string>();
  for (const { step, span } of steps) {
    // oxlint-disable-next-line no-await-in-loop -- one step after the other
    const problem = await take(step, loop, passes);
    if (typeof problem === 'string') return { message: problem, span };
    if (problem !== undefined) return { ...problem, span };
  }
  return undefined;
}

type Problem = string | Omit<ScenarioProblem, 'span'> | undefined;

/** Takes a step; `passes` holds by user the pass that they opened last. */
async function take(step: LoopStep, loop: Loop, passes: Map<string, string>): Promise<Problem> {
  switch (step.kind) {
    case 'send':
      return send(step, loop);
    case 'open':
      return open(step.user, loop, passes);
    case 'act': {
      const { action, user, fields } = step;
      const pass = passes.get(user);
      if (pass === undefined) return `${user} has not opened a pass yet`;
      if (await loop.act(pass, action, fields)) return undefined;
      return `${action}: that cannot be done to a pass that is ${loop.passes.get(pass)?.status}`;
    }
    case 'move':
      await loop.move(step.milliseconds);
      return undefined;
    case 'fault':
      for (const [name, times] of step.faults) loop.fault(name, times);
      return undefined;
    case 'expect':
      return expectation(step.expectation, loop, passes);
    default:
      return undefined;
  }
}

function send({ campaign, to }: LoopStep & { readonly kind: 'send' }, loop: Loop): Problem {
  const found = loop.campaigns.all.find(({ name }) => name === campaign);
  if (found === undefined) {
    const names = loop.campaigns.all.map(({ name }) => name).join(', ');
    return `there is no campaign '${campaign}' in the folder; there are ${names}`;
  }
  return loop.send(found.file, to) ? undefined : `the campaign '${campaign}' has no user '${to}'`;
}

async function open(user: string, loop: Loop, passes: Map<string, string>): Promise<Problem> {
  const message = loop.messages.findLast(
    (one) => one.user.name === user && one.user.links.length > 0,
  );
  const link = message?.user.links[0]?.link;
  if (link === undefined) return `no message to ${user} has a pass link`;
  const visit = await loop.open(link);
  if ('why' in visit) return `the link opens no pass: ${visit.why.join('; ')}`;
  passes.set(user, visit.pass.id);
  return undefined;
}

async function expectation(
  wanted: LoopExpectation,
  loop: Loop,
  passes: ReadonlyMap<string, string>,
): Promise<Problem> {
  const { queue } = await loop.state();
  const status = loop.passes.get(passes.get(wanted.pass?.user ?? '') ?? '')?.status;
  const messages = loop.messages.map(({ setting, user }) => `${setting.campaign} to ${user.name}`);
  const compared: readonly (readonly [what: string, expected: unknown, actual: unknown])[] = [
    ['the events in MoEngage', wanted.events, loop.events.map(({ action }) => action)],
    ['the messages', wanted.messages, messages],
    ['the pass', wanted.pass?.status, status ?? 'not there'],
    ['the events that wait', wanted.waiting, queue.waiting],
    ['the events that the relay gave up', wanted['given-up'], queue.dead.length],
  ];
  for (const [what, expected, actual] of compared)
    if (expected !== undefined && JSON.stringify(expected) !== JSON.stringify(actual))
      return {
        message: `${what}: ${said(actual)}, expected ${said(expected)}`,
        compared: { expected, actual },
      };
  return contains(wanted.contains, loop);
}

function contains(wanted: LoopExpectation['contains'], loop: Loop): Problem {
  if (wanted === undefined) return undefined;
  const last = loop.messages.at(-1);
  if (last === undefined) return 'there is no message yet';
  const { user } = last;
  const text = [user.text ?? '', ...(user.parts ?? []).map((part) => part.text)].join('\n');
  const missing = [wanted].flat().find((part) => !text.includes(part));
  if (missing === undefined) return undefined;
  const name = `${last.setting.campaign} to ${user.name}`;
  return `the latest message, ${name}, does not hold '${missing}' (${user.summary})`;
}

function said(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  return value.length === 0 ? 'none' : value.join(', ');
}
