"""Records how Python's values answer: operators, lookups, methods, numbers and calls.

Run with the Python that has Jinja2 3.1.2: `/usr/bin/python3 test/oracle/values.py`. Writes fixtures/jinja/values/core-*.jsonl.
A value is written as JSON: null, true, text and lists as they are; {"i": digits} an int, {"f": repr} a float, {"t": [...]} a
tuple, {"d": [[key, value]...]} a dict, {"m": text} Markup, {"r": [start, stop, step]} a range, {"k": [dict, part]} a view,
{"u": [class, name]} an undefined name. A result is "=" + repr, or "!Type: message".
"""

import itertools
import json
import operator
import random
import re
from pathlib import Path

from jinja2 import ChainableUndefined, DebugUndefined, Environment, StrictUndefined, Undefined
from jinja2.runtime import markup_join, str_join
from jinja2.utils import object_type_repr
from markupsafe import Markup, escape

OUT = Path(__file__).resolve().parents[2] / "fixtures" / "jinja" / "values"
ENV = Environment()
UNDEFINED = {c.__name__: c for c in (Undefined, ChainableUndefined, DebugUndefined, StrictUndefined)}


def encode(value):
    if isinstance(value, tuple(UNDEFINED.values())):
        return {"u": [type(value).__name__, value._undefined_name]}
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return {"i": str(value)}
    if isinstance(value, float):
        return {"f": repr(value)}
    if isinstance(value, Markup):
        return {"m": str(value)}
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return [encode(v) for v in value]
    if isinstance(value, tuple):
        return {"t": [encode(v) for v in value]}
    if isinstance(value, dict):
        return {"d": [[encode(k), encode(v)] for k, v in value.items()]}
    if isinstance(value, range):
        return {"r": [value.start, value.stop, value.step]}
    for part in ("keys", "values", "items"):
        if type(value).__name__ == "dict_" + part:
            return {"k": [encode(dict(value.mapping)), part]}
    raise TypeError(value)


def address(text):
    return re.sub(r"0x[0-9a-f]{6,}", "0x…", text)


def answer(function, *args, **kwargs):
    try:
        value = function(*args, **kwargs)
    except Exception as error:
        return f"!{type(error).__name__}: {address(str(error))}"
    if type(value) in UNDEFINED.values():
        return f"?{value._undefined_message}"
    return "=" + address(repr(value))


def write(name, rows):
    rows = list(rows)
    with open(OUT / f"core-{name}.jsonl", "w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=True, separators=(",", ":")) + "\n")
    print(name, len(rows))


OPERANDS = [
    0, 1, -7, 3, 2**53 + 1, -(10**20), 10**310, True, False, 0.0, -0.0, 1.0, 2.5, -7.25, 1e300,
    float("inf"), float("nan"), None, "", "a", "a\U0001f44d\ufb00", "%s", Markup("<b>"), [], [1, "a"], [1.0, None],
    (), (1, 2), ("a", (1,)), {}, {"a": 1}, {1: "x", (1, 2): None}, range(3), {"a": 1}.keys(), Undefined(name="u"),
    ChainableUndefined(name="c"), StrictUndefined(name="s"),
]


def concat(a, b):
    return str_join((a, b))


def markup_concat(a, b):
    return markup_join((a, b))


BINARY = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "//": operator.floordiv,
    "%": operator.mod, "**": operator.pow, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "==": operator.eq, "in": lambda a, b: a in b, "~": concat, "~m": markup_concat,
}


def hashable(value):
    try:
        hash(value)
    except TypeError:
        return False
    return True


UNARY = {
    "-": operator.neg, "+": operator.pos, "not": operator.not_, "str": str, "repr": repr, "len": len, "list": list,
    "int": int, "float": float, "round": round, "hashable": hashable, "type": object_type_repr, "escape": escape,
}


def left_out(op, a, b):
    if op == "**" and isinstance(a, int) and isinstance(b, int):
        return abs(a) > 1 and b > 1000
    if a is not b and all(isinstance(x, Undefined) for x in (a, b)):
        return True  # an environment has one class of Undefined
    if op == "-" and isinstance(a, str) and type(b) is type({}.keys()):
        return True  # a set of several items has no order
    if op == "%" and isinstance(a, str) and isinstance(b, range):
        return True  # a range as a mapping: an accident of C's protocols
    if op == "*":
        for x, y in ((a, b), (b, a)):
            if isinstance(x, (str, list, tuple)) and isinstance(y, int) and 1000 < y < 2**63 and len(x) > 0:
                return True
    return False


def operators():
    """First the operands and all answers, then rows of the numbers of answers, one for each (right) operand; -1 is not asked."""
    known = {}
    rows = []

    def number(text):
        return known.setdefault(text, len(known))

    for op, function in UNARY.items():
        rows.append(["unary " + op, -1, [number(answer(function, o)) for o in OPERANDS]])
    for op, function in BINARY.items():
        for i, a in enumerate(OPERANDS):
            rows.append([op, i, [-1 if left_out(op, a, b) else number(answer(function, a, b)) for b in OPERANDS]])
    yield {"operands": [encode(o) for o in OPERANDS], "answers": list(known)}
    yield from rows


def some_float(rng):
    kind = rng.randrange(6)
    if kind == 0:
        return rng.randrange(-10000, 10000) / rng.choice([2, 4, 8, 16, 1024])
    if kind == 1:
        return round(rng.uniform(-1000, 1000), rng.randrange(1, 6))
    if kind == 2:
        return rng.uniform(-1, 1) * 10.0 ** rng.randrange(-320, 309)
    if kind == 3:
        return float(rng.randrange(-(10**17), 10**17))
    if kind == 4:
        return rng.randrange(-(10**6), 10**6) + 0.5
    return rng.randrange(-99999, 99999) / 1000


def some_int(rng):
    return rng.choice([-1, 1]) * rng.getrandbits(rng.choice([3, 8, 31, 52, 53, 54, 64, 120, 300]))


def numbers():
    rng = random.Random(3)
    for digits in [None, *range(-5, 18), 25, 330, -310]:
        for _ in range(32):
            value = some_float(rng) if rng.random() < 0.85 else some_int(rng)
            yield ["round", encode(value), encode(digits), answer(round, value, digits)]
    for value in (0.15, 0.25, 0.35, 2.675, 1.005, 1e-150, 2.5, -2.5, 0.5, -0.5, 1.7976931348623157e308):
        for digits in (None, 0, 1, 2, 150, -308, -309):
            yield ["round", encode(value), encode(digits), answer(round, value, digits)]
    for value, digits in (("a", None), ("a", 1), (1, "a"), (1.5, "a"), (1.5, 1.0), (None, 2), (True, None), (True, -1),
                          ([], 1), (float("nan"), None), (float("inf"), None), (float("nan"), 2), (12345, -2), (1.5, True)):
        yield ["round", encode(value), encode(digits), answer(round, value, digits)]
    for op in ("+", "-", "*", "/", "//", "%", "<", "=="):
        for _ in range(80):
            a, b = rng.choice([(some_int, some_int), (some_float, some_int), (some_int, some_float), (some_float, some_float)])
            x, y = a(rng), b(rng)
            yield [op, encode(x), encode(y), answer(BINARY[op], x, y)]
    for _ in range(250):
        x, y = 10 ** rng.uniform(-30, 30), rng.uniform(-10, 10)
        yield ["**", encode(x), encode(y), answer(operator.pow, x, y)]
        x, y = 1 + rng.uniform(-0.2, 0.2), rng.choice([1 / 3, 1 / 12, 365 / 12, 3000.0, 1.5, 0.1])
        yield ["**", encode(x), encode(y), answer(operator.pow, x, y)]
    for _ in range(250):
        x = rng.choice([some_float, some_int])(rng)
        y = rng.choice([rng.randrange(-40, 40), float(rng.randrange(-20, 20)), 0.5])
        if isinstance(x, float) and x < 0 and y == 0.5:
            continue
        if isinstance(x, int) and isinstance(y, int) and y > 0 and abs(x) > 2**64:
            continue
        yield ["**", encode(x), encode(y), answer(operator.pow, x, y)]


INT_TEXTS = [
    "1", " 42\n", "-7", "+7", "1_000", "_1", "1_", "1__0", "", " ", "-", "1.5", "1e3", "0x10", "0b1", "007", "-0", "a", "1 2",
    "\u0661\u0662", "\uff11", "\U0001d7d8\U0001d7e1", "\xa05\u3000", "\u200b5", "12345678901234567890123", "9" * 16, "9007199254740993",
    "\x1c5\x1f", "\x005", "\u00b2", "\u2460", "5\u0301", "it's", 'a"b\'c', "9" * 4300, "9" * 4301, "\u0c66\u0e51", "-\u0661",
]
FLOAT_TEXTS = INT_TEXTS[:-3] + [
    "1.", ".5", ".", "1e5", "1E-5", "1e", "1.5e+3", "inf", "-Infinity", "+INF", "nan", "-nan", "infin", "1_0.5_0", "1_.5", "1._5",
    "1e1_0", "1e400", "-1e400", "1e-400", "0.1", "179769313486231580793728971405301e277", "1,5", "1.5.5", "0x1p3", "\u0661.\u0665",
    " 1.5 ", "1d5", "1f", "2.5\x85", "--1",
]


def parsing():
    for text in INT_TEXTS:
        yield ["int", text, None, answer(int, text)]
    for text in FLOAT_TEXTS:
        yield ["float", text, None, answer(float, text)]
    for base in (0, 2, 8, 16, 36, 1, 37, -1, 3):
        for text in ("10", "0x1F", "0b11", "0o17", "z", "012", "0", "00", "-0x_1f", "0x", "1_0", "_1", "0_1", " ff ", "2"):
            yield ["int", text, base, answer(int, text, base)]


SEQUENCES = ["abc", "a\U0001f44dc\u00e9", "", Markup("<b>"), [1, 2, 3, 4], [], (1, "a", None), range(2, 20, 3), range(5, 0, -2),
             {"a": 1, 1: 2, None: 3, (1, 2): 4, 1.5: 5}, {"items": 7, "x": 8, "": 9}, 5, 1.5, None, True, {"a": 1}.items(),
             Undefined(name="u"), ChainableUndefined(name="c")]
KEYS = [0, 1, -1, 2, -3, 10, -10, True, False, 1.0, 1.5, None, "a", "x", "0", "", "items", "upper", "real", "append", "start", "__class__",
        "_undefined_name", [1], (1, 2), (1, [2]), {}, 10**30, Markup("a"), Markup("items"), "count"]
BOUNDS = [None, 0, 1, 2, -1, -2, 99, -99]


def lookups():
    for obj in SEQUENCES:
        for key in KEYS:
            if isinstance(obj, Markup) and key in ("upper", "count"):
                continue  # the repr of a method of Markup
            yield ["item", encode(obj), encode(key), answer(ENV.getitem, obj, key)]
            if isinstance(key, str) and type(key) is str:
                yield ["attribute", encode(obj), encode(key), answer(ENV.getattr, obj, key)]
    for obj in SEQUENCES:
        odd = [(None, None, 0), ("a", None, None), (1.5, None, None), (None, 10**30, None), (-(10**30), None, None), (True, None, None), (None, None, "x")]
        grid = [(a, b, c) for a in BOUNDS for b in (None, 2, -1, 99) for c in (None, 2, -1)]
        small = type(obj) in (str, list) and len(obj) == 4
        for bounds in (grid if small else grid[::7]) + odd:
            yield ["slice", encode(obj), encode(list(bounds)), answer(lambda: obj[slice(*bounds)])]


def call(obj, name, args, kwargs):
    return getattr(obj, name)(*args, **kwargs)


METHODS = [
    ([1, 2], "append", [((3,), {}), ((), {}), ((1, 2), {}), ((), {"object": 1})]),
    ([1, 2], "clear", [((), {}), ((1,), {}), ((), {"x": 1})]),
    ([1, [2]], "copy", [((), {}), ((1,), {})]),
    ([1, 2, 1.0, True, "1"], "count", [((1,), {}), (("1",), {}), ((), {}), ((1, 2), {})]),
    ([1], "extend", [(([2, 3],), {}), (("ab",), {}), (((),), {}), ((5,), {}), ((None,), {}), ((), {}), (({"a": 1},), {}), ((range(2),), {})]),
    ([1, 2, 3, 2], "index", [((2,), {}), ((2, 2), {}), ((2, -2, -1), {}), ((9,), {}), (("a",), {}), ((), {}), ((2, "a"), {}), ((2, None), {}),
                             ((2, 0, 1), {}), ((1, 2, 3, 4), {}), ((2, 0, 10**30), {})]),
    ([1, 2], "insert", [((0, 9), {}), ((-1, 9), {}), ((99, 9), {}), ((-99, 9), {}), (("a", 9), {}), ((1.5, 9), {}), ((True, 9), {}), ((1,), {}),
                        ((10**30, 1), {}), ((1, 2, 3), {})]),
    ([1, 2, 3], "pop", [((), {}), ((0,), {}), ((-1,), {}), ((5,), {}), ((-5,), {}), (("a",), {}), ((1, 2), {}), ((10**30,), {}), ((), {"index": 1})]),
    ([], "pop", [((), {}), ((1,), {})]),
    ([1, 2, 1], "remove", [((1,), {}), ((9,), {}), ((), {}), ((True,), {})]),
    ([1, 2, 3], "reverse", [((), {}), ((1,), {})]),
    ([3, 1, 2], "sort", [((), {}), ((), {"reverse": True}), ((), {"reverse": 0}), ((), {"key": None}), ((1,), {}), ((), {"x": 1}), ((), {"key": 5}),
                         ((), {"reverse": "a"}), ((), {"reverse": None}), ((), {"key": None, "reverse": 1, "foo": 2}), ((), {"reverse": 1.5})]),
    ([3, "a", 2], "sort", [((), {}), ((), {"reverse": True})]),
    (["b", "a", "\ufb00", "\U0001f44d"], "sort", [((), {})]),
    ([[2], [1, 5], [1]], "sort", [((), {})]),
    ([1.5, 1, True, 0.5], "sort", [((), {}), ((), {"reverse": True})]),
    ([{}, {}], "sort", [((), {})]),
    ([None, 1], "sort", [((), {})]),
    ([Undefined(name="u"), 1], "sort", [((), {})]),
    ([1], "nope", [((), {})]),
    ({"a": 1, 2: "b"}, "clear", [((), {}), ((1,), {})]),
    ({"a": 1}, "copy", [((), {}), ((1,), {})]),
    ({"a": 1}, "fromkeys", [(("ab",), {}), (("ab", 5), {}), ((5,), {}), ((), {}), (([[1]],), {})]),
    ({"a": 1, 1: None}, "get", [(("a",), {}), (("z",), {}), (("z", 5), {}), ((1.0,), {}), ((True,), {}), (([1],), {}), ((), {}), ((1, 2, 3), {}),
                                (("a",), {"default": 1}), ((Markup("a"),), {}), ((Undefined(name="u"),), {}), ((StrictUndefined(name="u"),), {})]),
    ({"a": 1, 2: "b"}, "items", [((), {}), ((1,), {}), ((), {"x": 1})]),
    ({"a": 1, 2: "b"}, "keys", [((), {}), ((1,), {})]),
    ({"a": 1, 2: "b"}, "values", [((), {}), ((1,), {})]),
    ({"a": 1, 2: "b"}, "pop", [(("a",), {}), (("z",), {}), (("z", 5), {}), (("a", 5), {}), ((2.0,), {}), (([1],), {}), ((), {}), ((1, 2, 3), {}), (((1, "x"),), {})]),
    ({"a": 1, 2: "b"}, "popitem", [((), {}), ((1,), {})]),
    ({}, "popitem", [((), {})]),
    ({"a": 1}, "setdefault", [(("a", 5), {}), (("b", 5), {}), (("b",), {}), (([1],), {}), ((), {}), ((1, 2, 3), {})]),
    ({"a": 1, True: "t"}, "update", [(({"b": 2},), {}), (([("a", 5), [1, "one"]],), {}), ((), {"x": 1}), (({},), {"a": 9}), ((5,), {}), (([1],), {}),
                                     (([(1, 2, 3)],), {}), (("ab",), {}), ((["ab", "cd"],), {}), ((None,), {}), ((1, 2), {}), (([[[1], 2]],), {}), ((), {"self": 5})]),
    ((1, 2, 1), "count", [((1,), {}), ((), {}), ((9,), {})]),
    ((1, 2, 1), "index", [((2,), {}), ((9,), {}), ((1, 1), {}), ((1, "a"), {}), ((), {})]),
    (range(1, 9, 2), "count", [((3,), {}), ((2,), {}), (("a",), {}), ((3.0,), {}), ((), {})]),
    (range(1, 9, 2), "index", [((3,), {}), ((2,), {}), (("a",), {}), ((3.0,), {}), ((1, 2), {}), ((True,), {})]),
    (255, "bit_length", [((), {}), ((1,), {})]), (0, "bit_length", [((), {})]), (-256, "bit_length", [((), {})]), (2**100, "bit_length", [((), {})]),
    (True, "bit_length", [((), {})]), (-7, "bit_count", [((), {})]), (0, "bit_count", [((), {})]), (5, "conjugate", [((), {})]), (True, "conjugate", [((), {})]),
    (5, "as_integer_ratio", [((), {})]), (1.5, "is_integer", [((), {}), ((1,), {})]), (2.0, "is_integer", [((), {})]), (float("inf"), "is_integer", [((), {})]),
    (0.1, "as_integer_ratio", [((), {})]), (-2.75, "as_integer_ratio", [((), {})]), (1e300, "as_integer_ratio", [((), {})]),
    (float("nan"), "as_integer_ratio", [((), {})]), (float("inf"), "as_integer_ratio", [((), {})]), (5e-324, "as_integer_ratio", [((), {})]),
    (0.1, "hex", [((), {})]), (-0.0, "hex", [((), {})]), (5e-324, "hex", [((), {})]), (float("-inf"), "hex", [((), {})]), (1e300, "hex", [((), {})]), (1.5, "conjugate", [((), {})]),
    ({"a": 1}.keys(), "isdisjoint", [((["a"],), {}), ((["b"],), {}), ((5,), {})]),
    ("abc", "replace", [((), {}), (("a",), {}), ((1, 2, 3, 4), {}), (("a", "b"), {"count": 1})]),
    ("a,b", "split", [((1, 2, 3), {}), ((), {"x": 1}), ((",",), {"sep": 1}), ((), {"sep": ",", "maxsplit": 1}), ((), {"maxsplit": 1, "sep": ",", "a": 1}),
                      ((",",), {"sep": 1, "maxsplit": 2})]),
    ("abc", "startswith", [((), {}), ((1, 2, 3, 4), {}), (("a",), {"x": 1})]),
    ("abc", "find", [((), {}), ((1, 2, 3, 4), {})]),
    ("abc", "upper", [((1,), {}), ((), {"x": 1})]),
    ("abc", "join", [((), {}), ((1, 2), {})]),
    ("abc", "center", [((), {}), ((1, 2, 3), {})]),
    ("abc", "splitlines", [((1, 2), {}), ((), {"keepends": True}), ((1,), {"keepends": 1}), ((), {"x": 1})]),
    ("abc", "expandtabs", [((1, 2), {})]), ("abc", "strip", [((1, 2), {})]), ("abc", "zfill", [((), {})]), ("abc", "count", [((), {})]),
    ("abc", "translate", [((), {})]), ("abc", "removeprefix", [((), {})]), ("abc", "partition", [((), {})]),
]


def methods():
    for obj, name, calls in METHODS:
        for args, kwargs in calls:
            fresh = eval(repr(obj)) if isinstance(obj, (list, dict)) and "Undefined" not in repr(obj) else obj
            before = encode(fresh)
            result = answer(call, fresh, name, args, kwargs)
            after = address(repr(fresh))
            yield [before, name, encode(list(args)), [[k, encode(v)] for k, v in kwargs.items()], result, after]


SIGNATURES = {
    "()": [], "(a)": ["a"], "(a, b=None)": ["a", "b?"], "(a, b, c)": ["a", "b", "c"], "(a=None)": ["a?"], "(a, *r)": ["a", "*r"],
    "(a, **k)": ["a", "**k"], "(a, b=None, *r, **k)": ["a", "b?", "*r", "**k"], "(*r)": ["*r"], "(**k)": ["**k"],
    "(a, b, c, d=None)": ["a", "b", "c", "d?"],
}
CALLS = [((), {}), ((1,), {}), ((1, 2), {}), ((1, 2, 3), {}), ((1, 2, 3, 4), {}), ((1, 2, 3, 4, 5), {}), ((), {"a": 1}), ((1,), {"a": 1}), ((1,), {"b": 2}),
         ((), {"b": 2}), ((), {"x": 1}), ((1,), {"x": 1, "y": 2}), ((1, 2), {"b": 1}), ((1, 2, 3), {"x": 1}), ((), {"c": 3, "a": 1})]


def python_calls():
    for text, params in SIGNATURES.items():
        names = [p.strip("*?") for p in params]
        scope = {}
        exec(f"def f{text}: return [{', '.join(names)}]", scope)
        for args, kwargs in CALLS:
            yield [params, encode(list(args)), [[k, encode(v)] for k, v in kwargs.items()], answer(scope["f"], *args, **kwargs)]


def undefined():
    values = [Undefined(name="u"), Undefined(obj={}, name="x"), Undefined(obj=[1], name=5), Undefined(obj=None, name="x"), Undefined("a hint"),
              Undefined(obj="s", name="it's"), Undefined(obj=1.5, name=(1, 2)), Undefined(obj=Markup("m"), name=Markup("k")), Undefined(obj=Undefined(name="o"), name="n")]
    for cls in UNDEFINED.values():
        for value in values:
            yield options(cls, value)


def options(cls, value):
    made = cls(value._undefined_hint, value._undefined_obj, value._undefined_name)
    from jinja2.runtime import missing
    obj = value._undefined_obj
    described = {"hint": value._undefined_hint, "name": encode(value._undefined_name), "kind": cls.__name__}
    if obj is not missing:
        described["obj"] = encode(obj)
    checks = {name: answer(function, made) for name, function in UNARY.items()}
    checks["=="] = answer(operator.eq, made, Undefined(name="other"))
    checks["call"] = answer(lambda: made())
    checks["item"] = answer(lambda: ENV.getitem(made, 0))
    checks["attribute"] = answer(lambda: ENV.getattr(made, "x"))
    checks["dunder"] = answer(lambda: ENV.getattr(made, "__html__") if cls is not ChainableUndefined else made)
    return [described, checks]


write("operators", operators())
write("numbers", itertools.chain(numbers(), parsing()))
write("lookups", lookups())
write("methods", methods())
write("calls", python_calls())
write("undefined", undefined())
