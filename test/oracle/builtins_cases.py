"""The calls that builtins.py records: a grid of values of all types, and for each filter and test the arguments to try."""


def f(x):
    return {"float": x}


def big(x):
    return {"int": str(x)}


def m(x):
    return {"markup": x}


def u(x="x"):
    return {"undefined": x}


def t(*x):
    return {"tuple": list(x)}


def d(*pairs, **kw):
    return {"dict": [list(p) for p in pairs] + [[k, v] for k, v in kw.items()]}


def gen(*x):
    return {"generator": list(x)}


PEOPLE = [
    d(name="Ada", age=36, tags=["a", "b"], home=d(city="Rome", zip=f("1.5"))),
    d(name="bo", age=7, tags=[], home=d(city="oslo")),
    d(name="Bo", age=36, tags=["c"], home=d(city="Rome")),
    d(name="cy", tags="xyz"),
]
LONG = "The quick-brown fox -- jumped over the well-known, so-called lazy dog; supercalifragilistic end."

GRID = [
    "", "  ", "hello", "Hello World", "foo bar baz qux quux corge", "<b>bold & \"q\" 'x'</b>",
    "line one\nline two\n\nlast\n", "  padded\t", "42", "-7", " 3.7 ", "1e3", "0x1f", "%s and %d", "100%",
    "O'Brien-smith (the 3rd) [ok] {x} <y>", "Ünïcödé STRASSE straße ǆ", "👍🏽 emoji 日本語 text", "e\u0301 x\u00a0y\u2028z\u0085w\x1cv\x0bq",
    "inf", "nan", "1_000", "a/b c+d~e?f=g&h;%", LONG,
    m("<i>x & y</i>"), m("a &amp; b\n<!-- c --> d"), m(""),
    0, 1, -3, 42, 1234567, big(2**53 + 1), big(10**22), big(-(10**22)),
    f("0.0"), f("-0.5"), f("2.5"), f("3.14159"), f("1e300"), f("1e16"), f("inf"), f("nan"), f("1024.0"),
    True, False, None, u(),
    [], [1, 2, 3], ["b", "A", "a", "B"], [3, 1, f("2.5"), True], ["<", m("&lt;"), 1], [1, "a"], [None, None],
    [[1, 2], [3, 4]], [t("a b", 1), t("b", "x/y z")], [u("in_list")],
    t(), t(1), t(2, "x"), d(), d(b=1, A=2, c="<x>"), d((1, "a"), (None, "b")), d(a=None, u=u("v"), s="q\"&"), d(("a b", 1)),
    PEOPLE, {"range": [5]}, gen(1, 2), gen(),
]

NUMBERS = [
    0, 1, 2, 5, -5, 10, 15, 25, 999, 1000, 1023, 1024, 1025, 15000, 1250000, 10**9, 123456789012345, big(10**18), big(10**21),
    big(10**24), big(10**27), big(10**30), f("0.5"), f("1.0"), f("1.5"), f("2.5"), f("3.5"), f("-2.5"), f("0.15"), f("2.675"), f("1.005"),
    f("1e15"), f("123456.789"), f("999.95"), f("999949.9"), f("1e22"), f("5e-324"), f("1.7976931348623157e308"), f("-0.0"),
    "12", "12.5", " 7\n", "1_0", "１２", "٣", "1e400", "-1e400", "+5", "--5", "0b11", "0o17", "0x1F", "1F", "zz", "", "9" * 30, "\u00a05\u2003",
    True, False, None, u(), big(2**64), "infinity", "-nan", "1.", ".5", ".", "1e", "0_1", "_1", "1__0",
]

URLS = [
    "http://example.com", "see https://example.com/a?b=1&c=2#d now.", "www.example.com", "example.com", "a.com", "foo.org/path, bar.net",
    "(http://a.com)", "<http://a.com>", "http://a.com/b_(c)", "(http://a.com/b_(c))", "http://a.com.", "http://a.com/,", "mailto:me@x.org",
    "me@x.org", "@a@b.com", "me@x", "a:b@x.org", "ftp://a.com", "tel:123", "HTTP://EXAMPLE.COM/x", "http://127.0.0.1:80/x", "http://1.2.3.4.5",
    "http://[::1]:8080/x", "http://localhost", "http://xn--bcher-kva.xn--p1ai", "http://bücher.de/ü", "www.", "http://", "x.info x.mil/y x.int?z x.xyz",
    "a\thttp://a.com\nb http://b.org\r\nc", "http://example.com:123456", "foo.com:80", "'http://a.com'", "http://a.com/'x'", "((http://a.com)))",
    "&lt;http://a.com&gt;", "http://very.long.example.com/with/a/very/long/path/indeed", "test@example.com,", "javascript:alert(1)", "", m("<b>http://a.com</b>"),
    5, None, u(), ["http://a.com"], "İnt.İNT ıo.ınt ſ.com httpſ://a.com", "foo-bar.com", "foo_bar.com", "%41.com", "https://a.co.uk/?q=(a)&r=<b>",
]

TEXTS = [
    "", "a", "aaa bbb ccc", "aaa-bbb-ccc", "aaaaaaaaaaaaaaaaaaaa", "a  b   c", "  lead and trail  ", "line1\nline2 is long\n\nline4\n", "-- em--dash and--so on ---",
    "one-two three--four 'five-six' 7-8 a-b-c-d", LONG, "日本語 テキスト-テスト ab", "a\u00a0b c\u2003d", "tab\tsep\ttext", "x\x0by\x0cz\x1cw", "👍👍👍👍 👍👍👍",
    "non-breaking-hyphen e-mail co-op --option -x", "trailing- -leading - alone", "a-1-b 2-3 x_y-z é-è-ê", "word. Another! Third?  Fourth", m("<b>aaa bbb</b> ccc"),
    5, None, u(), [1], True, f("1.5"),
]

HTML = [
    "", "plain", "<b>x</b>", "a <!-- <b>c</b> --> d", "a<br/>b", "&amp; &lt;b&gt; &nbsp;x &copy &copyx; &notit; &#65;&#x42;&#0;&#128;&#xD800;&#x110000;&#11; &bogus; &;",
    "a < b > c", "<a href='x>y'>z</a>", "x\n\t y", "<script>\nalert(1)</script>", "&AMP;&Aacute;&NotEqualTilde;&fjlig; &acE;", "<!-- unclosed", m("&lt;b&gt; &amp;amp; <i>x</i>"),
    5, None, u(), ["<b>"], "&#38;#38;", "&#9999999999;", "&ampere &am", "<!--a--><!--b-->c", "<>x", "&hellip;&mdash;&euro;",
]

JSON_VALUES = [
    "</script>'&", "\u2028\u2029\x7f\x00\x1f😀é\"\\/\b\f\n\r\t", f("1.0"), f("1e16"), f("1e-7"), f("inf"), f("-inf"), f("nan"), f("-0.0"), big(10**30), [],
    d(), [[]], [d()], d(a=[]), d(b=1, a=2), d((1, 1), (2, 2), (10, 3)), d((1, "a"), ("b", 2)), d((None, 1)), d((True, 1)), d((f("1.5"), 1), (f("nan"), 2)), d((t(1), 2)),
    t(1, t()), [None, True, False], m("<b>"), d(a=u("q")), [u("q")], {"range": [3]}, gen(1), d(a=d(b=[1, d(c=2)], a="x")), d((f("inf"), 1)), d((None, 1), (False, 2)),
    d(("b", 1), ("B", 2), ("é", 3)), d((m("k"), m("v"))),
]

SEQUENCES = [
    [3, 1, 2], ["b", "a", "C", "A", "B", "c"], [f("1.5"), 1, True, 0, False, f("0.0")], [1, "a", 2], [[2, 1], [1, 2], [1]], [t(1, "b"), t(1, "a"), t(0, "z")], "hello", "bBaA",
    d(b=2, a=1, C=3), [], [None], [None, None], [None, 1], [u("a"), u("b")], [u("a"), 1], [d(a=1), d(a=1)], [d(a=1), d(a=2)], {"range": [10]}, {"range": [5, 0, -2]}, gen(3, 1, 2), gen(),
    [m("b"), "a", m("C")], [1, f("1.0"), True, 2, "1"], [f("nan"), 1, 2], ["ß", "SS", "ss", "İ"], 5, None, u(), True, f("1.5"), [["a"], ["A"]], [d(a="x", n=1), d(a="X", n=2), d(a="y", n=3)],
    PEOPLE, t(3, 1), [1, [2]], [t(1, 2), t(3, 4)], [big(10**22), 1, f("1e21")], "", m("bca"), ["10", "9", 8], [d(a=d(b=[2, 1])), d(a=d(b=[1, 5]))], ["a", "b", "c", "d", "e", "f", "g"],
]

MAPPINGS = [
    d(), d(b=1, A=2, c=0), d(a="b", B="A", c="C"), d((1, 2), ("a", 3)), d((2, "x"), (1, "Y")), d(a=[2], b=[1]), d(a=None, b=1), d((t(1, 2), 1), (t(0, 9), 2)), [], [1], "ab", 5, None, u(),
    d(("a/b", 1)), d(("a>b", 1)), d(("a=b", 1)), d(("a\u00a0b", 1)), d(("a\tb", 1)), d(("a'b", 1)), d((5, 1)), d((m("a<b"), m("<"))), d(a=True, b=f("1.0"), c="", d=[1]), d(a=u("v")), d(("", 1)),
    d(x="<&>\"'"), {"range": [3]}, [t("a", 1)],
]

LINES = []


def add(name, *args, kwargs=None, autoescape=None, values=None):
    line = {"name": name, "args": list(args)}
    if kwargs:
        line["kwargs"] = kwargs
    if autoescape is not None:
        line["autoescape"] = autoescape
    if values is not None:
        line["values"] = values
    LINES.append(line)


ESCAPING = {"replace", "xmlattr", "join", "urlize", "tojson"}
NO_ARGUMENTS = (
    "abs capitalize center count default dictsort escape filesizeformat first float forceescape format int items join last "
    "list lower max min pprint reverse round safe slice batch sort string striptags sum title trim truncate unique upper urlencode "
    "urlize wordcount wordwrap xmlattr tojson indent map select reject selectattr rejectattr groupby attr replace"
).split()
for name in NO_ARGUMENTS:
    add(name)
    if name in ESCAPING:
        add(name, autoescape=True)

for args in ([0], [1], [-1], [2, "ceil"], [0, "floor"], [1, "floor"], [-2, "ceil"], [2, "common"], [0, "x"], [u()], ["a"], [f("1.0")], [None], [400]):
    add("round", *args, values=NUMBERS)
for args in ([7], ["x"], [0, 2], [0, 8], [0, 16], [0, 36], [0, 0], [0, 1], [0, 37], [0, "a"], [None], [0, f("10.0")]):
    add("int", *args, values=NUMBERS)
for args in ([7], ["x"], [None], []):
    add("float", *args, values=NUMBERS)
for name in ("int", "abs", "round", "filesizeformat", "string", "sum"):
    add(name, values=NUMBERS)
add("filesizeformat", True, values=NUMBERS)
add("filesizeformat", kwargs={"binary": True}, values=NUMBERS)

for args in ([5], [5, True], [3], [2], [0], [10, False, ""], [10, True, "…"], [5, False, "...", 0], [11, False, "...", 0], [5, False, "...", -1], ["a"], [f("5.5")], [12, False, m("&hellip;")], [None], [5, False, 1]):
    add("truncate", *args)
for args in ([5], [10], [10, False], [1], [0], [-1], [12, True, "<br>"], [12, True, m("<br>")], [8, True, None, False], [8, False, None, False], ["a"], [None], [f("5.5")], [8, True, ""], [8, True, 5]):
    add("wordwrap", *args, values=TEXTS)
for args in ([2], [2, True], [2, False, True], [0], [-1], ["> "], ["> ", True, True], [m("<"), True], [None], [f("1.5")], [True]):
    add("indent", *args)
add("indent", kwargs={"first": True, "blank": True}, values=TEXTS)
add("indent", kwargs={"indentfirst": True}, values=TEXTS[:2])
for args in ([0], [11], [12], [1], [30], ["a"], [-5], [u()], [f("10.0")], [None]):
    add("center", *args, values=TEXTS)
for args in (["a"], [" \t"], [""], ["<b>i/"], [None], [5], [m("a&")], [u()]):
    add("trim", *args, values=[*TEXTS, m("&amp;a&amp;"), "aba", "<b>x</b>"])
for flag in (False, True):
    for args in (["a", "b"], ["", "-"], ["a", "b", 1], ["<", m("&lt;")], [m("<"), "<"], ["a", "<"], [1, 2], [u(), "x"], ["a", u()], ["a", None], ["a", "b", 0], ["a", "b", -1], ["a", "b", "x"], ["a", "b", f("1.0")], ["", "-", 2], ["a"], ["a", "b", True]):
        add("replace", *args, autoescape=flag, values=["banana <a> & b", m("banana <a> &amp; b"), "", m(""), "👍a👍", 1213, None, u(), [1, "a"], f("2.5")])
    for args in ([", "], [m("<br>")], ["<"], [1], [None], [u()], [", ", "name"], ["-", "home.city"], ["-", 0], ["-", "tags.0"], [["x"]]):
        add("join", *args, autoescape=flag, values=[["a", 1, "<"], [m("<b>"), "<"], [m("<b>"), 5], [], "abc", m("a<"), d(k=1, l=2), PEOPLE, [[1], [2]], gen(1, "<"), 5, None, u(), [None, True, f("1.0")], [u("q"), "x"], t("x", "y")])
    for args in ([], [True], [False], [0], [""]):
        add("xmlattr", *args, autoescape=flag, values=MAPPINGS)
    add("urlize", autoescape=flag, values=URLS)
for args in ([10], [10, True], [None, True, "_blank"], [None, False, "_blank", "me"], [None, True, None, "nofollow x"], [None, False, None, None, ["tel:", "ftp://"]], [None, False, None, None, ["x"]], [0], ["a"], [-2], [None, False, "<q>", "<r>"], [None, False, None, None, "tel:"], [None, False, 5], [None, False, "", ""], [None, False, None, None, ["javascript:"]], [None, False, None, None, 5]):
    add("urlize", *args, values=URLS)
for args in ([], [2], [0], ["--"], [None], [True], [f("2.0")], [-1]):
    add("tojson", *args, values=JSON_VALUES)
for value in ([], [2]):
    add("tojson", *value)
for name in ("striptags", "forceescape", "escape", "safe", "title", "wordcount", "upper", "lower", "capitalize", "urlencode", "string", "trim"):
    add(name, values=[*HTML, *TEXTS])

for name in ("sort", "unique", "min", "max", "reverse", "first", "last", "list", "sum", "batch", "slice", "length", "join", "map", "select", "reject", "pprint", "dictsort", "items", "urlencode", "groupby"):
    add(name, values=SEQUENCES)
for args in ([True], [False, True], [True, True], [False, False, "a"], [False, False, "name"], [False, False, "age,name"], [True, False, "name"], [False, True, "name"], [False, False, "home.city"], [False, False, 0], [False, False, "1"], [False, False, "a.b.1"], [False, False, ""], [False, False, f("1.5")], [0, 1], ["x"], [False, False, None], [False, False, "n,a"], [False, False, u()], [False, False, [1]], [False, False, True]):
    add("sort", *args, values=SEQUENCES)
for name in ("unique", "min", "max"):
    for args in ([True], [False, "name"], [False, "a"], [True, "a"], [False, 0], [False, "home.city"], [False, "a.b.0"]):
        add(name, *args, values=SEQUENCES)
for args in (["name"], ["a"], ["age"], ["age", 0], ["home.city"], ["home.city", "zz"], ["a", None, True], ["a", "q", True], [0], ["1"], [None], ["tags"]):
    add("groupby", *args, values=SEQUENCES)
add("groupby", "a", kwargs={"case_sensitive": True}, values=SEQUENCES)
for args in (["age"], ["a"], ["a", 10], [None, 10], [None, f("0.5")], [None, []], [None, "x"], [None, t()], [0], ["a.b.0"], [None, u()], [None, None], [None, m("x")]):
    add("sum", *args, values=SEQUENCES)
for args in ([2], [3, "x"], [0], [-1], [1], [3, None], ["a"], [f("2.0")], [100, 0], [None], [True, "x"]):
    add("batch", *args, values=SEQUENCES)
    add("slice", *args, values=SEQUENCES)
for args in (["upper"], ["nope"], ["default", 5], ["round", 1], ["length"], ["attr", "x"], [u("upper")], ["replace", "a", "z"], [5], [[1]], ["join", "-"], ["escape"], ["sum", "a"], ["upper", 1], [m("upper")], ["map", "upper"], ["first"], [None]):
    add("map", *args, values=SEQUENCES)
for kwargs in ({"attribute": "a"}, {"attribute": "name"}, {"attribute": "age", "default": 0}, {"attribute": "home.city", "default": "?"}, {"attribute": 0}, {"attribute": "a", "foo": 1}, {"default": 1}, {"attribute": "tags.0", "default": ""}, {"attribute": None}, {"attribute": "a.b.1"}, {"attribute": "length"}, {"attribute": "home.city.x", "default": u("dflt")}):
    add("map", kwargs=kwargs, values=SEQUENCES)
add("map", "default", kwargs={"default_value": 9}, values=SEQUENCES)
for name in ("select", "reject"):
    for args in (["odd"], ["string"], [">", 1], ["in", [1, "a"]], ["nope"], ["divisibleby", 2], [u("odd")], ["eq"], ["odd", 1], ["equalto", 1], ["lt", "b"], ["none"], [[1]], ["defined"]):
        add(name, *args, values=SEQUENCES)
    add(name, "eq", kwargs={"b": 1}, values=SEQUENCES[:3])
    add(name, "divisibleby", kwargs={"num": 2}, values=SEQUENCES[:3])
for name in ("selectattr", "rejectattr"):
    for args in (["a"], ["age"], ["name", "string"], ["age", ">", 10], ["home.city", "defined"], ["nope", "nope"], [0], ["tags.0", "equalto", "a"], ["a", "in", [1]], ["home.city", "eq", "Rome"], [None], [u()]):
        add(name, *args, values=SEQUENCES)
for args in ([True], [False, "value"], [True, "value"], [False, "key", True], [False, "x"], [False, "value", True], [0, "value"], [False, None]):
    add("dictsort", *args, values=MAPPINGS)
add("items", values=MAPPINGS)
add("dictsort", values=MAPPINGS)
for args in (["d"], ["d", True], [None], [5, 1], ["d", ""]):
    add("default", *args)
for args in ([1, 2], ["a", "b"], ["a"], [None], [m("<"), 1], [t(1, 2)], [d(a=1)], [u()]):
    add("format", *args)
for fmt in ("%s", "%d", "%5.2f|", "%-6s|", "%+d", "%x", "%c", "%r", "%(a)s %(b)d", "%%", "%e", "%g", "%05d", "%.3s", "%*d", "%z", "%(a", "%o%X", "%i"):
    for args in ([1], ["x"], [f("2.5")], [None], [5, 6], [True], [u()], [m("<")]):
        add("format", *args, values=[fmt, m("<" + fmt + ">")])
    add("format", kwargs={"a": "<", "b": 3}, values=[fmt, m("<" + fmt + ">")])
add("format", 1, kwargs={"a": 2}, values=["%s"])
ATTRIBUTES = ["upper", "real", "nope", "items", "append", "__class__", "a", "index", "", 5, None, u(), m("upper")]
for name in ATTRIBUTES[2:3] + ["nope2", "a", "", 5, None, "grouper"]:
    add("attr", name)

for name, args, kwargs in (
    ("truncate", [1, 2, 3, 4, 5, 6], None), ("truncate", [], {"s": 1}), ("truncate", [], {"env": 1}), ("truncate", [], {"foo": 1}), ("truncate", [5], {"length": 1}),
    ("replace", ["x"], None), ("replace", [1, 2, 3, 4], None), ("replace", [], {"new": 1}), ("join", [1, 2, 3], None), ("join", [], {"eval_ctx": 1}), ("map", [], {"value": 1}), ("map", [], {"context": 1}),
    ("first", [1], None), ("last", [1], None), ("length", [1], None), ("length", [], {"a": 1}), ("abs", [1], None), ("abs", [], {"x": 1}), ("escape", [1], None), ("escape", [], {"s": 1}), ("string", [1], None),
    ("string", [], {"s": 1}), ("trim", [1, 2], None), ("upper", [1], None), ("upper", [], {"s": 1}), ("items", [1], None), ("list", [1], None), ("sort", [1, 2, 3, 4], None), ("groupby", [], None), ("groupby", [1, 2, 3, 4], None),
    ("tojson", [1, 2], None), ("xmlattr", [1, 2], None), ("random", [1], None), ("batch", [1, 2, 3], None), ("slice", [1, 2, 3], None), ("sum", [1, 2, 3], None), ("unique", [1, 2, 3], None), ("min", [1, 2, 3], None),
    ("dictsort", [1, 2, 3, 4], None), ("default", [1, 2, 3], None), ("default", [], {"default": 1}), ("int", [1, 2, 3], None), ("float", [1, 2], None), ("round", [1, 2, 3], None), ("attr", [], None), ("attr", [1, 2], None),
    ("urlize", [1, 2, 3, 4, 5, 6], None), ("wordwrap", [1, 2, 3, 4, 5], None), ("indent", [1, 2, 3, 4], None), ("center", [1, 2], None), ("pprint", [1], None), ("filesizeformat", [1, 2], None), ("reverse", [1], None),
    ("safe", [1], None), ("forceescape", [1], None), ("striptags", [1], None), ("title", [1], None), ("wordcount", [1], None), ("urlencode", [1], None), ("capitalize", [1], None), ("lower", [1], None), ("selectattr", [], {"a": 1}),
):
    add(name, *args, kwargs=kwargs, values=["abc", [1]])

PP = [
    ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "cccccccccccccccccccccccccccccccccc"],
    d(name="x" * 30, other="y" * 30, list=[1, 2, 3] * 15, deep=d(b=1, a=d(q="z" * 60, r=[])), t=t(1, "a" * 70)),
    "a long text with many words " * 6, "lines\nof text\n" * 8, ["word " * 30, "x" * 100], t("a" * 100), t(1, 2), t(), d(), [], d((1, "a"), ("b", 2), (None, 3)), d((2, 1), (1, 2)), m("<b>" + "x" * 90), [m("m" * 50), m("n" * 50)],
    [t("a" * 40, d(z=1, y=2)), t("b" * 40, [1, 2])], [d(z=1, a=[d(c=1, b=2)])], "x" * 100, "'quote' " * 15, "tab\t" * 30, [d(id=i, name="user %d" % i, tags=["t1", "t2"]) for i in range(6)], [f("1.0"), None, True, u("q")] * 12,
    {"range": [3]}, gen(1), list(range(60)), d(key=["a" * 20, "b" * 20, "c" * 20, ["d" * 30, "e" * 50]]), d(k="word " * 40), ["é" * 90, "👍" * 50], d(("a" * 90, "b" * 90)), [[["x" * 40, "y" * 40]]],
    d((True, 1), (2, 3)), d((f("2.5"), 1), (1, 2)),
    d(("k" * 79, d(("", ""), ("l", []), ("m", d()), ("n", t())))),
]
add("pprint", values=PP)
FILTERS = LINES

LINES = []
for name in (
    "boolean callable defined escaped even false filter float in integer iterable lower mapping none number odd sequence string test true undefined upper "
    "== != > >= < <= divisibleby sameas"
).split():
    add(name)
for name in ("==", "!=", ">", ">=", "<", "<=", "eq", "equalto", "ne", "gt", "greaterthan", "ge", "lt", "lessthan", "le", "in", "divisibleby", "sameas"):
    for arg in (0, 1, 3, f("2.5"), "hello", "", None, True, u("other"), [1, 2, 3], d(b=1, A=2, c="<x>"), big(10**22), t(1)):
        add(name, arg)
add("in", "hello world 42")
add("in", {"range": [50]})
add("in", d((1, 2), ("", 0)))
add("divisibleby", kwargs={"num": 2})
add("sameas", kwargs={"other": None})
add("eq", kwargs={"b": 1}, values=[1])
add("eq", 1, 2, values=[1])
add("odd", 1, values=[1])
add("odd", kwargs={"x": 1}, values=[1])
add("callable", 1, values=[1])
add("callable", kwargs={"x": 1}, values=[1])
add("in", values=[1])
add("nope", values=[1])
add("filter", values=["upper", "nope", m("upper"), 5, None, [], "e", u("upper")])
add("filter", 1, values=["upper"])
add("test", values=["odd", "==", "nope", m("odd"), 5, None, [], d()])
add("upper", values=["ABC", "ABC1", "ÀÉ", "ǅ", "123", "aB", "ß", "日本", "Ⅷ", m("X")])
add("lower", values=["abc", "abc1", "àé", "ǆ", "123", "aB", "ß", "日本", "ⅷ", "ª", m("x")])
TESTS = LINES
