import { placeKey, type SourceMap, type Span } from '../diagnostics/index.ts';
import { worlds, type Accounts } from '../emulator/index.ts';
import { ast } from '../jinja/index.ts';
import { isAlikeInOlder } from './alike.ts';
import type { InAccount } from './harm.ts';
import type { TriedUser } from './person.ts';
import type { Renders } from './renders.ts';
import type { Around } from './expressions.ts';
import type { NodesByPlace } from './place.ts';
import type { Elsewhere } from './rule.ts';

/** So many users are compared. */
const MOST_USERS = 4;

/** What is tried in an older release: the text, the account that it is judged in, and users who are sent it there. */
type Tried = {
  readonly map: SourceMap;
  readonly accounts: Accounts;
  readonly own: InAccount;
  readonly users: readonly TriedUser[];
  readonly renders: Renders;
  readonly nodes: NodesByPlace;
  readonly around: Around;
};

/** What is otherwise where the account has Jinja 2.8, which MoEngage names beside 3.1; undefined where nothing is, or the release is known. */
export function inOlderRelease(tried: Tried): Elsewhere | undefined {
  const { map, accounts, own, users, renders, nodes, around } = tried;
  const profile = worlds(own.profile, ['jinja']).find(({ jinja }) => jinja === '2.8');
  if (profile === undefined || own.profile.jinja === '2.8') return undefined;
  // On Python 2 values are written otherwise too.
  if (profile.python === '3' && isAlikeInOlder(own.message.analysis, around)) return undefined;
  const made = accounts.compile(map, profile);
  if (made.message === undefined) {
    const error = made.refusal.findings.find(({ severity }) => severity === 'error');
    const at = error?.span && (nodes.get(placeKey(error.span)) ?? before(error.span, own));
    return error && { release: profile.jinja, message: error.message, at };
  }
  for (const { person } of users.slice(0, MOST_USERS)) {
    const here = renders.of(person);
    const there = renders.of(person, profile);
    if (!there.outcome.sent) {
      const [failure] = there.outcome.failures;
      const at = failure?.span && nodes.get(placeKey(failure.span));
      return { release: profile.jinja, message: failure?.message ?? '', at };
    }
    if (there.outcome.text === here.outcome.text) continue;
    const at = there.prints.find(({ text }, index) => text !== here.prints[index]?.text);
    const written = JSON.stringify((at?.text ?? there.outcome.text).slice(0, 40));
    return { release: profile.jinja, message: `it prints ${written}`, at: at?.node };
  }
  return undefined;
}

/** The last node that begins before a place: an older release may refuse a tag where no node of ours begins. */
function before({ start }: Span, { message }: InAccount): ast.Node | undefined {
  const { analysis } = message;
  let last: ast.Node | undefined;
  ast.walk(analysis.root, (node) => {
    if (node.typename === 'TemplateData' || node.typename === 'Root') return;
    const { line, column } = analysis.spanOf(node).start;
    const isBefore = line < start.line || (line === start.line && column <= start.column);
    if (isBefore && node.start >= (last?.start ?? 0)) last = node;
  });
  return last;
}
