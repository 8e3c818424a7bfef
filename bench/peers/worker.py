"""A peer in a process of its own: `worker.py MODULE OPTIONS`. Each line on standard input is "answer" or "time"; each is answered by
one line of JSON. Time is measured here, around the computation alone."""

import importlib
import json
import sys
import time


def main():
    module = importlib.import_module(sys.argv[1])
    work = module.prepare(json.loads(sys.argv[2]))
    answer = work.get("answer", work["time"])
    say({"ready": True})
    for line in sys.stdin:
        if line.strip() == "answer":
            say({"answer": [float(value) for value in answer()]})
        else:
            started = time.perf_counter()
            work["time"]()
            say({"seconds": time.perf_counter() - started})


def say(message):
    print(json.dumps(message), flush=True)


if __name__ == "__main__":
    main()
