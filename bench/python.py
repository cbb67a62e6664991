"""Times Python's Jinja2 on one case, as child.mjs times the others: `python.py MODE SECONDS` with the case as JSON on stdin."""
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


def per_second(most, limit):
    count, batch, start = 0, 1, time.process_time()
    while True:
        for _ in range(batch):
            run()
        count += batch
        spent = time.process_time() - start
        if spent >= limit or count >= most:
            return count / spent
        batch = min(batch * 2, 64)


if mode == "cold":
    print(per_second(2000, float("inf")))
else:
    # Python has no compiler that would have to see the code run.
    per_second(200, seconds)
    print(per_second(float("inf"), seconds))
