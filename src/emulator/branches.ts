import { SourceMap, type Span } from '../diagnostics/index.ts';
import {
  type ast,
  escape,
  PyError,
  str,
  type Site,
  type Trace,
  type Value,
} from '../jinja/index.ts';
import type { EmulatorOptions } from './emulator.ts';
import { NOT_SEND, RECIPIENT_VARIABLES, forChannel, type Recipient } from '../account/index.ts';
import { AccountEnvironment } from './account-environment.ts';
import { ContentApi, recordedAnswers } from './content-api.ts';
import { prepare } from '../analysis/index.ts';
import { Session } from './session.ts';

/** The variables of the account that differ from user to user. */
const VARIABLES: ReadonlySet<string> = new Set(RECIPIENT_VARIABLES.map(({ name }) => name));

/**
 * A way that a render can take: a branch of an `if`, `elif`, `else` or inline `if` (an `if` without `else` has the branch
 * `else` too), a filter `default` that replaces or keeps (`kept`) its value, or a call of the tag MOE_NOT_SEND.
 */
export type Branch = {
  readonly kind: 'branch' | 'default' | 'guard';
  readonly label: 'if' | 'elif' | 'else' | 'replaced' | 'kept' | 'guard';
  /** The statement or expression; its offsets are those of the text that Jinja got. */
  readonly node: ast.Node;
  readonly span: Span;
  /** The statement `if` or `elif` has the branch, an inline `if` or a filter otherwise. */
  readonly inline: boolean;
};

/** The ways of one template, and which of them a render takes. */
export type BranchTracer = {
  readonly branches: readonly Branch[];
  /** The positions in `branches` that a recipient's render takes; what an error cuts off is not taken. */
  taken(recipient: Recipient): ReadonlySet<number>;
};

/**
 * Finds the ways of a template by a traced render. Throws a FindingsError or the PyError of a template that does not parse:
 * `compile` of an emulator says it better.
 */
export function traceBranches(source: string | SourceMap, options: EmulatorOptions): BranchTracer {
  const { channel, contentApi = new Map() } = options;
  const profile = channel === undefined ? options.profile : forChannel(options.profile, channel);
  const session = new Session({ ...options, profile });
  let hits = new Set<number>();
  const auxTables = options.auxTables ?? new Map();
  const onNotSend = (_reason: Value, site: number): void => {
    hits.add(site * 2);
  };
  const environment = new AccountEnvironment(
    { ...options, profile, auxTables, onNotSend },
    session,
  );
  const resolver = typeof contentApi === 'function' ? contentApi : recordedAnswers(contentApi);
  if (session.exists('ContentApi')) session.names.set('ContentApi', new ContentApi(resolver));
  const { map } = prepare(SourceMap.of(source), { ...options, profile });
  const template = environment.compile(map.text, { trace: true });
  const { branches, positions } = findBranches(template.sites, map);
  const trace: Trace = {
    print: (_site, value, escapes) => str(escapes ? escape(value) : value),
    hit: (site) => void hits.add(site * 2),
    defaulted: (site, isReplaced) => void hits.add(isReplaced ? site * 2 : site * 2 + 1),
  };
  return {
    branches,
    taken(recipient) {
      hits = new Set();
      session.begin(recipient, VARIABLES, true);
      try {
        template.renderText(session.names, { trace });
      } catch (error) {
        if (!(error instanceof PyError)) throw error;
      }
      const taken = [...hits].map((key) => positions.get(key));
      return new Set(taken.filter((at) => at !== undefined));
    },
  };
}

/** The ways of a template, and their positions by `key`: twice the number of the site, one more for a kept default. */
function findBranches(
  sites: readonly Site[],
  map: SourceMap,
): { readonly branches: readonly Branch[]; readonly positions: ReadonlyMap<number, number> } {
  const branches: Branch[] = [];
  const positions = new Map<number, number>();
  sites.forEach((site, at) => {
    const { start, end } = site.node;
    const inline = site.node.typename !== 'If';
    const base = { node: site.node, span: map.spanOf(start, end), inline };
    const add = (key: number, kind: Branch['kind'], label: Branch['label']): void => {
      positions.set(key, branches.length);
      branches.push({ ...base, kind, label });
    };
    if (site.kind === 'branch') add(at * 2, 'branch', site.label as Branch['label']);
    if (site.kind === 'default') {
      add(at * 2, 'default', 'replaced');
      add(at * 2 + 1, 'default', 'kept');
    }
    if (site.node.typename === 'ExtensionTag' && site.node.name === NOT_SEND)
      add(at * 2, 'guard', 'guard');
  });
  return { branches, positions };
}
