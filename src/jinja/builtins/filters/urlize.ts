import { once } from '../../../diagnostics/index.ts';
import { raise } from '../../errors.ts';
import { escape } from '../../values/concat.ts';
import { sliceOf } from '../../values/subscript.ts';
import { length } from '../../values/ops.ts';
import { repr, str } from '../../values/print.ts';
import { truthy } from '../../values/protocol.ts';
import type { Callable, CallState, Value } from '../../values/py-object.ts';
import { Markup, plain, textOf } from '../../values/types.ts';
import { pythonFunction } from '../../values/define.ts';
import { SPACE, WORD } from '../patterns.ts';
import type { Row } from '../table.ts';
import { urlize, urlize28 } from '../urlize.ts';
import { callMethod } from '../call-named.ts';
import { expectText } from '../safe-text.ts';
import { walk } from '../iteration.ts';
import { compareText, greater, greaterEqual } from '../../values/order.ts';

/** Relations that every link gets (`policies["urlize.rel"]`). */
const REL = 'noopener';

const uriScheme = once(() => new RegExp(`^(?:[${WORD}.+\\-]{2,}:/{0,2})$(?![${SPACE}])`, 'u'));

/** `urlize`; from 3.1.6 on `@a@b.com` is not a mail address. */
export const URLIZE: Row<Callable> = [
  'urlize',
  urlizeFilter(false),
  {
    '2.8': pythonFunction(
      'do_urlize',
      'value trim_url_limit? nofollow? target?',
      linked28,
      'eval_ctx',
    ),
    '3.1.6': urlizeFilter(true),
  },
];

function urlizeFilter(refuseLeadingAt: boolean): Callable {
  return pythonFunction(
    'do_urlize',
    'value trim_url_limit? nofollow? target? rel? extra_schemes?',
    (
      state,
      value: Value,
      limit: Value = null,
      nofollow: Value = false,
      target: Value = null,
      rel: Value = null,
      extraSchemes: Value = null,
    ) => {
      const relations = relationsOf(state, rel, nofollow);
      const schemes = extraSchemes === null ? [] : schemesOf(state, extraSchemes);
      const options = {
        trim: (url: string): string => trimmed(url, limit),
        rel: relations,
        target: truthy(target) ? target : null,
        extraSchemes: schemes,
        refuseLeadingAt,
      };
      const text = urlize(escape(value, state.meter).text, options, state.meter);
      return state.autoescape ? new Markup(text) : text;
    },
    'eval_ctx',
  );
}

function relationsOf(state: CallState, rel: Value, nofollow: Value): string {
  const given = truthy(rel) ? (callMethod(state, rel, 'split') as (string | Markup)[]) : [];
  const relations = new Set([...given.map(plain), ...(truthy(nofollow) ? ['nofollow'] : []), REL]);
  return [...relations].sort(compareText).join(' ');
}

function schemesOf(state: CallState, schemes: Value): string[] {
  return Array.from(walk(state, schemes), (scheme) => {
    const text = expectText(scheme);
    if (uriScheme().test(text)) return text;
    throw raise('FilterArgumentError', `${repr(scheme)} is not a valid URI scheme prefix.`);
  });
}

function trimmed(url: string, limit: Value): string {
  if (limit === null || !greater(length(url), limit)) return url;
  return `${str(sliceOf(url, null, limit, null))}...`;
}

function linked28(
  state: CallState,
  value: Value,
  limit: Value = null,
  nofollow: Value = false,
  target: Value = null,
): Value {
  const text = urlize28(
    escape(value, state.meter).text,
    (url) => trimmed28(url, limit),
    truthy(nofollow),
    textOf(target) ?? null,
    state.meter,
  );
  return state.autoescape ? new Markup(text) : text;
}

function trimmed28(url: string, limit: Value): string {
  if (limit === null) return url;
  const cut = str(sliceOf(url, null, limit, null));
  return (greaterEqual(length(url), limit) ? `${cut}...` : cut) || url;
}
