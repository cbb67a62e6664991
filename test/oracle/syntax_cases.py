"""Sources for syntax.py: right ones of every construct, wrong ones, and sources under other options. A pilcrow is a newline."""

RIGHT = r'''
plain text
{{ a }}
{{ a }}{{ b }} text {{ c }}
{{ "a" }}{{ 'b' }}{{ "it's" }}{{ 'say "x"' }}
{{ "a" 'b' "c" }}
{{ 1 }}{{ 1_000 }}{{ 0x1F }}{{ 0b101 }}{{ 0o17 }}{{ 0 }}{{ 00 }}{{ 0_0 }}
{{ 1.5 }}{{ 1e3 }}{{ 2.5E-3 }}{{ 1_0.5_0 }}{{ 1e999 }}{{ 007.5 }}{{ 1_0e+1_0 }}
{{ 12345678901234567890 }}{{ 0xFFFFFFFFFFFFFFFFFF }}{{ 9007199254740993 }}
{{ true }}{{ True }}{{ false }}{{ False }}{{ none }}{{ None }}{{ TRUE }}{{ null }}
{{ a.b }}{{ a.b.c }}{{ a["b"] }}{{ a[0] }}{{ a.0 }}{{ a.0.1 }}{{ a.b[0].c }}{{ a.01 if 0 }}
{{ a[1:2] }}{{ a[:] }}{{ a[::] }}{{ a[1:] }}{{ a[:1] }}{{ a[::2] }}{{ a[1::2] }}{{ a[:1:2] }}{{ a[1:2:3] }}
{{ a[1, 2] }}{{ a[1:2, ::3] }}{{ a[] }}{{ a[1,] if 0 }}
{{ a() }}{{ a(1) }}{{ a(1, b) }}{{ a(x=1) }}{{ a(1, x=2) }}{{ a(*b) }}{{ a(**c) }}{{ a(1, *b, **c) }}{{ a(1, x=2, *b, y=3, **c) }}{{ a(1,) }}
{{ a(b)(c)[d].e(f) }}
{{ a|upper }}{{ a|replace("x", "y")|trim }}{{ a|f.g }}{{ a|f.g.h(1) }}{{ a|f(1)(2)|g }}{{ a|f(x=1, *y) }}
{{ a is defined }}{{ a is not defined }}{{ a is divisibleby 3 }}{{ a is divisibleby(3) }}{{ a is sameas b.c[0](1) }}{{ a is foo.bar }}
{{ a is equalto "x" and b }}{{ a is equalto b or c }}{{ a is defined if b is defined else c }}
{{ a is f [1, 2] }}{{ a is f {"x": 1} }}{{ a is f 1 + 2 }}{{ a is f b|upper }}{{ a is f 1.5 }}{{ a is f -1 }}
{{ a is b is c if 0 }}
{{ a|f is g }}{{ a is g|f }}{{ a is b(1) is c }}{{ not a is b }}{{ a is not b and not c is d }}
{{ a + b - c * d / e // f % g ** h }}{{ a ~ b ~ c }}{{ a ~ b * c ~ d + e }}{{ a - b - c }}{{ a ** b ** c }}
{{ -a }}{{ +a }}{{ - -a }}{{ -a ** b }}{{ a ** -b }}{{ -a|abs }}{{ (-a)|abs }}{{ -a.b }}{{ -a() }}{{ -1 }}{{ - 1 }}{{ -(1) }}
{{ a < b }}{{ a < b < c }}{{ a == b != c }}{{ a >= b <= c }}{{ a > b }}{{ a in b }}{{ a not in b }}{{ not a in b }}{{ a in b in c }}{{ not a not in b }}
{{ a and b or c and not d }}{{ not not a }}{{ not (a or b) and c }}
{{ a if b else c }}{{ a if b }}{{ a if b else c if d else e }}{{ (a if b) if c }}{{ a if b if c }}{{ a if b if c else d }}{{ a if b else c if d }}
{{ (a, b) }}{{ a, b }}{{ (a,) }}{{ a, }}{{ () }}{{ (a) }}{{ ((a, b), c) }}{{ (a,\nb,\nc) }}
{{ [] }}{{ [1] }}{{ [1, 2,] }}{{ {} }}{{ {1: 2} }}{{ {"a": b, "c": [1, {}],} }}{{ {a: b}.c }}{{ [1][0] }}
{{ "a\nb" }}{{ "\t\x41\u0041\U00000041\101\7" }}{{ '\'' }}{{ "\"" }}{{ "\\" }}{{ "\q\é\😀" }}{{ "\N{BULLET}\N{bullet}\N{EURO SIGN}" }}
{{ "line\¶continued" }}{{ "two¶lines" }}
{{ "é😀 \x41" }}{{ 'ü' }}
{{ "}}" }}{{ "%}" }}{{ '{{' }}
{{ {"a": {"b": {}}}}}
{{ {}}}{{ [{}] }}{{ {{}: 1} if 0 }}
{%- if a -%} x {%- else -%} y {%- endif -%}
 {{- a -}} x {{ - a }} {{-1}} {{+a+}} y
{{- a -}} {{+ a }} {{+1}}
{%+ if a +%}¶x¶{%+ endif +%}¶y
{# comment #}a{#- c -#} b {#+ d +#}
{# multi¶line #}
{##}a{#-#}b{#+#}c{#--#}d
{#¶a {#
{% raw %}{{ a }}{% if %}{# x #}{% endraw %}b
a {%- raw -%} {{ a }} {%- endraw -%} b
{%+ raw %}a{%+ endraw +%}
{%raw%}{%endraw%}
{% raw %}{% endraw2 %}{% endraw %}
{% raw %}
{% raw¶%}x{% endraw¶%}
{{
{%
{% if a %}b{% endif %}
{% if a %}b{% elif c %}d{% elif e %}f{% else %}g{% endif %}
{% if a: %}b{% else: %}c{% endif %}
{% if a, b %}c{% endif %}
{% if a %}{% if b %}{% endif %}{% endif %}
{% for a in b %}{{ a }}{% endfor %}
{% for a, b in c %}{% endfor %}{% for (a, b) in c %}{% endfor %}{% for a, (b, c) in d %}{% endfor %}
{% for a in b if c %}{% else %}d{% endfor %}
{% for a in b recursive %}{{ loop(a) }}{% endfor %}{% for a in b if c recursive %}{% endfor %}
{% for a in 1, 2, 3 %}{% endfor %}{% for a in b if c if d else e %}{% endfor %}{% for a in b, %}{% endfor %}
{% for a in b %}{% break %}{% continue %}{% endfor %}
{% set a = 1 %}{% set a, b = 1, 2 %}{% set (a, b) = c %}{% set a.b = 1 %}{% set a = b if c else d %}{% set a = b, %}
{% set a %}text{% endset %}{% set a | upper | replace("x", "y") %}text{% endset %}{% set a.b %}x{% endset %}{% set a, b %}x{% endset %}
{% with %}{% endwith %}{% with a = 1 %}{{ a }}{% endwith %}{% with a = 1, b = 2 %}{% endwith %}{% with a, b = c %}x{% endwith %}
{% autoescape true %}{{ a }}{% endautoescape %}{% autoescape a if b %}{% endautoescape %}
{% block a %}b{% endblock %}{% block c scoped %}{% endblock c %}{% block d required %} {# x #} {% endblock d %}{% block e scoped required %}{% endblock %}
{% block scoped %}{% endblock %}{% block required %}{% endblock required %}
{% extends "a" %}{% extends a if b else c %}
{% include "a" %}{% include a ignore missing %}{% include ["a", "b"] with context %}{% include a without context %}{% include a ignore missing without context %}{% include "a" if b %}
{% include a ignore %}
{% import "a" as b %}{% import a as b with context %}{% import a as b without context %}
{% from "a" import b %}{% from "a" import b as c, d %}{% from a import b, c with context %}{% from a import b without context %}{% from a import with, without %}
{% from a import b as c with context %}{% from "a" import with context %}{% from "a" import b, with context %}
{% from a import b "with" context %}
{% macro a() %}b{% endmacro %}{% macro a(b, c=1, d="x") %}{% endmacro %}{% macro a(b,¶c) %}{% endmacro %}
{% call a() %}b{% endcall %}{% call(x, y=1) a.b(1) %}c{% endcall %}{% call() a() %}{% endcall %}
{% filter upper %}a{% endfilter %}{% filter a.b(1)|c %}x{% endfilter %}
{% print a %}{% print a, b %}{% print %}
{% do a.append(1) %}{% do a, b %}
{% if a -%}¶¶¶{% set b = 1 %}{{ b¶+ c }}{% endif %}
{{ a¶.b¶[c]¶|d(¶1¶)¶is e¶}}
{{ a +¶b +¶c }}{{ a and¶b and¶c }}{{ a or¶b }}{{ a <¶b <¶c }}{{ a ~¶b }}{{ not¶a }}{{ -¶a }}{{ a if¶b else¶c }}
{{ foo(¶  a,¶  b=c,¶  *d¶) }}{{ {¶"a": 1,¶"b": 2¶} }}
a¶¶b¶ {{ c }} ¶¶d
{{ é }}{{ naïve }}{{ 变量 }}{{ _x }}{{ a1 }}{{ π_2 }}
{{ a }} {{ b }}	{{ c }}
{% if a %} {% endif %}
{{ 1if 2else 3 }}{{ 1in a }}{{ 1.if a }}
{{ a.if }}{{ a.in.not.and }}{{ if }}{{ in }}{{ not in }}
{{ loop }}{{ self.a() }}{{ super() }}{{ varargs }}
{{ a is in b }}{{ a is not in b }}{{ a is in(b) }}{{ a is none }}{{ a is true }}{{ a is not none else 1 if 0 }}
{{ a == (b == c) }}{{ (a in b) == true }}{{ 2 * (a < b) }}{{ (a) }}{{ (a).b }}{{ (a, b)[0] }}
{{ "%s" % a }}{{ "a" * 3 }}{{ "a".upper() }}{{ 1.5.x if 0 }}{{ 1 .x }}
{{ x if y is defined and z is not none or w }}
'''

WRONG = r'''
{{ }}
{% %}
{{ a
{% if a
{% if a %}
{% if a %}{% else %}
{% for a in b %}
{% for a in b %}{% else %}
{% if a %}{% endfor %}
{% for a in b %}{% endif %}
{% if a %}{% for b in c %}{% endif %}{% endfor %}
{% block a %}{% if b %}{% endblock %}
{% endif %}
{% endfor %}
{% else %}
{% foo %}
{% if a %}{% foo %}{% endif %}
{% elsif a %}
{% if a %}{% elsif b %}{% endif %}
{% if a %}{% else if b %}{% endif %}
{% if a %}{% endif a %}
{% assign a = 1 %}
{% comment %}x{% endcomment %}
{% load i18n %}
{% url "x" %}
{% unless a %}b{% endunless %}
{% case a %}{% when 1 %}{% endcase %}
{% capture a %}b{% endcapture %}
{% 1 %}
{% "a" %}
{% -a %}
{%¶if a¶%}
{{ a b }}
{{ a 1 }}
{{ a "b" }}
{{ 1 2 }}
{{ a, b c }}
{{ a | }}
{{ a || b }}
{{ a && b }}
{{ a & b }}
{{ !a }}
{{ a != }}
{{ a === b }}
{{ a ? b : c }}
{{ a; }}
{{ a = 1 }}
{{ a == }}
{{ a + }}
{{ + }}
{{ a ** }}
{{ * a }}
{{ a. }}
{{ a.. }}
{{ a."b" }}
{{ a.1.5 }}{{ a.b.1.c. }}
{{ .a }}
{{ a[ }}
{{ a[1 }}
{{ a[1:2:3:4] }}
{{ a[1 2] }}
{{ a] }}
{{ a) }}
{{ a} }}
{{ (a }}
{{ (a] }}
{{ [a) }}
{{ {a} }}
{{ {a: } }}
{{ {a b} }}
{{ {: a} }}
{{ {a: b c: d} }}
{{ [a b] }}
{{ [,] }}
{{ (,) }}
{{ , }}
{{ a(,) }}
{{ a(b c) }}
{{ a(b=) }}
{{ a(b=1, c) }}
{{ a(*b, c) }}
{{ a(**b, c) }}
{{ a(**b, c=1) }}
{{ a(**b, *c) }}
{{ a(*b, *c) }}
{{ a(**b, **c) }}
{{ a(1=2) }}
{{ a(¶1,¶b=2,¶3) }}
{{ a|1 }}
{{ a|"b" }}
{{ a|b: "c" }}
{{ a|default: 'x' }}
{{ a|b[0] }}
{{ a|b. }}
{{ a|b.1 }}
{{ a is }}
{{ a is 1 }}
{{ a is not }}
{{ a is b is c }}
{{ a is not b is c }}
{{ a is "x" }}
{{ a is b c d }}
{{ not }}
{{ a not b }}
{{ a in }}
{{ a not }}
{{ a and }}
{{ or a }}
{{ a if }}
{{ a if b else }}
{{ a else b }}
{{ a is defined else b }}
{{ "a }}
{{ 'a' b' }}
{{ "\x4" }}
{{ "\u12" }}
{{ "\U0011" }}
{{ "\U00110000" }}
{{ "\N" }}
{{ "\N{" }}
{{ "\N{}" }}
{{ "\N{NO SUCH NAME}" }}
{{ 007 }}
{{ 1__0 }}
{{ 1_ }}
{{ 0x }}
{{ 0xg }}
{{ 0b2 }}
{{ 1e }}
{{ 1e+ }}
{{ 1. }}
{{ 1.5.5 }}
{{ 2x }}
{{ ·a }}
{{ ١٢ }}
{{ ١.٥ }}
{{ 1.٥ }}
{{ 1١ }}
{{ a² }}{{ ² }}
{{ “a” }}
{{ a ‘b’ }}
{{ a&nbsp;b }}
{{ a &gt; b }}
{{ 😀 }}
a😀b {{ @ }}
{{ $a }}
{{ a`b }}
{{ \a }}
{{ a → b }}
{{​a }}
{{ {{ a }} }}
{% if {{ a }} %}{% endif %}
{{ {% a %} }}
{{ a %}
{% if a }}
{% if a } %}
{% set %}
{% set 1 = 2 %}
{% set a %}
{% set a = %}
{% set a b %}
{% set "a" = 1 %}
{% set true = 1 %}
{% set a, true = 1 %}
{% set (a, 1) = 1 %}
{% set a() = 1 %}
{% set a[0] = 1 %}
{% set a.b.c = 1 %}
{% set a.1 = 1 %}
{% set 1.a = 1 %}
{% set a. = 1 %}
{% set (a.b) = 1 %}
{% set [a] = 1 %}
{% set {} = 1 %}
{% set , } %}
{% set a == 1 %}
{% set a += 1 %}
{% set a | %}x{% endset %}
{% set a.b, c = 1 %}
{% set a, b.c = 1 %}
{% set a = 1 %}{% endset %}
{% set none %}{% endset %}
{% for %}{% endfor %}
{% for a %}{% endfor %}
{% for a in %}{% endfor %}
{% for a, in b %}{% endfor %}
{% for in in in %}{% endfor %}
{% for a.b in c %}{% endfor %}
{% for 1 in c %}{% endfor %}
{% for true in c %}{% endfor %}
{% for a in b recursive if c %}{% endfor %}
{% for a in b if %}{% endfor %}
{% for a in b %}{% elif %}{% endfor %}
{% for a in b else c %}{% endfor %}
{% if %}{% endif %}
{% if a b %}{% endif %}
{% if a %}{% elif %}{% endif %}
{% if a %}{% else %}{% elif b %}{% endif %}
{% if a %}{% else %}{% else %}{% endif %}
{% if a = b %}{% endif %}
{% block %}{% endblock %}
{% block a-b %}{% endblock %}
{% block "a" %}{% endblock %}
{% block a b %}{% endblock %}
{% block a %}{% endblock b %}
{% block a required %}x{% endblock %}
{% block a required %}{{ x }}{% endblock %}
{% block a required %}{% if x %}{% endif %}{% endblock %}
{% block a required %}x{% set y = 1 %}{% endblock %}
{% block a required %} {% autoescape 1 %}{% endautoescape %}{% endblock %}
{% block a required scoped %}{% endblock %}
{% extends %}
{% extends "a" "b" c %}
{% include %}
{% include "a" with %}
{% include "a" ignore missing with %}
{% include "a" without %}
{% include a, b %}
{% import "a" %}
{% import "a" as %}
{% import "a" as 1 %}
{% import "a" as true %}
{% import "a" as b c %}
{% from %}
{% from "a" %}
{% from "a" import %}
{% from "a" import b, %}
{% from "a" import b c %}
{% from "a" import _b %}
{% from "a" import __b as c %}
{% from "a" import true %}
{% from "a" import b as true %}
{% from "a" import b as %}
{% from "a" import b.c %}
{% from "a" import "b" %}
{% from "a"¶import _b %}
{% macro %}{% endmacro %}
{% macro a %}{% endmacro %}
{% macro a( %}{% endmacro %}
{% macro a(b=1, c) %}{% endmacro %}
{% macro a(1) %}{% endmacro %}
{% macro a(b c) %}{% endmacro %}
{% macro a(b,) %}{% endmacro %}
{% macro a(true) %}{% endmacro %}
{% macro true() %}{% endmacro %}
{% macro a.b() %}{% endmacro %}
{% macro a(*b) %}{% endmacro %}
{% macro a() %}
{% call %}{% endcall %}
{% call a %}{% endcall %}
{% call a|b %}{% endcall %}
{% call(1) a() %}{% endcall %}
{% call¶a %}{% endcall %}
{% filter %}{% endfilter %}
{% filter 1 %}{% endfilter %}
{% filter a b %}{% endfilter %}
{% filter a| %}{% endfilter %}
{% with a %}{% endwith %}
{% with a = 1 b = 2 %}{% endwith %}
{% with a = 1, %}{% endwith %}
{% with 1 = a %}{% endwith %}
{% with a.b = 1 %}{% endwith %}
{% autoescape %}{% endautoescape %}
{% print a b %}
{% print a, %}
{% do %}
{% do a b %}
{% break 1 %}
{% continue a %}
{% raw %}x
{% raw %}{% endraw x %}
{% raw x %}{% endraw %}
{% endraw %}
a {# b
{#-
{% trans %}a{% endtrans %}
{% debug %}
{% if a %}¶¶¶{{ b }}¶{% foo¶%}
x -%}{% if a -%}¶¶¶{% bar %}
{#-¶¶-#}¶{{ a b }}
{{ "a¶¶b" c }}
{% raw %}¶¶{% endraw -%}¶¶¶{{ a b }}
{{ (1, 2 }}
{{ a[b(c{d }}
{{ a -}
{{ a }
{% if a %
{{ 'a\' }}
{{ a.b( }}
'''

OPTIONED = [
    ("a\n  {% if x %}\n  b\n  {% endif %}\nc {% if y %}{% foo %}", [{"lstrip_blocks": True}, {"trim_blocks": True}, {"lstrip_blocks": True, "trim_blocks": True}]),
    ("  {# c #}\n\t{#- d #}\n  {#+ e +#}\n x {# f -#}  \n g", [{"lstrip_blocks": True}, {"trim_blocks": True}, {"lstrip_blocks": True, "trim_blocks": True}]),
    ("  {{ a }}\n  {{- b }}\n  {{+ c }}", [{"lstrip_blocks": True, "trim_blocks": True}]),
    ("  {%+ if a +%}\n  {%+ raw +%}\n {{ }} {%+ endraw +%}\n  {%- endif +%}\n", [{"lstrip_blocks": True, "trim_blocks": True}]),
    ("  {% raw %}\n  {{ }}\n  {% endraw %}\n  x", [{"lstrip_blocks": True}, {"trim_blocks": True}, {"lstrip_blocks": True, "trim_blocks": True}]),
    ("x  {% if a %}  {% endif %}\n  {% if a %}{% if b %}  {% endif %}\n  {% endif %}", [{"lstrip_blocks": True}, {"trim_blocks": True}]),
    ("\u00a0{% if a %}\f{% endif %}\n\u2028 {% set b = 1 %}", [{"lstrip_blocks": True}]),
    ("a\n", [{"keep_trailing_newline": True}, {}]),
    ("a\n\n", [{"keep_trailing_newline": True}, {}]),
    ("a\r\nb\rc\n\r\n", [{"keep_trailing_newline": True}, {}]),
    ("\n", [{"keep_trailing_newline": True}, {}]),
    ("", [{"keep_trailing_newline": True}, {}]),
    ("\r\n{% if a %}\r{{ b c }}", [{}]),
    ("a\u2028b\u0085c\x0b\x0c{% foo %}", [{}]),
    ("{{ 'a\r\nb' }}\r{{ c d }}", [{}]),
    ("{% if a %}\r\n{% endif %}\r\nx", [{"trim_blocks": True}]),
]


def lines(block):
    return [line.replace("\u00b6", "\n") for line in block.strip("\n").split("\n")]
