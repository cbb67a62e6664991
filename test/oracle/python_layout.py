"""Records how many lines of Python Jinja2 3.1.2 writes, and which errors Python raises for code that is nested too deep.

    /usr/bin/python3 test/oracle/python_layout.py > fixtures/jinja/python-layout.jsonl

A case is {template, lines} or {before, open, depth, close, error}: the second form stands for `before`, `open` so many times, `x`
and `close` so many times.
"""
import json
import random
import sys
import warnings

import jinja2

ENV = jinja2.Environment(extensions=["jinja2.ext.loopcontrols", "jinja2.ext.do"])
STATEMENTS = [
    "{{% if a %}}{0}{{% endif %}}",
    "{{% if a %}}{0}{{% elif b is odd %}}{1}{{% else %}}{2}{{% endif %}}",
    "{{% for i in a %}}{0}{{% endfor %}}",
    "{{% for i in a if i %}}{{{{ loop.index }}}}{0}{{% else %}}{1}{{% endfor %}}",
    "{{% for i, j in a recursive %}}{{{{ loop(i) }}}}{0}{{% endfor %}}",
    "{{% macro m(x, y=1) %}}{0}{{{{ caller() }}}}{{{{ kwargs }}}}{{% endmacro %}}",
    "{{% call(z) m(a) %}}{0}{{% endcall %}}",
    "{{% filter upper %}}{0}{{% endfilter %}}",
    "{{% with a=1, b=a %}}{0}{{% endwith %}}",
    "{{% set v %}}{0}{{% endset %}}",
    "{{% autoescape true %}}{0}{{% endautoescape %}}",
    "{{% autoescape a %}}{0}{{% endautoescape %}}",
    '{{% include "x" ignore missing %}}{{% include a without context %}}{0}',
    '{{% import "x" as k %}}{{% from "x" import p, q as _r %}}{0}',
    "{{% set ns = namespace() %}}{{% set ns.x = a %}}{{% do a.b() %}}{0}",
]
LEAVES = ["x", "{{ a }}", "{{ 1 }}{{ a|upper }}", "{% set q = 1 %}", "{% set _q = 1 %}{{ q }}", "{{ 'a'|upper }}y"]
NESTINGS = [
    ("{% if a %}", "{% endif %}"),
    ("{% if a %}1{% else %}", "{% endif %}"),
    ("{% for i in a %}", "{% endfor %}"),
    ("{% for i in a %}{{ loop.index }}", "{% endfor %}"),
    ("{% for i in a recursive %}", "{% endfor %}"),
    ('{% for i in a if i %}y', '{% else %}{% include "x" %}{% endfor %}'),
    ("{% with x=1 %}{% if a|upper %}", "{% endif %}{% endwith %}"),
    ("{% filter upper %}{% if x %}", "{% endif %}{% endfilter %}"),
    ("{% set b %}{% if a %}", "{% endif %}{% endset %}"),
    ("{% macro m() %}", "{% endmacro %}"),
    ("{% autoescape a %}{% for i in a %}", "{% endfor %}{% endautoescape %}"),
]
DEPTHS = [18, 19, 20, 21, 22, 49, 50, 51, 97, 98, 99, 100, 101]


def some_template(chance, depth):
    if depth == 0:
        return chance.choice(LEAVES)
    parts = [some_template(chance, depth - 1) for _ in range(3)]
    return chance.choice(STATEMENTS).format(*parts)


def templates(count):
    chance = random.Random(31)
    for number in range(count):
        template = some_template(chance, chance.randrange(1, 5))
        if number % 3 == 0:
            template = "{% block b scoped %}" + template + "{{ super() }}{{ self.b() }}{% endblock %}" + some_template(chance, 1)
        if number % 7 == 0:
            template = '{% extends "l" %}' + template
        if number % 11 == 0:
            template = '{% if a %}{% extends "l" %}{% endif %}' + template
        yield template


def error_of(code):
    try:
        compile(code, "<template>", "exec")
    except SyntaxError as error:
        return {"type": type(error).__name__, "message": str(error)}
    return None


def main():
    warnings.simplefilter("ignore")
    for template in templates(200):
        code = ENV.compile(template, raw=True)
        # The functions end before the table of blocks, which has an empty line in front, and the line numbers.
        print(json.dumps({"template": template, "lines": code.count("\n") + 1 - 3}, ensure_ascii=False))
    for before in ["", "text {{ a }}{% set z = 1 %}\n"]:
        for begin, end in NESTINGS:
            for depth in DEPTHS:
                try:
                    error = error_of(ENV.compile(before + begin * depth + "x" + end * depth, raw=True))
                except (RecursionError, MemoryError):
                    continue
                case = {"before": before, "open": begin, "depth": depth, "close": end, "error": error}
                print(json.dumps(case, ensure_ascii=False))


sys.setrecursionlimit(10_000)
main()
