import { describe, expect, test } from 'vitest';
import { callFilter, callTest } from '../../../src/jinja/builtins/index.ts';
import { fakeState } from './fake-state.ts';
import { answerOf, decode } from './recorded.ts';

type Case = readonly [
  name: string,
  value: unknown,
  args: readonly unknown[],
  kwargs: Readonly<Record<string, unknown>>,
  answer: string,
];

const rows = { tuple: [1, { dict: [['k', 'x']] }] };
const dictOf = (...pairs: readonly [unknown, unknown][]): unknown => ({ dict: pairs });
const items = [dictOf(['a', 'x'], ['n', 1]), dictOf(['a', 'X'], ['n', 2])];

/** Where 2.8 answers otherwise than 3.1, on Python 3.11. */
const FILTERS: readonly Case[] = [
  [
    'map',
    [1],
    ['nope'],
    {},
    "~<generator object do_map at 0x>|!TemplateRuntimeError: no filter named 'nope'",
  ],
  [
    'map',
    [1],
    [{ undefined: 'up' }],
    {},
    '~<generator object do_map at 0x>|!TemplateRuntimeError: no filter named Undefined',
  ],
  [
    'map',
    [],
    [],
    {},
    '~<generator object do_map at 0x>|!FilterArgumentError: map requires a filter argument',
  ],
  ['map', items, [], { attribute: 'n' }, '~<generator object do_map at 0x>|[1, 2]'],
  [
    'map',
    items,
    [],
    { attribute: 'n', default: 0 },
    "~<generator object do_map at 0x>|!FilterArgumentError: Unexpected keyword argument 'default'",
  ],
  [
    'select',
    [1],
    ['nope'],
    {},
    "~<generator object _select_or_reject at 0x>|!TemplateRuntimeError: no test named 'nope'",
  ],
  [
    'select',
    [1, 2],
    ['>', 1],
    {},
    "~<generator object _select_or_reject at 0x>|!TemplateRuntimeError: no test named '>'",
  ],
  ['select', [1, 2], ['equalto', 1], {}, '~<generator object _select_or_reject at 0x>|[1]'],
  [
    'selectattr',
    [],
    [],
    {},
    '~<generator object _select_or_reject at 0x>|!FilterArgumentError: Missing parameter for attribute name',
  ],
  [
    'rejectattr',
    items,
    ['n', 'odd'],
    {},
    "~<generator object _select_or_reject at 0x>|[{'a': 'X', 'n': 2}]",
  ],
  ['slice', [1, 2, 3], [2], {}, '~<generator object do_slice at 0x>|[[1, 2], [3]]'],
  [
    'sort',
    items,
    [false, false, 'a,n'],
    {},
    "!UndefinedError: 'dict object' has no attribute 'a,n'",
  ],
  [
    'sort',
    [null, null],
    [],
    {},
    "!TypeError: '<' not supported between instances of 'NoneType' and 'NoneType'",
  ],
  [
    'sort',
    [dictOf(['a', 1]), dictOf(['a', 1])],
    [],
    {},
    "!TypeError: '<' not supported between instances of 'dict' and 'dict'",
  ],
  ['sort', ['b', 'A', 'c'], [true], {}, "['c', 'b', 'A']"],
  ['sort', items, [false, true, 'a'], {}, "[{'a': 'X', 'n': 2}, {'a': 'x', 'n': 1}]"],
  ['groupby', items, ['a'], {}, "[('X', [{'a': 'X', 'n': 2}]), ('x', [{'a': 'x', 'n': 1}])]"],
  [
    'groupby',
    items,
    ['a'],
    { default: 0 },
    "!TypeError: do_groupby() got an unexpected keyword argument 'default'",
  ],
  ['dictsort', dictOf(['b', 1], ['A', 2]), [], {}, "[('A', 2), ('b', 1)]"],
  [
    'dictsort',
    dictOf(['b', 1]),
    [],
    { reverse: true },
    "!TypeError: do_dictsort() got an unexpected keyword argument 'reverse'",
  ],
  ['trim', ' a ', [], {}, "'a'"],
  ['trim', 'xax', ['x'], {}, '!TypeError: do_trim() takes 1 positional argument but 2 were given'],
  ['truncate', 'one two three', [9], {}, "'one ...'"],
  ['truncate', 'one two three', [9, true], {}, "'one tw...'"],
  ['truncate', 'one two three', [2], {}, "'one two...'"],
  ['truncate', 'one two three', [99], {}, "'one two three'"],
  ['truncate', 'abcdefghij', [5], {}, "'ab ...'"],
  ['truncate', 'one two three', [9, false, ''], {}, "'one two '"],
  [
    'truncate',
    'one two',
    [5, false, '...', 0],
    {},
    '!TypeError: do_truncate() takes from 1 to 4 positional arguments but 5 were given',
  ],
  ['indent', 'a\n\nb\n', [2], {}, "'a\\n  \\n  b'"],
  ['indent', 'a\nb', [2, true], {}, "'  a\\n  b'"],
  [
    'indent',
    'a\nb',
    [2],
    { first: true },
    "!TypeError: do_indent() got an unexpected keyword argument 'first'",
  ],
  ['indent', 'a\nb', ['> '], {}, "!TypeError: can't multiply sequence by non-int of type 'str'"],
  ['indent', 5, [], {}, "!AttributeError: 'int' object has no attribute 'splitlines'"],
  ['indent', { markup: '<\n<' }, [2, true], {}, "'  <\\n  <'"],
  ['int', { int: '9007199254740993' }, [], {}, '9007199254740992'],
  ['int', '9007199254740993', [], {}, '9007199254740993'],
  ['int', { float: 'inf' }, [], {}, '!OverflowError: cannot convert float infinity to integer'],
  ['title', 'one (two) three-four <b>', [], {}, "'One (two) Three-Four <b>'"],
  ['wordcount', 'one two', [], {}, '2'],
  ['wordcount', 5, [], {}, "!TypeError: expected string or bytes-like object, got 'int'"],
  ['wordwrap', 'aaa\nbbb ccc', [7], {}, "'aaa\\nbbb\\nccc'"],
  ['wordwrap', 'aaa bbb', [3, true, ''], {}, "'aaa\\nbbb'"],
  ['wordwrap', 5, [], {}, "!TypeError: expected string or bytes-like object, got 'int'"],
  [
    'wordwrap',
    'a-b',
    [5],
    { break_on_hyphens: false },
    "!TypeError: do_wordwrap() got an unexpected keyword argument 'break_on_hyphens'",
  ],
  ['urlencode', dictOf(['a b/', 'http://x y']), [], {}, "'a%20b/=http%3A//x+y'"],
  ['urlencode', 'a b/?', [], {}, "'a%20b/%3F'"],
  ['urlize', 'www.a.com', [], {}, '\'<a href="http://www.a.com">www.a.com</a>\''],
  [
    'urlize',
    '(a.net, b.io) c@d.org',
    [],
    {},
    '\'(<a href="http://a.net">a.net</a>, b.io) <a href="mailto:c@d.org">c@d.org</a>\'',
  ],
  [
    'urlize',
    'http://a.com/b',
    [8, true, '_top'],
    {},
    '\'<a href="http://a.com/b" rel="nofollow" target="_top">http://a...</a>\'',
  ],
  ['urlize', 'http://a.com', [12], {}, '\'<a href="http://a.com">http://a.com...</a>\''],
  [
    'urlize',
    'a',
    [],
    { rel: 'x' },
    "!TypeError: do_urlize() got an unexpected keyword argument 'rel'",
  ],
  ['xmlattr', dictOf(['a b', 1]), [], {}, '\' a b="1"\''],
  ['tojson', 1, [], {}, "!TemplateRuntimeError: no filter named 'tojson'"],
  ['pprint', [1], [true], {}, "'[1]'"],
  ['center', { markup: '<' }, [5], {}, "'  <  '"],
  [
    'join',
    [1],
    [1, 2, 3],
    {},
    '!TypeError: do_join() takes from 2 to 4 positional arguments but 5 were given',
  ],
  ['first', [1], [1], {}, '!TypeError: do_first() takes 2 positional arguments but 3 were given'],
  ['attr', rows, [5], {}, "?'tuple object' has no attribute '5'"],
];

describe('filters of 2.8', () => {
  const state = fakeState({ version: '2.8' });
  test.each(FILTERS.map((row) => [`${row[0]}: ${row[4]}`, row] as const))(
    '%s',
    (_title, [name, value, args, kwargs, answer]) => {
      const named = Object.entries(kwargs).map(([key, arg]) => [key, decode(arg)] as const);
      const given = answerOf(() =>
        callFilter(state, name, decode(value), args.map(decode), new Map(named)),
      );
      expect(given).toBe(answer);
    },
  );
});

describe('tests of 2.8', () => {
  const state = fakeState({ version: '2.8' });
  test('equalto is a Python function', () => {
    const named = new Map([['other', 1]]);
    expect(answerOf(() => callTest(state, 'equalto', 1, [], named))).toBe('True');
    expect(answerOf(() => callTest(state, 'equalto', 1, []))).toBe(
      "!TypeError: test_equalto() missing 1 required positional argument: 'other'",
    );
  });
  test('later names are unknown', () => {
    expect(answerOf(() => callTest(state, 'eq', 1, [1]))).toBe(
      "!TemplateRuntimeError: no test named 'eq'",
    );
  });
});
