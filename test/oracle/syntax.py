#!/usr/bin/python3
"""Jinja's answer to template sources: its tree in one line, or its error.

    syntax.py > fixtures/jinja/syntax.jsonl     the cases of syntax_cases.py and damaged variants, answered
    syntax.py serve                             one case a line in, one answer a line out

A case is a source, or {"source": ..., "env": {...}} with Jinja's own option names.
"""
import json
import random
import re
import sys

import jinja2
import syntax_cases
from jinja2 import nodes

sys.stdout.reconfigure(encoding="utf-8", errors="surrogatepass")
FIELDS = {
    "FilterBlock": ["body", "filter"],
    "FromImport": ["template", "names", "with_context"],
}
DROPPED = {"Getitem": {"ctx"}, "Getattr": {"ctx"}}


def scalar(value):
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, int):
        return "i%d" % value
    if isinstance(value, float):
        return "f%r" % value
    return json.dumps(value, ensure_ascii=False)


def dump(node):
    name = type(node).__name__
    if name == "Scope":
        inner = node.body[0]
        value = field(inner.options[0].value)
        return "(Autoescape@%d %s %s)" % (inner.lineno, value, field(inner.body))
    fields = FIELDS.get(name, node.fields)
    shown = [f for f in fields if f not in DROPPED.get(name, ())]
    if name == "Const":
        values = [scalar(node.value)]
    elif name == "FromImport":
        pairs = [n if isinstance(n, tuple) else (n, n) for n in node.names]
        values = [field(node.template), field([list(p) for p in pairs]), field(node.with_context)]
    else:
        values = [field(getattr(node, f)) for f in shown]
    line = "" if name == "Operand" else "@%d" % node.lineno
    return "(%s)" % " ".join([("Root" if name == "Template" else name) + line, *values])


def field(value):
    if isinstance(value, nodes.Node):
        return dump(value)
    if isinstance(value, (list, tuple)):
        return "[%s]" % " ".join(field(v) for v in value)
    if isinstance(value, int) and not isinstance(value, bool):
        return "%d" % value
    return json.dumps(value, ensure_ascii=False)


def environment(env):
    return jinja2.Environment(extensions=["jinja2.ext.loopcontrols", "jinja2.ext.do"], **env)


def answer(case):
    source, env = (case, {}) if isinstance(case, str) else (case["source"], case.get("env", {}))
    try:
        return {"tree": dump(environment(env).parse(source))}
    except jinja2.TemplateSyntaxError as error:
        return {"error": {"type": type(error).__name__, "message": error.message, "line": error.lineno}}
    except Exception as error:
        return {"error": {"type": type(error).__name__, "message": str(error), "line": None}}


TOKEN = re.compile(r"\{[{%#][-+]?|[-+]?[}%#]\}|\w+|\s+|\"[^\"]*\"|'[^']*'|.", re.S)


def damage(source, rng):
    """The source with one or two tokens deleted, doubled, swapped or replaced by one of another place."""
    tokens = TOKEN.findall(source)
    for _ in range(rng.choice([1, 1, 2])):
        if not tokens:
            break
        at = rng.randrange(len(tokens))
        other = rng.randrange(len(tokens))
        kind = rng.randrange(5)
        if kind == 0:
            del tokens[at]
        elif kind == 1:
            tokens.insert(at, tokens[at])
        elif kind == 2:
            tokens[at], tokens[other] = tokens[other], tokens[at]
        elif kind == 3:
            tokens[at] = rng.choice(SPARE)
        else:
            tokens.insert(at, rng.choice(SPARE))
    return "".join(tokens)


SPARE = """{{ }} {% %} {# #} {%- -%} {{- -}} +%} ( ) [ ] { } , . : | ~ + - * ** / // % == != < <= = ; ! if else elif endif for
endfor in not and or is set endset raw endraw block endblock recursive macro endmacro call with without context ignore missing
import from include as true none 1 1.5 0x1F 007 1e3 'x' "y\\\\n" a _b é \\n &""".split(" ")
SPARE = [word.replace("\\n", "\n") for item in SPARE for word in item.split("\n")]


def cases():
    right, wrong = syntax_cases.lines(syntax_cases.RIGHT), syntax_cases.lines(syntax_cases.WRONG)
    rng = random.Random(20)
    yield from right
    yield from wrong
    for source, envs in syntax_cases.OPTIONED:
        for env in envs:
            yield {"source": source, "env": env}
    for source in right:
        for _ in range(6):
            yield damage(source, rng)


def main():
    if sys.argv[1:2] == ["serve"]:
        for line in sys.stdin:
            print(json.dumps(answer(json.loads(line))), flush=True)
        return
    for case in cases():
        case = {"source": case} if isinstance(case, str) else case
        print(json.dumps({**case, "expect": answer(case)}))


main()
