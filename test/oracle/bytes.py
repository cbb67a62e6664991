"""Python's own answers about bytes: fixtures/jinja/values/bytes-*.jsonl, and the names of the methods.

    /usr/bin/python3 test/oracle/bytes.py fixtures/jinja/values

Cases and `--random SEED COUNT FILE` as of strings.py, beside it. method-names.json lists the attributes of bytes and other types.
"""

import itertools
import json
import random
import sys
from pathlib import Path

sys.dont_write_bytecode = True
from strings import case, save  # noqa: E402

from markupsafe import Markup

TEXTS = [
    b"", b"a", b"aBc", b"  pad\t ", b"a,b,,c", b"hello World", b"Stra\xc3\x9fe \xe9", b"line1\r\nline2\x0bx\x1cy\x85z\n", b"+42", b"--7", b"tab\tbed\r\tx",
    b"<b>&'\"", b"it's A Title", b"xxxxx", b"\x00\x1f\x7f\x80\xff", b"1a\xb2", b" \x0b\x0c\xa0", b"Aa\xe9Bb", b"\\'",
]
NO_ARGS = "capitalize isalnum isalpha isascii isdigit islower isspace istitle isupper lower swapcase title upper".split()
SEARCH = [(b"a",), (b"",), (b"b", 1), (b"", 2, 4), (b"a", None, -1), (97,), (256,), (-1,), (10**30,), (True,), ("a",), (None,), (1.5,), (), (b"a", 1, 2, 3), (b"a", "x"), (b"l", 0, 10**30), ((b"a",),)]
PAD = [(10,), (11, b"*"), (-1,), (True,), (7, b"ab"), (7, b""), (7, "x"), (7, 1), (7, None), ("x", 1), (10**30,), (None,), (), (1, b"x", 2), (1.5,)]
STRIP = [(), (b"ab ",), (None,), (b"",), ("a",), (1,), (b"a", b"b"), (b"\xa0\x00",)]
SPLIT = [(), (b",",), (b"",), (None, 1), (b",", 1), (None, 0), (b"x", -5), ("a",), (1,), (None, "a"), (None, None), (b"b", 1, 1), (b"\r\n",), (b",", 10**30)]
TEST = [(b"a",), (b"",), ((b"x", b"a"),), ((),), ((b"x", "a"),), ("a",), (1,), (None,), (b"b", 1), (b"", 99), (b"a", "x"), (), (b"a", 1, 2, 3), ([b"a"],)]
PART = [(b",",), (b"",), (b"zz",), (b"l",), ("a",), (1,), (), (b"a", b"b")]
REMOVE = [(b"a",), (b"",), (b"\n",), (b"x" * 5,), ("a",), (None,), (), (b"a", b"b")]
TABLE = bytes.maketrans(b"ab\x80", b"\xe9yz")
ARGS = {
    "center": PAD, "ljust": PAD, "rjust": PAD, "count": SEARCH, "find": SEARCH, "index": SEARCH, "rfind": SEARCH, "rindex": SEARCH, "endswith": TEST, "startswith": TEST,
    "strip": STRIP, "lstrip": STRIP, "rstrip": STRIP, "split": SPLIT, "rsplit": SPLIT, "partition": PART, "rpartition": PART, "removeprefix": REMOVE, "removesuffix": REMOVE,
    "zfill": [(6,), (-3,), (True,), ("a",), (), (None,), (10**30,)],
    "expandtabs": [(), (2,), (0,), (-1,), ("a",), (None,), (10**10,), (1, 2)],
    "splitlines": [(), (True,), (0,), ("a",), (None,), (1.5,), (1, 2)],
    "hex": [(), (":",), (b"-", 2), (":", -2), (":", 0), (":", 100), ("",), ("ab",), ("\u00e9",), ("\u20ac",), (b"\xe9",), (1,), (None,), ([],), ([1],), (Markup(":"),), (":", "a"), (":", None), (":", True), (":", 10**10), (":", -(2**31)), (":", 1, 2)],
    "join": [([],), ([b"a"],), ([b"a", b"b", b"c"],), ((b"x", "y"),), ("ab",), (b"ab",), (1,), (None,), ({b"a": 1, b"b": 2},), ([b"a", None],), (), ([b"x"], 1)],
    "replace": [(b"a", b"b"), (b"", b"-"), (b"", b"-", 2), (b"l", b""), (b"x", b"yy", 2), (b"a", b"b", 0), ("a", b"b"), (b"a", "b"), (b"a",), (b"a", b"b", "c"), (b"a", b"b", None), (b"a", b"b", 1, 2), (97, 98), (b"a", b"$&")],
    "translate": [(None,), (TABLE,), (TABLE, b"c"), (None, b"ab"), (b"a",), ("a",), (1,), (None, "a"), ({},), (), (None, b"a", 1)],
    "decode": [(), ("utf-8",), ("ascii",), ("latin-1",), ("utf8", "ignore"), ("utf8", "replace"), ("ascii", "backslashreplace"), ("utf-8", "backslashreplace"), ("utf-16", "replace"), ("utf-16",), ("utf-32-le", "replace"), ("utf-32",), ("u8", "xmlcharrefreplace"), ("nope",), ("utf-8", "nope"), (1,), (None,), ("utf-8", 1), ("a", "b", "c"), ("a\0",), ("rot13",), ("UTF  8",), ("iso-8859-1",), ("utf-8-sig",)],
}
STATIC = {
    "fromhex": [("61",), ("61 62\t\n63\x0b ",), ("6",), ("6162 zz",), ("6162zz\u00e9",), ("6 1",), ("\u00e9",), ("",), ("ABab",), (1,), (b"61",), (None,), (), (Markup("61"),), ("61\xa0",), ("61", 2)],
    "maketrans": [(b"a", b"b"), (b"aa", b"bc"), (b"a", b"bb"), ("a", b"b"), (b"a", "b"), (b"a",), (1, 2, 3), (b"", b"")],
}
KEYWORDS = [
    ("expandtabs", {"tabsize": 2}), ("expandtabs", {"x": 1}), ("hex", {"sep": ":"}), ("hex", {"sep": ":", "bytes_per_sep": 2}), ("hex", {"bytes_per_sep": 2}), ("hex", {"x": 1}), ("split", {"sep": b"b"}),
    ("split", {"maxsplit": 1}), ("split", {"x": 1}), ("splitlines", {"keepends": True}), ("splitlines", {"x": 1}), ("decode", {"encoding": "ascii"}), ("decode", {"errors": "ignore"}), ("decode", {"x": 1}),
    ("capitalize", {"x": 1}), ("join", {"x": 1}), ("removeprefix", {"x": 1}), ("maketrans", {"x": 1}), ("fromhex", {"string": "61"}), ("translate", {"table": None}), ("translate", {"delete": b"a"}),
    ("translate", {"a": 1, "b": 2, "c": 3}),
]
POSITIONS_AND_KEYWORDS = [
    ("split", (b"b",), {"sep": b"c"}), ("split", (b"b",), {"maxsplit": 1}), ("decode", ("utf-8",), {"errors": "replace"}), ("translate", (None,), {"delete": b"a"}), ("translate", (None,), {"delete": "a"}),
    ("translate", (None,), {"delete": None}), ("translate", (None,), {"x": 1}), ("translate", (None, b"a"), {"delete": b"a"}), ("hex", (":",), {"bytes_per_sep": -2}),
]
FORMATS = [
    b"%s", b"%b", b"%d", b"%i", b"%u", b"%x", b"%#X", b"%#o", b"%a", b"%r", b"%c", b"%f", b"%.2f", b"%e", b"%G", b"%+d", b"% d", b"%05d|", b"%-5d|", b"%.5d", b"%#.5x", b"%08.3d|", b"%8s|", b"%-8s|", b"%.1s|", b"%08s|", b"%.2a",
    b"%5c|", b"%05c|", b"%y", b"%\xe9", b"%\x01", b"%", b"%%", b"%5%", b"x", b"%s %s", b"%ld", b"%z.1f", b"%zd", b"%010.2f|", b"%+010.2f|", b"%#.f", b"%#g", b"%99999999999999999999d", b"%.99999999999999999999d", b"%(a)s", b"\xe9%s\xff",
]
VALUES = [b"ab", b"x", b"", b"\xff", "a", "\u00e9", 0, 255, 256, -3, 10**25, -(10**25), True, None, 1.5, -0.01, -2.5, 1e30, float("inf"), [1], [], (), (b"x",), (1, 2), {}, {"a": b"x"}, {b"a": b"x"}, {b"a": 1, b"b": 2}, Markup("<")]
STARS = [
    (b"%*d|", (5, 3)), (b"%-*d|", (5, 3)), (b"%*d|", (-5, 3)), (b"%.*f", (2, 3.14159)), (b"%*d", ("a", 3)), (b"%.*f", ("a", 3)), (b"%*d", (10**30, 3)), (b"%.*f", (10**30, 3)), (b"%*d", (5,)), (b"%(a)s %d", {b"a": b"x"}),
    (b"%(a)d %(b)s", {b"a": 1, b"b": [1]}), (b"%((a))s", {b"(a)": b"x"}), (b"%(a", {}), (b"%(a)", {b"a": 1}), (b"%c%c", (65, b"\xff")), (b"%x", (10**400,)), (b"%f", (10**400,)), (b"%d", (float("nan"),)), (b"%d", (float("inf"),)),
    (b"%s", (b"x", b"y")), (b"%d %s", (1,)), (b"%05f", (float("inf"),)), (b"%05f", (float("-inf"),)), (b"%a", ([b"\xe9", "\u20ac"],)),
]


def methods():
    for name in NO_ARGS:
        for text in TEXTS:
            yield case(name, text)
        yield case(name, b"a", 1)
    for name, all_args in ARGS.items():
        for text, args in itertools.product(TEXTS, all_args):
            yield case(name, text, *args)
    for name, all_args in STATIC.items():
        for args in all_args:
            yield case(name, b"x", *args)
    for name, kwargs in KEYWORDS:
        yield case(name, b"abc", **kwargs)
    for name, args, kwargs in POSITIONS_AND_KEYWORDS:
        yield case(name, b"abc", *args, **kwargs)


def percents():
    for text, value in itertools.product(FORMATS, VALUES):
        yield case("%", text, value)
    for text, args in STARS:
        yield case("%", text, args)


CODECS = ["utf-8", "utf8", "ascii", "latin-1", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-8-sig"]
ENCODE_ERRORS = ["strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace", "surrogateescape", "surrogatepass", "nope"]
ALIASES = ["u8", "US_ascii", "l1", "utf_16_le", "UTF 16", "iso8859_1"]
DECODE_ERRORS = ["strict", "ignore", "replace", "backslashreplace", "surrogateescape", "surrogatepass", "xmlcharrefreplace", "nope"]
ENCODED = ["", "a", "\u00e9\u20ac", "\U0001f44d", "a\ud800b", "\udc80\udcffx", "\u00e9\udc80", "\ud800\ud801", "\udc80\ud800x\udc80", "\udc80\udc81\ud800"]
DECODED = [
    b"a", b"ab", b"abc", b"\xff\xfea\0", b"\xfe\xff\0a", b"\0\xd8", b"\0\xd8a\0", b"\0\xdca\0", b"\0\xd8\0", b"\xd8\0", b"\0\xd8\0\xdc", b"a\0\0\0", b"a\0\0\xff", b"\0\xd8\0\0", b"\0\0\xd8\0", b"\xff\xfe\0\0a\0\0\0", b"\0\0\xfe\xff\0\0\0a",
    b"\xef\xbb\xbfa", b"\xef\xbb\xbfa\xff", b"\xff\xe2\x82", b"\xed\xa0\x80", b"\xed\xa0", b"\xed\xb2\x80\xed", b"\xf0\x9f\x91\x8d", b"\xf0\x9f\x91", b"\xf0\x9f", b"\xf4\x90\x80\x80", b"\xc0\x80", b"\xe2\x28\xa1", b"\xc3\xa9\xc3", b"\xf5",
]
NAMES = ["U8", "UTF", "cp65001", "utf_8", "utf--8", "_utf_8_", "utf.8", "US-ASCII", "646", "l1", "Latin 1", "ISO-8859-1", "8859", "u16", "utf-16le", "u32", "hex", "base64", "", "nope", "utf\u00e9-8", "a\0"]


def codecs():
    for codec, errors, text in itertools.product(CODECS, ENCODE_ERRORS, ENCODED):
        yield case("encode", text, codec, errors)
    for codec, errors, text in itertools.product(CODECS, DECODE_ERRORS, DECODED):
        yield case("decode", text, codec, errors)
    for name in NAMES:
        yield case("encode", "a", name)
        yield case("decode", b"a", name)
        yield case("decode", b"", name)
    for name, errors in itertools.product(ALIASES, ["nope", "xmlcharrefreplace", "strict"]):
        yield case("decode", b"\xff\xe9\x00", name, errors)
        yield case("encode", "\u20ac\udc80", name, errors)
    for kwargs in [{"encoding": "ascii"}, {"errors": "ignore"}, {"encoding": "ascii", "errors": "replace"}, {"x": 1}, {"encoding": 1}, {"errors": None}]:
        yield case("encode", "\u00e9", **kwargs)


def random_cases(seed, count):
    pick = random.Random(seed)
    alphabet = b"aAbBzZ 09,.\t\n\r\x0b\x0c\x1c\x85\xa0\xe9\xff\x00+-%'\""
    text = lambda n=8: bytes(pick.choice(alphabet) for _ in range(pick.randrange(n)))
    number = lambda: pick.choice([0, 1, -1, pick.randrange(-9, 9), pick.randrange(10**6), -pick.randrange(10**30), None])
    value = lambda: pick.choice([lambda: text(4), lambda: "a", lambda: pick.randrange(-300, 300), lambda: pick.randrange(10**30), lambda: pick.uniform(-1e3, 1e3), lambda: None, lambda: True, lambda: [text(2)]])()
    maybe = lambda options: pick.choice(options) if pick.random() < 0.5 else b""
    chars = lambda s: [bytes([c]) for c in s]
    def percent():
        return b"%" + b"".join(pick.choice(chars(b"-+ #0z")) for _ in range(pick.randrange(3))) + maybe([b"1", b"5", b"12", b"*"]) + pick.choice([b"", b"", b".", b".0", b".2", b".9", b".*"]) + pick.choice(chars(b"diouxXeEfFgGcrsab%y"))
    for _ in range(count):
        kind = pick.randrange(7)
        source = text(20)
        start = pick.randrange(len(source) + 1)
        part = source[start : start + pick.randrange(3)] if pick.random() < 0.7 else text(2)
        if kind == 0:
            yield case(pick.choice(NO_ARGS), source)
        elif kind == 1:
            name = pick.choice(["find", "rfind", "count", "index", "rindex", "startswith", "endswith"])
            sub = pick.choice([part, part, value()])
            yield case(name, source, sub, *[number() for _ in range(pick.randrange(3))])
        elif kind in (2, 3):
            name = pick.choice(["split", "rsplit", "replace", "strip", "lstrip", "rstrip", "partition", "rpartition", "center", "splitlines", "expandtabs", "zfill", "removeprefix", "removesuffix", "hex", "translate"])
            args = {"replace": (pick.choice([part, b""]), text(3), pick.randrange(-1, 4)), "center": (pick.randrange(25), pick.choice(chars(alphabet))), "splitlines": (True,), "expandtabs": (pick.randrange(-1, 9),), "zfill": (pick.randrange(25),), "hex": (":", pick.randrange(-5, 6)), "translate": (pick.choice([None, TABLE]), text(4))}
            default = (pick.choice([part, None]), pick.randrange(-1, 4)) if name in ("split", "rsplit") else (part,)
            yield case(name, source, *args.get(name, default))
        elif kind == 4:
            raw = bytes(pick.choice(b"a\x00\xd8\xdc\xff\xfe\xe2\x82\xac\xed\xa0\x80\xf0\x9f\x91\x8d\xef\xbb\xbf") for _ in range(pick.randrange(9)))
            yield case("decode", raw, pick.choice(CODECS), pick.choice(DECODE_ERRORS[:6]))
        elif kind == 5:
            raw = "".join(pick.choice("a\u00e9\u20ac\U0001f44d\udc80\udcff") for _ in range(pick.randrange(6)))
            yield case("encode", raw, pick.choice(CODECS), pick.choice(ENCODE_ERRORS[:7]))
        else:
            form = text(2).replace(b"%", b"") + percent() + maybe([percent()])
            args = pick.choice([lambda: value(), lambda: (value(),), lambda: (value(), value()), lambda: {b"a": value()}, lambda: (pick.randrange(-9, 9), value())])()
            yield case("%", form, args)


FILES = {"bytes-methods": methods, "bytes-percent": percents, "bytes-codecs": codecs}


if __name__ == "__main__":
    if sys.argv[1] == "--random":
        save(Path(sys.argv[4]), random_cases(int(sys.argv[2]), int(sys.argv[3])))
    else:
        for name, make in FILES.items():
            save(Path(sys.argv[1]) / f"{name}.jsonl", make())
        names = {kind.__name__: [name for name in dir(kind) if not name.startswith("_")] for kind in (bytes, str, int, float, list, tuple)}
        (Path(sys.argv[1]) / "method-names.json").write_text(json.dumps(names, indent=1) + "\n")
