"""Python's own answers about text: fixtures/jinja/values/str-*.jsonl.

    /usr/bin/python3 test/oracle/strings.py fixtures/jinja/values

Run it with Python 3.11 and markupsafe 2.1.2. With `--random SEED COUNT` it writes that many random cases instead, all in one
file, for comparisons that are not kept.

A case is a line `[operation, arguments, keywords, answer]`; the answer is `["ok", value]` or `["err", type, message]`. Values are
written as JSON: text, true, false and null as they are, other types as `{"int": "12"}`, `{"float": "0.1"}`, `{"list": [...]}`,
`{"tuple": [...]}`, `{"dict": [[key, value], ...]}`, `{"markup": "..."}`, `{"bytes": repr}`.
"""

import itertools
import json
import random
import sys
from pathlib import Path

from markupsafe import Markup


def write(value):
    if value is None or value is True or value is False:
        return value
    if type(value) is str:
        return value
    if isinstance(value, Markup):
        return {"markup": str(value)}
    if isinstance(value, int):
        return {"int": str(value)}
    if isinstance(value, float):
        return {"float": repr(value)}
    if isinstance(value, list):
        return {"list": [write(item) for item in value]}
    if isinstance(value, tuple):
        return {"tuple": [write(item) for item in value]}
    if isinstance(value, dict):
        return {"dict": [[write(key), write(item)] for key, item in value.items()]}
    if isinstance(value, bytes):
        return {"bytes": repr(value)}
    raise TypeError(type(value))


def plain(result):
    """CPython gives a Markup itself where a specification changes nothing in it: here the text counts."""
    return str(result)


def answer(operation, args, kwargs):
    try:
        if operation == "%":
            result = args[0] % args[1]
        elif operation == "format()":
            result = plain(format(*args))
        else:
            result = getattr(args[0], operation)(*args[1:], **kwargs)
    except Exception as error:
        return ["err", type(error).__name__, str(error)]
    return ["ok", write(result)]


def case(operation, *args, **kwargs):
    return [operation, [write(arg) for arg in args], {k: write(v) for k, v in kwargs.items()}, answer(operation, args, kwargs)]


TEXTS = [
    "", "a", "aBc", "  pad\t ", "a,b,,c", "hello world", "Straße ǆ ﬁ", "ΑΣ ΟΔΥΣΣΕΥΣ", "👍a👍", "e\u0301te\u0301", "שלום עולם", "line1\r\nline2\x0bx\u2028y\x85z\n",
    "١٢٣", "²½", "\u3000wide\u2003", "+42", "-7", "tab\tbed\tx", "<b>&'\"", "İı", "名前", "it's A Title", "x" * 5, "\ufeffbom", "_id9", "\x00\x1f", "𝔘𝔫𝔦",
]
WRONG = [1, None, [], 2.5, True, ("a", 1), {}, {"a": "b"}]
NO_ARGS = (
    "capitalize casefold isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper lower "
    "swapcase title upper"
).split()
ARGS = {
    "center": [(10,), (11, "*"), (4, "👍"), (-1,), (True,), (7, "ab"), (7, 1), ("x", 1), (10**30,), (6, "")],
    "ljust": [(10,), (11, "*"), (4, "👍"), (None,)],
    "rjust": [(10,), (11, "*"), (4, "👍"), (None,)],
    "zfill": [(6,), (-3,), (True,), ("a",)],
    "count": [("a",), ("",), ("b", 1), ("", 2, 4), ("a", None, -1), ("👍", 1), ("l", 0, 10**30), (1,), ("a", "b"), (1, "b"), ("", 99)],
    "find": [("a",), ("",), ("b", 1), ("", 2, 1), ("o", None, -1), ("👍", 1), ("", 30), (1,), ("a", 1.5), ("l", -3, -1), ("c", -2)],
    "rfind": [("a",), ("",), ("b", 1), ("", 2, 1), ("o", None, -1), ("👍", 0, 1), ("l", -30, 4), (None,)],
    "index": [("a",), ("",), ("zz",), ("b", 1), (1,)],
    "rindex": [("a",), ("",), ("zz",), ("b", 0, -1), (1,)],
    "startswith": [("a",), ("",), (("x", "a"),), ((),), (("a", 1),), ((1,),), (1,), (None,), ("b", 1), ("", 99), ("l", 2, 3), (["a"],)],
    "endswith": [("a",), ("",), (("x", "d"),), ((),), (("a", 1),), (1,), ("b", 0, 2), ("", 99), ("👍", 0, 1), ("👍", 1)],
    "expandtabs": [(), (4,), (0,), (-1,), ("x",), (10**30,), (None,)],
    "splitlines": [(), (True,), (False,), ("x",), (None,)],
    "split": [(), (None,), (",",), (None, 1), (",", 1), (" ", 0), ("", 1), (1,), (",", "x"), ("👍",), ("l", 2), (None, 0), (None, 10**30)],
    "rsplit": [(), (None,), (",",), (None, 1), (",", 1), (" ", 0), ("",), (1,), ("👍", 1), ("l", 2), (None, 0)],
    "strip": [(), (None,), ("a",), (" x",), ("👍",), ("+-",), (1,), ("",)],
    "lstrip": [(), ("a",), ("👍",), ("ab",), (1,)],
    "rstrip": [(), ("a",), ("👍",), ("xc",), (1,)],
    "partition": [(",",), (" ",), ("👍",), ("zz",), ("",), (1,)],
    "rpartition": [(",",), (" ",), ("👍",), ("zz",), ("",), (None,)],
    "removeprefix": [("a",), ("",), ("👍",), (1,), (None,)],
    "removesuffix": [("c",), ("",), ("👍",), (1,), (None,)],
    "replace": [("a", "bb"), ("", "-"), ("", "-", 2), ("l", "L", 1), ("👍", "$&"), ("a", "$1", -5), ("a", "", 0), (1, "a"), ("a", 1), ("a", None), ("a", "b", "c"), ("l", "<>", True)],
    "join": [(["x", "y"],), ((),), ("abc",), (("p",),), ({"k": 1},), ([1],), (["a", None, "b"],), (1,), (None,), ([Markup("<b>")],)],
    "translate": [({97: "XY"},), ({97: None, 98: 66},), ({},), ({128077: "ok", 10: "\\n"},), ("xyz",), (["q"] * 98,), ({97: 1.5},), ({97: -1},), ({97: 0x110000},), (1,), (None,), ({97: True},)],
    "maketrans": [("ab", "xy"), ("ab", "xyz"), ("a", "b", "cd"), ({"a": 1, 98: "x"},), ({"ab": 1},), ({1.5: 1},), (1,), (1, 2), (5, "ab"), ("a", "b", 1), ("👍", "a")],
    "encode": [(), ("utf-8",), ("ascii",), ("latin-1",), ("ascii", "ignore"), ("ascii", "replace"), ("ASCII", "xmlcharrefreplace"), ("latin1", "backslashreplace"), ("nope",), (1,), ("ascii", None)],
}
KEYWORDS = [
    ("split", {"sep": ","}), ("split", {"maxsplit": 1}), ("split", {"x": 1}), ("rsplit", {"sep": None, "maxsplit": 1}), ("splitlines", {"keepends": True}),
    ("splitlines", {"x": 1}), ("expandtabs", {"tabsize": 2}), ("encode", {"errors": "ignore"}), ("replace", {"old": "a", "new": "b"}), ("upper", {"x": 1}),
    ("join", {"iterable": []}), ("strip", {"chars": "a"}), ("center", {"width": 5}), ("translate", {"table": {}}),
]
WRONG_COUNTS = [(), ("a",), ("a", "b"), ("a", "b", "c"), ("a", "b", "c", "d"), ("a", "b", "c", "d", "e")]


def methods():
    for name in NO_ARGS:
        for text in TEXTS:
            yield case(name, text)
    for name, all_args in ARGS.items():
        for index, args in enumerate(all_args):
            texts = TEXTS if index < 4 else [TEXTS[i] for i in (0, 2, 4, 8, 17)]
            for text in texts:
                yield case(name, text, *args)
    for name in [*NO_ARGS, *ARGS, "format_map"]:
        for args in WRONG_COUNTS:
            yield case(name, "abc", *args)
    for name, kwargs in KEYWORDS:
        yield case(name, "a,b\tc\n", **kwargs)


INTS = [0, 1, -1, 7, 42, -1234567, 255, 10**15, -(10**20), 2**63, True]
FLOATS = [0.0, -0.0, 1.0, -1.5, 0.1 + 0.2, 1e16, 1e-5, 123456.789, 2.5, 0.5, 1e22, 1e300, 5e-324, 999999.5, float("inf"), float("-inf"), float("nan"), 1e23, -1234567.891]
FORMAT_TEXTS = ["", "abc", "👍x", "éa", Markup("<b>")]
INT_SPECS = (
    "d 5d 05d <5d ^6d >6 *^9d =+8d +d ( )d ,d _d 012,d 06,d 010_d b #b o #o x #x X #X #010x _b #_x 08_b c 5c n +n e .2e f .1f g % .1% "
    "10.3 z d5 .3 +c #c ,c ,x ,_ ,, s q 5qq é <<5 👍^7d + - #d 099999999999999999999 0= =5 '_,' ^,d 00005d 1_000"
).replace("( )d", "\u00a0").split()
INT_SPECS = [" d" if spec == "\u00a0" else spec for spec in INT_SPECS]
FLOAT_SPECS = (
    "e .0e .3e #.0e f .0f .1f .2f .30f #.0f F E g .0g .1g .3g .10g .17g #g G n .3n % .1% 10.2f 010.2f +.2f -.2f , ,.2f _.1f 015,.2f <12.3f ^12.3f *>12 =+12.1f "
    "z z.1f z.0e +z.1f .0 .1 .3 .16 .17 .20 # #.3 +, d s q .f .99999999999999999999f .2147483648f 5qq ,d ,s 0 010 +010 08.1e .50g .60e"
).split() + [" .2f", " "]
TEXT_SPECS = "s 5 5s <5 >5 ^6 *^7 👍>4 .2 .0 5.1 05 =5 + - # z d , _ ,s 5qq é .99999999999999999999 .".split() + [" "]
OTHER_SPECS = ["", "s", "5", "d"]


def specs():
    for value, spec in itertools.product(INTS, INT_SPECS):
        yield case("format()", value, spec)
    for value, spec in itertools.product(FLOATS, FLOAT_SPECS):
        yield case("format()", value, spec)
    for value, spec in itertools.product(FORMAT_TEXTS, TEXT_SPECS):
        yield case("format()", value, spec)
    for value, spec in itertools.product([None, [], [1.5, "a"], (), {}, {"a": None}, True, "", 1, 1.5, b"x"], OTHER_SPECS):
        yield case("format()", value, spec)
    for value, spec in [(2**70, "c"), (-1, "c"), (2**40, "c"), (0x110000, "c"), (128077, "4c"), (65, "05c"), (10**400, "f"), (10**400, "d"), (10**400, ",")]:
        yield case("format()", value, spec)


PERCENT_VALUES = [0, 1, -42, 10**20, True, 1.5, -0.0, 0.1 + 0.2, 1e16, float("inf"), float("nan"), "abc", "👍é", "a", None, [1, "x"], {"a": 1}, Markup("<i>"), 38, 10**7]
PERCENT_FORMATS = (
    "%s %r %a %d %i %u %o %x %X %e %E %f %F %g %G %c %5s %-5s| %.2s %5.1s| %05d %-05d| %+d %+05d %#o %#x %#X %#010x %.5d %8.5d %-8.5x| %.0f %.1f %#.0f %10.2f %-10.2f| %010.2f %+.2f "
    "%.10g %#g %.0e %5c %-5c| %05s %hd %ld %lld %y %5 % %.r %.3r %.a %% %5%% x %é %5y"
).split() + ["% d", "% x", "% .1f", "plain", "%(a)s", "%(a)5d|", "%(b)s", "%(a", "%(a)", "%((a))s", "%(a)s %s", "%*d", "%.*f", "%s %s", "%(a)%"]
PERCENT_TUPLES = [
    ("%s-%s", (1, 2)), ("%s", (1, 2)), ("%s %s", (1,)), ("%*d", (5, 3)), ("%-*d|", (5, 3)), ("%*d|", (-5, 3)), ("%*d", (-1, 3)), ("%.*f", (2, 3.14159)), ("%.*f", (-2, 3.14159)), ("%*s", ("a", "b")), ("%*d", (10**30, 1)),
    ("%.*d", (10**30, 1)), ("%*d", (True, 1)), ("%s", ((1, 2),)), ("", ()), ("", (1,)), ("a%%b", ()), ("%d%%", (50,)), ("%(a)s", ({"a": 1},)), ("%(a)s%(b)s", {"a": "<", "b": Markup("&")}), ("%s", {"a": 1}), ("abc", {"a": 1}), ("abc", [1]),
    ("abc", 1), ("abc", "x"), ("%(a)s%%", {"a": 1}), ("%%", {"a": 1}), ("%c", ("ab",)), ("%c", (2**70,)), ("%c", (-1,)), ("%c", (1.5,)), ("%d", (float("nan"),)), ("%x", (1.5,)), ("%f", (10**400,)), ("%99999999999999999999d", (1,)),
    ("%.9999999999f", (1.0,)), ("%s%s%s", ("<", Markup("<"), 5)), ("%d", ("12",)), ("%d", (" 1x",)), ("%f", ("1.5",)), ("%f", ("x",)), ("%d", ([],)), ("%f", (None,)), ("%x", (12,)), ("%c", (38,)), ("%r%a", ("<", "é")), ("%5s|", ("<",)), ("%.3s", ("<",)),
    ("%(x)(y)s", {"x": 1}), ("%(x(y))s", {"x(y)": 1}), ("%()s", {"": 1}), ("%(a)s", [1]), ("%(a)s", "text"), ("%(a)s", 5), ("%(a)*d", {"a": 5}), ("%(a)-5d|", {"a": 5}), ("%s", ()), ("%.3d", (-5,)),
]


def percents():
    for text, value in itertools.product(PERCENT_FORMATS, PERCENT_VALUES):
        yield case("%", text, value)
    for text, args in PERCENT_TUPLES:
        yield case("%", text, args)
        yield case("%", Markup(text), args)
    for text, value in itertools.product(["%s", "<%s>%%", "%r", "%d", "%.1f", "%(a)s", "%x", "%c", "x"], PERCENT_VALUES):
        yield case("%", Markup(text), value)


FORMATS = [
    "", "plain", "{}", "{}{}", "{0}{0}", "{1}{0}", "{a}", "{0}{}", "{}{0}", "{{}}", "{{{}}}", "}", "{", "}}", "{{", "x}y", "{!r}", "{!s:>8}|", "{!a}", "{!x}", "{!é}", "{!", "{!r", "{!rx}", "{!r:", "{a", "{a:", "{a:{", "{a{", "{:}}", "{:{}}",
    "{:{}{}}", "{:{a}}", "{0:{1}}", "{0:{1:{0}}}", "{:x{{y}", "{a[x}", "{a[x]y}", "{a.}", "{a[]}", "{a[k]}", "{a[k].b}", "{0.real}", "{0.imag}", "{0.x}", "{0[0]}", "{0[-1]}", "{0[9]}", "{0[k]}", "{99}", "{99999999999999999999}",
    "{0[99999999999999999999]}", "{ 0}", "{٣}", "{.real}", "{[0]}", "{:5}|{:<5}|{:^5}", "{:d}", "{:.1f}", "{:,}", "{b!r:^9}", "{0!s}", "{0:}", "👍{}👍", "{0[k]", "{a:>{w}}", "{0}{a}", "{:👍^5}", "{-1}", "{a!r}{}",
]
FORMAT_ARGS = [
    ((), {}), ((1,), {}), ((12, 5), {}), (("<x>", 8), {"a": "A", "w": 4}), ((2.5, 3, 4), {"a": {"k": "v"}}), (([1, 2],), {"a": [1]}), (({"k": "v", 0: "zero"},), {"b": None}), ((None, "x"), {"a": 7, "b": "<"}),
    (("text", ">6"), {"a": Markup("<i>"), "b": "é"}), ((Markup("<b>"), 3), {}), ((True, 10**20), {"a": (1, 2)}),
]


def formats():
    for text, (args, kwargs) in itertools.product(FORMATS, FORMAT_ARGS):
        yield case("format", text, *args, **kwargs)
        yield case("format", Markup(text), *args, **kwargs)
    for text, mapping in itertools.product(["{a}", "{}", "{0}", "x", "{a[k]}", "{b}"], [{}, {"a": 1}, {"a": {"k": "<"}}, "text", [1], 5, None]):
        yield case("format_map", text, mapping)
        yield case("format_map", Markup(text), mapping)


MARKUP_TEXTS = ["", "<b>a</b>", "a&amp;b &lt; c", "<!-- c > --> x <i\n>y</i>  z", "&euro;&#8364;&#x20ac;&#0;&#128;&#xd800;&#11;&notit;&nope;&amp", "A,b,c", "  a\tb ", "ß&Eacute;"]
MARKUP_ARGS = {
    **{name: [()] for name in NO_ARGS}, "striptags": [(), (1,)], "unescape": [()], "replace": [("a", "<"), ("&", "b"), ("a", 1), ("a",)], "center": [(20,), (20, "*"), (20, "<")], "ljust": [(20, "-")], "rjust": [(20,)],
    "strip": [(), ("<>ab",), ("a ",)], "lstrip": [("<",)], "rstrip": [("<b> ",)], "translate": [({97: "<"},), ({98: None},)], "expandtabs": [(), (2,)], "zfill": [(20,)], "split": [(), (",",), (None, 1), (1,), (1, 2, 3)], "rsplit": [(",", 1)],
    "splitlines": [(), (True,)], "join": [(["<", Markup("<"), 1, None],), ("a<",), (1,), (), (1, 2)], "partition": [("<",), (",",), ("b",)], "rpartition": [("<",), ("",), (1,)], "escape": [("<",), (Markup("<"),), (1.5,)],
    "removeprefix": [("<",)], "find": [("a",)], "startswith": [("<",)], "count": [("<",)], "maketrans": [("a", "b")], "encode": [()], "swapcase": [()], "index": [("zz",)],
}


def markups():
    for name, all_args in MARKUP_ARGS.items():
        for text, args in itertools.product(MARKUP_TEXTS, all_args):
            yield case(name, Markup(text), *args)
    for name, kwargs in [("split", {"sep": ","}), ("split", {"x": 1}), ("upper", {"x": 1}), ("join", {"seq": ["<"]}), ("expandtabs", {"tabsize": 1}), ("splitlines", {"keepends": 1}), ("partition", {"sep": "a"})]:
        yield case(name, Markup("A,b\n\t"), **kwargs)


def random_cases(seed, count):
    pick = random.Random(seed)
    alphabet = "aAbBzZ 09,.<>&'\"\t\n\r\x0b\x1c\x85\u00a0\u2028éßŉǅǆΣσςİıՖև\u0345\u0301\u00ad’ᏸꭰ👍𝔘𐐀\u0660²½Ⅷ名"
    text = lambda n=8: "".join(pick.choice(alphabet) for _ in range(pick.randrange(n)))
    number = lambda: pick.choice([0, 1, -1, pick.randrange(-9, 9), pick.randrange(10**6), -pick.randrange(10**30), None])
    real = lambda: pick.choice([pick.uniform(-1e3, 1e3), pick.uniform(0, 1) * 10.0 ** pick.randrange(-320, 308), pick.randrange(10**6) / 8, round(pick.uniform(0, 100), 2), pick.randrange(-2000, 2000) / 1000])
    integer = lambda: pick.choice([pick.randrange(-300, 300), pick.randrange(-(10**12), 10**12), pick.randrange(10**40), 0])
    value = lambda: pick.choice([text, real, integer, real, integer, lambda: None, lambda: [text(3), integer()], lambda: Markup(text(4)), lambda: True])()
    maybe = lambda options: pick.choice(options) if pick.random() < 0.5 else ""
    def spec():
        out = maybe(["*<", "*>", "👍^", "0=", "<", ">", "^", "=", "<<"]) + maybe("+- ") + pick.choice(["", "", "", "z"]) + maybe("#") + maybe("0") + maybe(["1", "5", "9", "12", "20"]) + maybe(",_") + pick.choice(["", "", ".0", ".1", ".3", ".7", ".20", "."])
        return out + pick.choice(["", *"bcdeEfFgGnosxX%", "d", "f", "g", "f", "q"])
    def percent():
        return "%" + maybe(["(a)"]) * (pick.random() < 0.3) + "".join(pick.choice("-+ #0") for _ in range(pick.randrange(3))) + maybe(["1", "5", "12", "*"]) + pick.choice(["", "", ".", ".0", ".2", ".9", ".*", ".30"]) + maybe("hl") * (pick.random() < 0.2) + pick.choice("diouxXeEfFgGcrsa%y")
    pieces = ["{", "}", "{{", "}}", "{}", "{0}", "{a}", "!r", "!s", ":", ":>5", "[0]", "[a]", ".real", "]", "a", "0", " ", "{:{}}", "{a[k]}", "."]
    names = [*NO_ARGS, *ARGS]
    for _ in range(count):
        kind = pick.randrange(8)
        if kind == 0:
            yield case(pick.choice(NO_ARGS), text(12))
        elif kind == 1:
            name = pick.choice(["find", "rfind", "count", "index", "rindex", "startswith", "endswith"])
            source = text(20)
            start = pick.randrange(len(source) + 1)
            part = source[start : start + pick.randrange(3)] if pick.random() < 0.7 else text(2)
            yield case(name, source, part, *[number() for _ in range(pick.randrange(3))])
        elif kind == 2:
            name = pick.choice(["split", "rsplit", "replace", "strip", "lstrip", "rstrip", "partition", "rpartition", "center", "splitlines", "expandtabs", "zfill", "removeprefix"])
            source = text(20)
            part = pick.choice(source) if source else " "
            args = {"replace": (pick.choice([part, ""]), text(3), pick.randrange(-1, 4)), "center": (pick.randrange(25), pick.choice(alphabet)), "splitlines": (True,), "expandtabs": (pick.randrange(-1, 9),), "zfill": (pick.randrange(25),)}
            default = (pick.choice([part, None]), pick.randrange(-1, 4)) if "split" in name else (part,)
            yield case(name, pick.choice([str, str, Markup])(source), *args.get(name, default))
        elif kind in (3, 4):
            yield case("format()", pick.choice([integer, real, text])(), spec())
        elif kind in (5, 6):
            form = text(2) + percent() + maybe([percent()])
            args = pick.choice([lambda: value(), lambda: (value(),), lambda: (value(), value()), lambda: {"a": value()}, lambda: (pick.randrange(-9, 9), value())])()
            yield case("%", pick.choice([str, str, Markup])(form), args)
        else:
            form = "".join(pick.choice(pieces) for _ in range(pick.randrange(6)))
            args = [pick.choice([value(), [1, "x"], {"a": 1, 0: "<"}]) for _ in range(pick.randrange(3))]
            yield case("format", pick.choice([str, Markup])(form), *args, **({"a": pick.choice([value(), {"k": 1}])} if pick.random() < 0.5 else {}))


FILES = {"str-methods": methods, "str-specs": specs, "str-percent": percents, "str-format": formats, "str-markup": markups}


def save(path, cases):
    seen = dict.fromkeys(json.dumps(each, ensure_ascii=True, separators=(",", ":")) for each in cases)
    path.write_text("\n".join(seen) + "\n")


if __name__ == "__main__":
    if sys.argv[1] == "--random":
        save(Path(sys.argv[4]), random_cases(int(sys.argv[2]), int(sys.argv[3])))
    else:
        for name, make in FILES.items():
            save(Path(sys.argv[1]) / f"{name}.jsonl", make())
