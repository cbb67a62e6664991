"""Renders cases with the real Jinja2: one a line in, one answer a line out.

    render.py [--seconds 2] [--megabytes 1500]

With SMARTPASS_JINJA28 in the environment, the folder of Jinja 2.8's source, that release answers (see jinja28.py).

A case is {id, template, context, env, templates}, an answer {id, output} or {id, error: {type, message, line}}. Loaded are
the extensions loopcontrols and do, MoEngage's filters and its tag MOE_NOT_SEND (an error without a line). The line of a
syntax error is the template's; of any other error that of the innermost template frame of the traceback. A case that takes
too long is answered with an error of type Timeout, one that takes too much memory with a MemoryError.
"""
import argparse
import base64
import hashlib
import hmac
import json
import os
import resource
import signal
import sys
import urllib.parse
import warnings

if os.environ.get("SMARTPASS_JINJA28"):
    from jinja28 import load

    load(os.environ["SMARTPASS_JINJA28"])

import jinja2
from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.ext import Extension


class MOE_NOT_SEND(Exception):
    """The template drops the user; its message is the reason."""


class Timeout(BaseException):
    """The case takes too long. Not an Exception: no `except Exception` of Jinja's may catch it."""


class NotSend(Extension):
    """{% MOE_NOT_SEND %} and {% MOE_NOT_SEND(reason) %}"""

    tags = {"MOE_NOT_SEND"}

    def parse(self, parser):
        lineno = next(parser.stream).lineno
        args = []
        if parser.stream.current.type == "lparen":
            open_lineno = parser.stream.current.lineno
            args, kwargs, star, stars = call_arguments(parser)
            if kwargs or star or stars:
                parser.fail("invalid syntax for function call expression", open_lineno)
        call = self.call_method("drop", args, lineno=lineno)
        return nodes.CallBlock(call, [], [], [], lineno=lineno)

    @staticmethod
    def drop(*args, caller):
        raise MOE_NOT_SEND(str(args[0] if args else None))


def call_arguments(parser):
    if hasattr(parser, "parse_call_args"):
        return parser.parse_call_args()
    call = parser.parse_call(nodes.Name("drop", "load"))
    return call.args, call.kwargs, call.dyn_args, call.dyn_kwargs


def base64encode(value):
    return base64.b64encode(str(value).encode()).decode()


def base64decode(value):
    return base64.b64decode(str(value)).decode()


def urldecode(value):
    return urllib.parse.unquote_plus(str(value))


def convertToSHA256(value, secret):
    subject = str(value).encode()
    return hmac.new(str(secret).encode(), subject, hashlib.sha256).hexdigest()


def convertToSHA256NoSalt(value):
    return hashlib.sha256(str(value).encode()).hexdigest()


def index(value, item, start=None, stop=None):
    return value.index(item, *(bound for bound in (start, stop) if bound is not None))


def pop(value, index=None):
    return value.pop() if index is None else value.pop(index)


FILTERS = [index, pop, base64encode, base64decode, urldecode, convertToSHA256, convertToSHA256NoSalt]
UNDEFINED = {
    name: getattr(jinja2, name)
    for name in ("Undefined", "ChainableUndefined", "DebugUndefined", "StrictUndefined")
    if hasattr(jinja2, name)
}
EXTENSIONS = ["jinja2.ext.loopcontrols", "jinja2.ext.do", NotSend]
if jinja2.__version__.startswith("2."):
    EXTENSIONS += ["jinja2.ext.with_", "jinja2.ext.autoescape"]
ENVIRONMENTS = {}


def environment(options):
    key = json.dumps(options, sort_keys=True)
    if key not in ENVIRONMENTS:
        given = {k: v for k, v in options.items() if k not in ("jinja", "undefined")}
        env = jinja2.Environment(
            extensions=EXTENSIONS,
            loader=jinja2.DictLoader({}),
            undefined=UNDEFINED[options.get("undefined") or "Undefined"],
            **given,
        )
        env.filters.update({f.__name__: f for f in FILTERS})
        ENVIRONMENTS[key] = env
    return ENVIRONMENTS[key]


def line_of(error):
    """The template's line: Jinja rewrites the traceback so that template frames have the file name <template>."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    if isinstance(error, MOE_NOT_SEND):
        return None
    line = None
    frame = error.__traceback__
    while frame is not None:
        if frame.tb_frame.f_code.co_filename == "<template>":
            line = frame.tb_lineno
        frame = frame.tb_next
    return line


def message_of(error):
    if isinstance(error, TemplateSyntaxError):
        return error.message
    try:
        return str(error)
    except Exception as failure:
        return f"<unprintable {failure}>"


def answer(case):
    options = case.get("env") or {}
    if (options.get("undefined") or "Undefined") not in UNDEFINED:
        return {"error": {"type": "NotInRelease", "message": "", "line": None}}
    env = environment(options)
    env.loader.mapping = case.get("templates") or {}
    env.cache.clear()
    try:
        return {"output": env.from_string(case["template"]).render(case.get("context") or {})}
    except Timeout:
        return {"error": {"type": "Timeout", "message": "", "line": None}}
    except RecursionError:
        # Which frame of the many it is, and so line and text, hangs on Python's own stack.
        return {"error": {"type": "RecursionError", "message": "", "line": None}}
    except MemoryError:
        return {"error": {"type": "MemoryError", "message": "", "line": None}}
    except Exception as error:
        line = line_of(error)
        return {"error": {"type": type(error).__name__, "message": message_of(error), "line": line}}


def stop(_signal, _frame):
    raise Timeout


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--megabytes", type=int, default=1500)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    limit = options.megabytes << 20
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    signal.signal(signal.SIGALRM, stop)
    for line in sys.stdin.buffer:
        if not line.strip():
            continue
        case = json.loads(line)
        signal.setitimer(signal.ITIMER_REAL, options.seconds)
        try:
            got = answer(case)
        except Timeout:
            got = {"error": {"type": "Timeout", "message": "", "line": None}}
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        sys.stdout.write(json.dumps({"id": case.get("id"), **got}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
