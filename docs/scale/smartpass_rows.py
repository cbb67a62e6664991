"""Links and messages of users by `smartpass render --ndjson`, for an engine that calls Python on parts of its rows.

Only the standard library of Python 3.9 or later is needed, and `smartpass` on the PATH of every worker.
"""
import itertools
import json
import math
import os
import subprocess
import tempfile
import threading


class RowsError(RuntimeError):
    """A run that ended early: nothing of the part counts, and the engine should try the part again."""


def user_row(values, id_column, event_columns=()):
    """A row of a table as a user: NULL and NaN are missing attributes, `event_columns` are attributes of the event."""
    known = {
        name: value
        for name, value in values.items()
        if value is not None and not (isinstance(value, float) and math.isnan(value))
    }
    events = {name: known.pop(name) for name in event_columns if name in known}
    return {"id": values[id_column], "user": known, **({"event": events} if events else {})}


def answers(rows, template, options=("--links",), command=("smartpass",), env=None):
    """Yields an answer for each row, in order: {id, links} or {id, error}. `template` is a campaign file or a field map.

    Raises RowsError where the process fails or answers another number of rows than it was given.
    """
    line = [*command, "render", template, "--ndjson", *options]
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, env={**os.environ, **(env or {})}
        )
        given = itertools.count()
        fed = []
        feeder = threading.Thread(target=_feed, args=(rows, process.stdin, given, fed), daemon=True)
        feeder.start()
        answered = 0
        try:
            for text in process.stdout:
                answered += 1
                yield json.loads(text)
            feeder.join()
            status = process.wait()
        finally:
            process.kill()
            process.stdout.close()
            process.wait()
        if fed and isinstance(fed[0], Exception) and not isinstance(fed[0], BrokenPipeError):
            raise fed[0]
        count = next(given)
        if status != 0 or answered != count:
            said.seek(0)
            text = said.read().decode("utf-8", "replace").strip()
            raise RowsError(f"exit code {status}, {answered} answers for {count} rows: {text}")


def _feed(rows, pipe, given, fed):
    try:
        with pipe:
            for row in rows:
                pipe.write(json.dumps(row, default=str, allow_nan=False).encode() + b"\n")
                next(given)
    except Exception as error:  # told by the reader, which knows why the process ended
        fed.append(error)
