"""Python's knowledge of Unicode: the tables of src/jinja/values/unicode-data.ts, and digests that the tests hold them against.

    /usr/bin/python3 test/oracle/unicode.py tables > src/jinja/values/unicode-data.ts
    /usr/bin/python3 test/oracle/unicode.py digest > fixtures/jinja/values/unicode.json

Run it with Python 3.11 (Unicode 14).
"""

import hashlib
import json
import sys
import textwrap
import unicodedata

ALL = range(0x110000)
# `npm test` goes through the first two planes, where nearly all letters are, and `npm run test:long` through the others.
PARTS = {"low": range(0x20000), "high": range(0x20000, 0x110000)}
PREDICATES = (
    "isalpha isdigit isdecimal isnumeric isalnum isspace islower isupper istitle isidentifier isprintable"
).split()
MAPPINGS = "upper lower title capitalize casefold swapcase".split()
SIGMA = "\u03a3"
FINAL = "\u03c2"


def base36(number):
    sign, number = ("-", -number) if number < 0 else ("", number)
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
        if number == 0:
            return sign + digits


def runs(test):
    """The code points where the answer changes, from False at 0, each as the gap to the one before."""
    before, last, gaps = False, 0, []
    for code in ALL:
        if test(code) != before:
            gaps.append(base36(code - last))
            before, last = not before, code
    return gaps


def case_ignorable(code):
    char = chr(code)
    return ("A" + char + SIGMA).lower().endswith(FINAL) and not (char + SIGMA).lower().endswith(FINAL)


def mapping_runs(pairs):
    """`gap,count,step,delta` for single code points; `code>code.code` where the answer is longer."""
    single = sorted((c, ord(t) - c) for c, t in pairs.items() if len(t) == 1)
    out, index, last = [], 0, 0
    while index < len(single):
        code, delta = single[index]
        best = (1, 1)
        for step in (1, 2):
            count = 1
            while index + count < len(single) and single[index + count] == (code + count * step, delta):
                count += 1
            best = max(best, (count, step), key=lambda item: item[0])
        count, step = best
        out.append(",".join(map(base36, (code - last, count, step, delta))))
        last = code
        index += count
    longer = [base36(c) + ">" + ".".join(base36(ord(x)) for x in t) for c, t in sorted(pairs.items()) if len(t) > 1]
    return out + longer


def changed(name):
    return {c: getattr(chr(c), name)() for c in ALL if getattr(chr(c), name)() != chr(c)}


def tables():
    is_ = lambda name: lambda code: getattr(chr(code), name)()
    upper, lower, title, fold = map(changed, ("upper", "lower", "title", "casefold"))
    over = lambda special, common: {
        c: special.get(c, chr(c)) for c in ALL if special.get(c, chr(c)) != common.get(c, chr(c))
    }
    entries = [
        ("ALPHA", "isalpha()", runs(is_("isalpha"))),
        ("DECIMAL", "isdecimal(): runs of ten, zero first", runs(is_("isdecimal"))),
        ("DIGIT", "isdigit()", runs(is_("isdigit"))),
        ("NUMERIC", "isnumeric()", runs(is_("isnumeric"))),
        ("LOWER", "islower()", runs(is_("islower"))),
        ("UPPER", "isupper()", runs(is_("isupper"))),
        ("TITLE", "Titlecase letters (category Lt)", runs(lambda c: unicodedata.category(chr(c)) == "Lt")),
        ("ID_START", "First character of an identifier", runs(is_("isidentifier"))),
        ("ID_CONTINUE", "Further characters of an identifier", runs(lambda c: ("a" + chr(c)).isidentifier())),
        ("PRINTABLE", "isprintable()", runs(is_("isprintable"))),
        ("CASE_IGNORABLE", "Case_Ignorable and not cased: skipped when looking for a final sigma", runs(case_ignorable)),
        ("TO_UPPER", "upper()", mapping_runs(upper)),
        ("TO_LOWER", "lower()", mapping_runs(lower)),
        ("TO_TITLE", "title() of one character, where it is not upper()", mapping_runs(over(title, upper))),
        ("TO_FOLD", "casefold() of one character, where it is not lower()", mapping_runs(over(fold, lower))),
    ]
    print("/*")
    print(f" * Unicode {unicodedata.unidata_version} as Python {sys.version.split()[0]} knows it. Written by test/oracle/unicode.py; not edited by hand.")
    print(" * Sets: the gaps between the code points where membership changes, from outside at 0, in base 36.")
    print(" * Mappings: `gap,count,step,delta` for runs of single code points, `code>code.code` for longer answers, in base 36.")
    print(" */")
    for name, comment, items in entries:
        print(f"\n/** {comment}. */")
        print(f"export const {name} = `")
        print("\n".join(textwrap.wrap(" ".join(items), 160, break_on_hyphens=False, break_long_words=False)))
        print("`;")


def sha(text):
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def bits(test):
    return {name: sha("".join("1" if test(chr(code)) else "0" for code in part)) for name, part in PARTS.items()}


def changes(mapping):
    return {
        name: sha("".join(f"{code:x}>{mapping[code]}\n" for code in part if code in mapping))
        for name, part in PARTS.items()
    }


def digest():
    answers = {"version": unicodedata.unidata_version, "predicates": {}, "mappings": {}, "contexts": {}}
    for name in PREDICATES:
        answers["predicates"][name] = bits(lambda char: getattr(char, name)())
    for name in MAPPINGS:
        answers["mappings"][name] = changes(changed(name))
    contexts = {
        "sigma after A + char": lambda char: ("A" + char + SIGMA).lower().endswith(FINAL),
        "sigma after char": lambda char: (char + SIGMA).lower().endswith(FINAL),
        "sigma before char": lambda char: ("A" + SIGMA + char).lower()[1] == FINAL,
        "title after char": lambda char: (char + "a").title().endswith("a"),
        "title inside char": lambda char: ("a" + char + "a").title().endswith("a"),
        "identifier with char": lambda char: ("a" + char).isidentifier(),
        "istitle A + char": lambda char: ("A" + char).istitle(),
        "istitle char + A": lambda char: (char + "A").istitle(),
        "islower a + char": lambda char: ("a" + char).islower(),
        "isupper A + char": lambda char: ("A" + char).isupper(),
        "line break": lambda char: len(("a" + char + "a").splitlines()) == 2,
        "split at": lambda char: len(("a" + char + "a").split()) == 2,
        "strip": lambda char: (char + "a" + char).strip() == "a",
    }
    for name, test in contexts.items():
        answers["contexts"][name] = bits(test)
    print(json.dumps(answers, indent=1))


{"tables": tables, "digest": digest}[sys.argv[1]]()
