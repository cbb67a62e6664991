"""Times Python's Jinja2 on one case: `python.py MODE SECONDS` with the case as JSON on stdin."""
import base64, hashlib, hmac, json, sys, time
from jinja2 import Environment
from jinja2.ext import Extension
from jinja2 import nodes


class NotSend(Extension):
    tags = {"MOE_NOT_SEND"}

    def parse(self, parser):
        lineno = next(parser.stream).lineno
        args = []
        if parser.stream.current.type != "block_end":
            args = [parser.parse_expression()]
        return nodes.CallBlock(self.call_method("_skip", args), [], [], []).set_lineno(lineno)

    def _skip(self, *args, caller=None):
        return ""


mode, seconds = sys.argv[1], float(sys.argv[2])
case = json.load(sys.stdin)
env = Environment(extensions=["jinja2.ext.loopcontrols", "jinja2.ext.do", NotSend], cache_size=0)
env.filters["base64encode"] = lambda v: base64.b64encode(str(v).encode()).decode()
env.filters["convertToSHA256"] = lambda v, s: hmac.new(s.encode(), str(v).encode(), hashlib.sha256).hexdigest()
if mode == "compile":
    run = lambda: env.from_string(case["template"])
else:
    template = env.from_string(case["template"])
    run = lambda: template.render(case["context"])


def per_second(limit):
    count, batch, start = 0, 1, time.perf_counter()
    while True:
        for _ in range(batch):
            run()
        count += batch
        spent = time.perf_counter() - start
        if spent >= limit:
            return count / spent
        batch = min(batch * 2, 64)


run()
per_second(seconds / 2)
print(per_second(seconds))
