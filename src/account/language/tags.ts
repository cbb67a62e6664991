import type { LanguageDoc } from './filters.ts';

/** A tag: its documentation and the tag that ends it, null where it has no body. */
type TagDoc = LanguageDoc & { readonly end: string | null };

function row(
  name: string,
  form: string,
  what: string,
  end: string | null = null,
): readonly [string, TagDoc] {
  return [name, { form, what, end }];
}

/** The tags that begin something, by name: Jinja's and MOE_NOT_SEND. */
export const TAG_DOCS: ReadonlyMap<string, TagDoc> = /* @__PURE__ */ new Map([
  row('if', 'if x', 'Shows its body where the condition holds.', 'endif'),
  row('for', 'for x in list', 'Shows its body once for each item.', 'endfor'),
  row('set', "set x = ''", 'Sets a variable. In a loop it is gone when the turn ends.'),
  row('macro', 'macro name(x)', 'A piece of template to be called by its name.', 'endmacro'),
  row('call', 'call name()', 'Calls a macro that gets the body as caller().', 'endcall'),
  row('filter', 'filter upper', 'Puts its body through a filter.', 'endfilter'),
  row('with', 'with x = 1', 'Variables that exist in its body alone.', 'endwith'),
  row('block', 'block name', 'A named piece that another template may replace.', 'endblock'),
  row('raw', 'raw', 'Text in which braces are not read.', 'endraw'),
  row('autoescape', 'autoescape true', 'Escapes HTML in its body.', 'endautoescape'),
  row('do', 'do list.append(x)', 'Evaluates an expression and prints nothing.'),
  row('break', 'break', 'Ends the loop.'),
  row('continue', 'continue', 'Goes on with the next turn of the loop.'),
  row('include', "include 'file'", 'Another template in this place; MoEngage has none.'),
  row('import', "import 'file' as x", 'Macros of another template; MoEngage has none.'),
  row('from', "from 'file' import x", 'Macros of another template; MoEngage has none.'),
  row('extends', "extends 'file'", 'Another template as a frame; MoEngage has none.'),
  row(
    'MOE_NOT_SEND',
    "MOE_NOT_SEND('reason')",
    'Drops the message for this user, with the reason.',
  ),
]);

/** The tags that go on with or end something that is open, by what is open. */
export const INNER_TAGS: ReadonlyMap<string, readonly string[]> = /* @__PURE__ */ new Map([
  ['if', ['elif', 'else']],
  ['elif', ['elif', 'else']],
  ['for', ['else']],
]);

/** Jinja's functions and the names that it gives to some places. */
export const GLOBAL_DOCS: ReadonlyMap<string, LanguageDoc> = /* @__PURE__ */ new Map(
  (
    [
      ['cycler', "cycler('odd', 'even')", 'Gives one value after the other with .next().'],
      ['dict', 'dict(a=1)', 'A dict with those keys.'],
      ['joiner', "joiner(', ')", 'Prints the text each time it is called but the first.'],
      ['lipsum', 'lipsum(1)', 'Text without a meaning, to try a layout.'],
      ['namespace', 'namespace(found=false)', 'Holds values that a set in a loop can change.'],
      ['range', 'range(3)', 'The numbers from 0 to below the given one.'],
      ['loop', 'loop.index', 'The turn of a loop: index, first, last, length.'],
    ] as const
  ).map(([name, form, what]) => [name, { form, what }]),
);
