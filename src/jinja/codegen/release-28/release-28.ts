import { findDependencies } from '../../analysis/queries.ts';
import type { Release } from '../emitter.ts';
import { FOLDING_28 } from './folding-28.ts';
import { LegacyScope } from './legacy-scope.ts';
import { losesParentheses, optimized } from './legacy-tree.ts';
import { forLoop28 } from './loops-28.ts';
import { assignBlock28, withBlock28 } from './statements-28.ts';

/** From so many pieces on, output that no buffer collects is one formatted string. */
const FORMATTED = 3;

/** Jinja 2.8. */
export const RELEASE_28: Release = {
  folding: FOLDING_28,
  statements: { For: forLoop28, With: withBlock28, AssignBlock: assignBlock28 },
  settlesMacros: true,
  buffersIncludes: true,
  loop: 'R.LoopContext28',
  scope: (naming, _version, autoescape) => new LegacyScope(naming, autoescape),
  prepared: optimized,
  written: losesParentheses,
  // Three pieces or more are one formatted string, where no buffer collects them.
  pieces: (count, { buffer }) => (buffer === 'out' && count >= FORMATTED ? 1 : count),
  // Filters and tests are looked up at the start of a function; one that no code uses can be missing there.
  begin: (generator, body) => {
    const { filters, tests } = generator.options.state.environment;
    for (const { typename, name } of findDependencies(body)) {
      const known = typename === 'Filter' ? filters : tests;
      if (!known.has(name)) generator.writer.write(`R.noKey(${JSON.stringify(name)});`);
    }
  },
  // `from … import … with context` is handed the context without the variables of the template (T2).
  shared: (node, scope, writer) => {
    if (node.typename === 'FromImport') return '[]';
    if (node.typename !== 'Block') (scope as LegacyScope).mentionDeclared(writer);
    return scope.locals(writer);
  },
  refusal: (kind, name) => `no ${kind} named '${name}'`,
  locator: (hasLines) => (hasLines ? 'located' : 'lineless'),
};
