import { raise } from '../../errors.ts';
import { escape } from '../../values/concat.ts';
import { sliceOf } from '../../values/subscript.ts';
import { length } from '../../values/ops.ts';
import { repr, str } from '../../values/print.ts';
import { truthy } from '../../values/protocol.ts';
import {
  isText,
  Markup,
  plain,
  type Callable,
  type CallState,
  type JinjaVersion,
  type Value,
} from '../../values/types.ts';
import { pythonFunction } from '../../values/define.ts';
import { SPACE, WORD } from '../patterns.ts';
import { urlize, urlize28 } from '../urlize.ts';
import { callMethod } from '../call-named.ts';
import { expectText } from '../safe-text.ts';
import { walk } from '../iteration.ts';
import { compareText, greater, greaterEqual } from '../../values/order.ts';

/** Relations that every link gets (`policies["urlize.rel"]`). */
const REL = 'noopener';

const URI_SCHEME = new RegExp(`^(?:[${WORD}.+\\-]{2,}:/{0,2})$(?![${SPACE}])`, 'u');

/** `urlize` as of that release. */
function urlizeOf(version: JinjaVersion): Callable {
  return pythonFunction(
    'do_urlize',
    ['value', 'trim_url_limit?', 'nofollow?', 'target?', 'rel?', 'extra_schemes?'],
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
        refuseLeadingAt: version === '3.1.6',
      };
      const text = urlize(escape(value, state.meter).text, options, state.meter);
      return state.autoescape ? new Markup(text) : text;
    },
    'eval_ctx',
  );
}

/** `urlize`: web and mail addresses of a text as links. */
export const doUrlize: Callable = urlizeOf('3.1');

/** `urlize` of 3.1.6: `@a@b.com` is no mail address. */
export const doUrlize316: Callable = urlizeOf('3.1.6');

function relationsOf(state: CallState, rel: Value, nofollow: Value): string {
  const given = truthy(rel) ? (callMethod(state, rel, 'split') as (string | Markup)[]) : [];
  const relations = new Set([...given.map(plain), ...(truthy(nofollow) ? ['nofollow'] : []), REL]);
  return [...relations].sort(compareText).join(' ');
}

function schemesOf(state: CallState, schemes: Value): string[] {
  return Array.from(walk(state, schemes), (scheme) => {
    const text = expectText(scheme);
    if (URI_SCHEME.test(text)) return text;
    throw raise('FilterArgumentError', `${repr(scheme)} is not a valid URI scheme prefix.`);
  });
}

function trimmed(url: string, limit: Value): string {
  if (limit === null || !greater(length(url), limit)) return url;
  return `${str(sliceOf(url, null, limit, null))}...`;
}

/** `urlize` of 2.8. */
export const doUrlize28: Callable = pythonFunction(
  'do_urlize',
  ['value', 'trim_url_limit?', 'nofollow?', 'target?'],
  (state, value: Value, limit: Value = null, nofollow: Value = false, target: Value = null) => {
    const text = urlize28(
      escape(value, state.meter).text,
      (url) => trimmed28(url, limit),
      truthy(nofollow),
      isText(target) ? plain(target) : null,
      state.meter,
    );
    return state.autoescape ? new Markup(text) : text;
  },
  'eval_ctx',
);

function trimmed28(url: string, limit: Value): string {
  if (limit === null) return url;
  const cut = str(sliceOf(url, null, limit, null));
  return (greaterEqual(length(url), limit) ? `${cut}...` : cut) || url;
}
