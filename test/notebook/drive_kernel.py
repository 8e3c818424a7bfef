"""Runs cells from standard input in the TypeScript kernel, as a notebook would, and prints what came of each as JSON.

A cell: {"code": text, "interrupt_after": seconds or absent, "restart_after": seconds or absent, "ask": "complete" or "inspect" or
absent}. What is asked for is asked at the end of the code, which is not run.
"""

import json
import sys
import time
from queue import Empty

from jupyter_client.manager import start_new_kernel


def ask(client, cell):
    """What an editor shows behind the last letter of a cell."""
    question = getattr(client, cell["ask"])
    request = question(cell["code"], cursor_pos=len(cell["code"]))
    while True:
        reply = client.get_shell_msg(timeout=60)
        if reply["parent_header"].get("msg_id") == request:
            return {"reply": reply["content"]}


def run_cell(manager, client, cell):
    if "ask" in cell:
        return ask(client, cell)
    started = time.time()
    request = client.execute(cell["code"])
    output = {"stdout": "", "stderr": "", "html": [], "updates": 0, "error": None, "idle": False}
    interrupt_at = started + cell["interrupt_after"] if "interrupt_after" in cell else None
    restart_at = started + cell["restart_after"] if "restart_after" in cell else None
    while time.time() - started < 120:
        if interrupt_at and time.time() >= interrupt_at:
            manager.interrupt_kernel()
            interrupt_at = None
        if restart_at and time.time() >= restart_at:
            manager.restart_kernel(now=True)
            client.wait_for_ready(timeout=60)
            break
        try:
            message = client.get_iopub_msg(timeout=0.1)
        except Empty:
            continue
        if message["parent_header"].get("msg_id") != request:
            continue
        kind, content = message["msg_type"], message["content"]
        if kind == "stream":
            output[content["name"]] += content["text"]
        elif kind == "error":
            output["error"] = "\n".join([content["ename"], content["evalue"], *content["traceback"]])
        elif kind == "update_display_data":
            output["updates"] += 1
            output["html"].append(content["data"].get("text/html", ""))
        elif kind in ("display_data", "execute_result"):
            output["html"].append(content["data"].get("text/html", ""))
        elif kind == "status" and content["execution_state"] == "idle":
            output["idle"] = True
            break
    output["seconds"] = round(time.time() - started, 2)
    # tslab drops cells that come right after one that failed.
    time.sleep(0.5 if output["error"] or output["stderr"] else 0)
    return output


manager, client = start_new_kernel(kernel_name="tslab", startup_timeout=90, cwd=sys.argv[1])
try:
    cells = json.load(sys.stdin)
    print(json.dumps([run_cell(manager, client, cell) for cell in cells]))
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
    # Collected before the interpreter takes its modules apart, which it would complain of.
    del client
