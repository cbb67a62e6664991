import { fillPage } from '../preview/index.ts';
import type { LoopState } from './loop/state.ts';
import { PAGE_HTML } from './page-html.ts';

/** The page of the loop with a state in it, for the server that it came from. It asks nothing else for anything. */
export function loopPage(state: LoopState): string {
  return fillPage(PAGE_HTML, { title: 'Loop', state, isServed: true });
}
