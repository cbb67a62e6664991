/**
 * What Python makes of the code that Jinja would write: the bounds and errors of CPython's own compiler, and the names of
 * made-up functions. A plug-in of the generator: without it, templates that Python refuses for their nesting are rendered.
 */
import type { JinjaVersion } from '../../values/types.ts';
import type { PythonCode } from '../emitter.ts';
import { dependencyName } from './dependencies.ts';
import { layOut28 } from './layout-28.ts';
import { layOut } from './layout.ts';
import { refusal } from './lines.ts';
import { isDeep } from './tree.ts';

const LAYOUTS: { readonly [V in JinjaVersion]: typeof layOut } = {
  '3.1': layOut,
  '3.1.6': layOut,
  '2.8': layOut28,
  '2.8-python2': layOut28,
};

/** The plug-in. */
export const PYTHON_CODE: PythonCode = {
  refusal(root, source, { name, jump, isNested }) {
    const found = name ?? jump;
    if (found === undefined && !isNested && !isDeep(root.body)) return undefined;
    const layOutAs = LAYOUTS[source.options.state.environment.version];
    const { lines, reading, compiling } = layOutAs(root, source);
    if (reading !== undefined) return reading;
    if (found === undefined) return compiling;
    return refusal('SyntaxError', found.message, lines.lineOf(found.place) ?? 1, found.place);
  },
  dependencyName,
};
