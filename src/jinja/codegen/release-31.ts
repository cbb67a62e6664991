import { Symbols } from '../analysis/symbols.ts';
import type { Release } from './emitter.ts';
import { fold } from './fold.ts';
import { FOLDING } from './folding.ts';
import { ModernScope } from './modern-scope.ts';

/** Jinja 3.1, in all of its releases. */
export const RELEASE_31: Release = {
  folding: FOLDING,
  statements: {},
  settlesMacros: false,
  buffersIncludes: false,
  loop: 'LoopContext',
  scope: (naming, version, autoescape) => new ModernScope(new Symbols(naming, version), autoescape),
  prepared: (root) => root,
  written: (node, place) => (place.autoescape === undefined ? node : fold(node, place)),
  pieces: (count) => count,
  begin: () => {},
  shared: (_node, scope, writer) => scope.locals(writer),
  refusal: (kind, name, scope) => (scope.softFrame ? undefined : `No ${kind} named '${name}'.`),
  locator: () => 'located',
};
