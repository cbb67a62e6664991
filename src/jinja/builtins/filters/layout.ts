import { isError, raise } from '../../errors.ts';
import { add, mul } from '../../values/arithmetic.ts';
import { str } from '../../values/print.ts';
import { failOnUndefined, truthy, typeName } from '../../values/protocol.ts';
import type { Callable, CallState, Value } from '../../values/py-object.ts';
import { isText, Markup, plain, PyFloat } from '../../values/types.ts';
import { ChainableUndefined } from '../../values/undefined.ts';
import { pythonFunction } from '../../values/define.ts';
import { wrap } from '../textwrap.ts';
import { callMethod } from '../call-named.ts';
import { expectText, joinText } from '../safe-text.ts';
import type { Row } from '../table.ts';
import { lessEqual } from '../../values/order.ts';

/** The filters of lines. */
export const LAYOUT_FILTERS: readonly Row<Callable>[] = [
  [
    'indent',
    pythonFunction('do_indent', 's width? first? blank?', indent),
    { '2.8': pythonFunction('do_indent', 's width? indentfirst?', indent28) },
  ],
  [
    'wordwrap',
    pythonFunction(
      'do_wordwrap',
      's width? break_long_words? wrapstring? break_on_hyphens?',
      wordwrap,
      'environment',
    ),
    {
      '2.8': pythonFunction(
        'do_wordwrap',
        's width? break_long_words? wrapstring?',
        wordwrap28,
        'environment',
      ),
    },
  ],
];

/** `environment.newline_sequence`. */
const NEWLINE = '\n';

/** Each line of a text broken at a width. */
function wordwrap(
  state: CallState,
  s: Value,
  width: Value = 79,
  breakLongWords: Value = true,
  wrapstring: Value = null,
  breakOnHyphens: Value = true,
): Value {
  const join = joiner(state, wrapstring === null ? NEWLINE : wrapstring);
  const lines = callMethod(state, s, 'splitlines') as Value[];
  const wrapped = lines.map((line) =>
    join(wrapLine(state, expectText(line), width, breakLongWords, breakOnHyphens)),
  );
  return join(wrapped);
}

/** 2.8: line breaks of the text are white space like any other. */
function wordwrap28(
  state: CallState,
  s: Value,
  width: Value = 79,
  breakLongWords: Value = true,
  wrapstring: Value = null,
): Value {
  const join = joiner(state, truthy(wrapstring) ? wrapstring : NEWLINE);
  return join(wrapLine(state, expectText(s), width, breakLongWords, true));
}

/** What wrapping a line costs, beside a step for each character. */
const WRAPPING = 8;

/** `wrapstring.join`: what has none fails when it is asked for, a ChainableUndefined when it is called. */
function joiner(
  state: CallState,
  wrapstring: Value,
): (lines: (string | Markup)[]) => string | Markup {
  if (isText(wrapstring)) return (lines) => joinText(state, wrapstring, lines);
  if (wrapstring instanceof ChainableUndefined) {
    return () => {
      throw wrapstring.fail();
    };
  }
  failOnUndefined(wrapstring);
  throw raise('AttributeError', `'${typeName(wrapstring)}' object has no attribute 'join'`);
}

function wrapLine(
  { meter }: CallState,
  text: string,
  width: Value,
  breakLongWords: Value,
  breakOnHyphens: Value,
): string[] {
  meter.step(WRAPPING + text.length);
  if (lessEqual(width, 0)) {
    throw raise('ValueError', `invalid width ${str(width)} (must be > 0)`);
  }
  const options = {
    width: width instanceof PyFloat ? width.value : Number(width),
    isFloat: width instanceof PyFloat,
    // Asked for long words only: a StrictUndefined raises there.
    get breakLongWords() {
      return truthy(breakLongWords);
    },
    get breakOnHyphens() {
      return truthy(breakOnHyphens);
    },
    splitOnHyphens: breakOnHyphens === true,
  };
  return wrap(text, options, meter);
}

/** All lines but the first set in, empty ones only with `blank`. */
function indent(
  state: CallState,
  s: Value,
  width: Value = 4,
  first: Value = false,
  blank: Value = false,
): Value {
  const isMarkup = s instanceof Markup;
  const spaces = isText(width) ? width : (mul(' ', width, state) as string);
  const indention = isMarkup ? new Markup(plain(spaces)) : spaces;
  const newline = isMarkup ? new Markup('\n') : '\n';
  const lines = callMethod(state, addInPlace(s, newline), 'splitlines') as (string | Markup)[];
  state.meter.step(lines.length);
  const body = truthy(blank)
    ? joinText(state, add(newline, indention) as string | Markup, lines)
    : indentFilled(state, lines, newline, indention);
  return truthy(first) ? add(indention, body, state) : body;
}

/** 2.8: empty lines too, and no line break at the end. */
function indent28(state: CallState, s: Value, width: Value = 4, indentfirst: Value = false): Value {
  const indention = mul(' ', width, state) as string;
  const lines = callMethod(state, s, 'splitlines') as (string | Markup)[];
  const body = joinText(state, `\n${indention}`, lines);
  return truthy(indentfirst) ? add(indention, body) : body;
}

function indentFilled(
  state: CallState,
  lines: readonly (string | Markup)[],
  newline: string | Markup,
  indention: string | Markup,
): Value {
  const [head, ...rest] = lines;
  const start = head ?? '';
  if (rest.length === 0) return start;
  const indented = rest.map((line) =>
    truthy(line) ? (add(indention, line, state) as string | Markup) : line,
  );
  return add(start, add(newline, joinText(state, newline, indented)));
}

/** `s += text`: Python names the operator in the message, and extends a list in place. */
function addInPlace(s: Value, text: Value): Value {
  if (Array.isArray(s)) {
    s.push(text);
    return s;
  }
  try {
    return add(s, text);
  } catch (error) {
    if (!isError(error, 'TypeError')) throw error;
    throw raise('TypeError', error.message.replace('type(s) for +:', 'type(s) for +=:'));
  }
}
