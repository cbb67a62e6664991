"""Runs the Dask recipe on two workers and kills one of them while it renders a part; prints what came of it as JSON.

killed_worker.py FOLDER CAMPAIGN COMMAND...: FOLDER holds parts/*.ndjson; the answers go to FOLDER/links.
"""
import glob
import json
import os
import signal
import sys
import time

from distributed import Client, LocalCluster

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "docs", "scale"))
from dask_links import links_of_part  # noqa: E402


def logged(part, template, folder, log, command):
    """A part, with a line in the log for each time that it is begun."""
    with open(log, "a", encoding="utf-8") as lines:
        lines.write(os.path.basename(part) + "\n")
    return links_of_part(part, template, folder, command=command)


def kill_one(client, cluster, log):
    """Ends a worker as the system does when memory runs out, once it is at work and others have been done before."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        begun = open(log, encoding="utf-8").read().split() if os.path.exists(log) else []
        busy = [address for address, tasks in client.processing().items() if tasks]
        if len(begun) >= 3 and busy:
            pid = client.run(os.getpid, workers=[busy[0]])[busy[0]]
            os.kill(pid, signal.SIGKILL)
            return pid
        time.sleep(0.02)
    raise SystemExit("no worker was at work")


if __name__ == "__main__":
    base, campaign, *command = sys.argv[1:]
    parts = sorted(glob.glob(os.path.join(base, "parts", "*.ndjson")))
    links, log = os.path.join(base, "links"), os.path.join(base, "begun.log")
    os.makedirs(links, exist_ok=True)
    options = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "host": "127.0.0.1", "dashboard_address": None}
    with LocalCluster(**options) as cluster, Client(cluster) as client:
        tasks = client.map(logged, parts, template=campaign, folder=links, log=log, command=command, pure=False)
        killed = kill_one(client, cluster, log)
        totals = {}
        for counts in client.gather(tasks):
            for state, count in counts.items():
                totals[state] = totals.get(state, 0) + count
    print(json.dumps({"killed": killed, "begun": open(log, encoding="utf-8").read().split(), "totals": totals}))
