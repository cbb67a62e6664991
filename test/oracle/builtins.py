"""Records what Jinja2's built-in filters, tests and globals answer.

    python3 test/oracle/builtins.py fixtures/jinja

writes builtins.json (names and signatures), filters.jsonl and tests.jsonl; run it with Debian's Jinja2 3.1.2. Run by
another release with `--version 3.1.6` it writes filters-3.1.6.jsonl: the lines that this release answers differently.

A value is JSON, where a one-key object names what JSON lacks: {"float": "0.5"}, {"int": "10000000000000000000000"},
{"markup": "<b>"}, {"undefined": "x"}, {"tuple": [...]}, {"dict": [[key, value], ...]}, {"range": [0, 5]},
{"generator": [...]}.

The first line of filters.jsonl and tests.jsonl holds the grid of values and the list of all different answers; each
further line is one call {name, args, kwargs?, autoescape?, values?, answers}: answers[i] belongs to values[i] (the line's
own or the grid's) and is a place in the list of answers. There an answer is
    "repr"            repr() of the result
    "!Type: message"  an exception
    "~repr|[...]"     an iterator: its own repr with the address left out, then repr() of the list of what it gives
    "~repr|!T: m"     an iterator that raises while it is consumed
    "?message"        an Undefined, with the message it raises
"""
import inspect
import json
import re
import sys
from pathlib import Path

from jinja2 import Environment
from jinja2.defaults import DEFAULT_FILTERS, DEFAULT_NAMESPACE, DEFAULT_TESTS
from jinja2.runtime import Undefined
from jinja2.utils import _PassArg
from markupsafe import Markup

sys.path.insert(0, str(Path(__file__).parent))
import builtins_cases as cases

ENVS = {flag: Environment(autoescape=flag) for flag in (False, True)}


def decode(v, env):
    if isinstance(v, list):
        return [decode(x, env) for x in v]
    if not isinstance(v, dict):
        return v
    (kind, x), = v.items()
    if kind == "float":
        return float(x)
    if kind == "int":
        return int(x)
    if kind == "markup":
        return Markup(x)
    if kind == "undefined":
        return env.undefined(name=x)
    if kind == "tuple":
        return tuple(decode(x, env))
    if kind == "dict":
        return {decode(a, env): decode(b, env) for a, b in x}
    if kind == "range":
        return range(*x)
    if kind == "generator":
        return (y for y in decode(x, env))
    raise ValueError(kind)


def plain(text):
    return re.sub(r"0x[0-9a-f]{12}", "0x", text, flags=re.IGNORECASE)


def failure(error):
    return plain("!%s: %s" % (type(error).__name__, error))


def answer(call):
    try:
        result = call()
    except Exception as e:
        return failure(e)
    if isinstance(result, Undefined):
        return "?" + result._undefined_message
    if hasattr(result, "__next__"):
        head = "~" + plain(repr(result)) + "|"
        try:
            return head + plain(repr(list(result)))
        except Exception as e:
            return head + failure(e)
    return plain(repr(result))


def run_filter(line, value, autoescape):
    env = ENVS[autoescape]
    context = env.from_string("").new_context()
    context.eval_ctx.autoescape = autoescape

    def call():
        args = [decode(a, env) for a in line["args"]]
        kwargs = {k: decode(a, env) for k, a in line.get("kwargs", {}).items()}
        return env.call_filter(line["name"], decode(value, env), args, kwargs, context=context)

    return answer(call)


def run_test(line, value):
    env = ENVS[False]

    def call():
        args = [decode(a, env) for a in line["args"]]
        kwargs = {k: decode(a, env) for k, a in line.get("kwargs", {}).items()}
        return env.call_test(line["name"], decode(value, env), args, kwargs)

    return answer(call)


def signature(function):
    """[name of the code that binds the arguments, hidden first parameter or None, parameters]"""
    inner = inspect.unwrap(function)
    if inspect.isclass(inner):
        try:
            parameters = list(inspect.signature(inner).parameters.values())
        except ValueError:
            return {"name": inner.__name__, "params": None}
        hidden = None
    else:
        try:
            parameters = list(inspect.signature(inner).parameters.values())
        except ValueError:
            return {"name": inner.__name__, "params": None}
        hidden = None
        arg = _PassArg.from_obj(inner)
        if arg is not None:
            hidden = parameters.pop(0).name
    params = []
    for p in parameters:
        if p.kind is p.VAR_POSITIONAL:
            params.append("*" + p.name)
        elif p.kind is p.VAR_KEYWORD:
            params.append("**" + p.name)
        else:
            params.append(p.name + ("?" if p.default is not p.empty else ""))
    return {
        "name": inner.__name__,
        "style": "python" if inspect.isfunction(inner) or inspect.isclass(inner) else "c",
        "hidden": hidden,
        "params": params,
    }


def inventory():
    tables = {"filters": DEFAULT_FILTERS, "tests": DEFAULT_TESTS, "globals": DEFAULT_NAMESPACE}
    return {
        kind: {name: signature(f) for name, f in sorted(table.items())} for kind, table in tables.items()
    }


def recorded(lines, grid, run):
    return [{**line, "answers": [run(line, v) for v in line.get("values", grid)]} for line in lines]


def loaded(path):
    head, *lines = (json.loads(line) for line in path.read_text().split("\n") if line)
    return [{**line, "answers": [head["answers"][i] for i in line["answers"]]} for line in lines]


def dump(path, grid, lines):
    places = {}
    rows = [{**line, "answers": [places.setdefault(a, len(places)) for a in line["answers"]]} for line in lines]
    rows.insert(0, {"values": grid, "answers": list(places)})
    path.write_text("".join(json.dumps(r, ensure_ascii=False, separators=(",", ":")) + "\n" for r in rows))


def filter_run(line, value):
    return run_filter(line, value, line.get("autoescape", False))


def main():
    target = Path(sys.argv[1])
    filters = recorded(cases.FILTERS, cases.GRID, filter_run)
    if sys.argv[2:3] == ["--version"]:
        before = loaded(target / "filters.jsonl")
        changed = [now for was, now in zip(before, filters) if was != now]
        dump(target / ("filters-%s.jsonl" % sys.argv[3]), cases.GRID, changed)
        return
    (target / "builtins.json").write_text(json.dumps(inventory(), indent=1) + "\n")
    dump(target / "filters.jsonl", cases.GRID, filters)
    dump(target / "tests.jsonl", cases.GRID, recorded(cases.TESTS, cases.GRID, run_test))


main()
