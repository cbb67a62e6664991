"""The links of every user on Dask: one task for each part of the input, one file for each part of the output.

    python3 dask_links.py tcp://scheduler:8786 campaign.yaml links/ users/part-*.ndjson

A part is written under another name and then renamed, so a task that ran twice because its worker died leaves one file. The
totals are those that the tasks return, and Dask keeps one result for each task.
"""
import collections
import json
import os
import sys

from distributed import Client

from smartpass_rows import answers


def links_of_part(part, template, folder, options=("--links",), command=("smartpass",), env=None):
    """Writes the answers for a file of rows, a line each, and counts them: {"sent": …, "dropped": …, "invalid": …}."""
    counts = collections.Counter()
    final = os.path.join(folder, os.path.basename(part))
    draft = f"{final}.{os.getpid()}.tmp"
    with open(part, encoding="utf-8") as lines, open(draft, "w", encoding="utf-8") as output:
        rows = (json.loads(line) for line in lines if line.strip())
        for answer in answers(rows, template, options, command, env):
            counts[state_of(answer)] += 1
            output.write(json.dumps(answer) + "\n")
    os.replace(draft, final)
    return counts


def state_of(answer):
    """What became of a row."""
    if "error" not in answer:
        return "sent"
    return "invalid" if answer["error"]["type"] == "InvalidInput" else "dropped"


def links_of(client, parts, template, folder, **more):
    """The totals over all parts. A part whose worker died is done again by another."""
    os.makedirs(folder, exist_ok=True)
    tasks = client.map(links_of_part, parts, template=template, folder=folder, pure=False, **more)
    return sum(client.gather(tasks), collections.Counter())


if __name__ == "__main__":
    scheduler, campaign, target, *files = sys.argv[1:]
    with Client(scheduler) as connected:
        for module in ("smartpass_rows.py", "dask_links.py"):
            connected.upload_file(os.path.join(os.path.dirname(os.path.abspath(__file__)), module))
        print(dict(links_of(connected, files, campaign, target)))
