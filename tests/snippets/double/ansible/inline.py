"""A callback plugin of ansible-playbook that runs tasks, and the module ``uri``, in its own process.

Ansible starts one process for a task and another for its module, which takes half a second for each.
What it makes of a playbook, and what the module sends, is the same.
"""

import contextlib
import io
import json
import ssl
import sys
from typing import Any

from ansible._internal import _task
from ansible.executor.process.worker import WorkerProcess
from ansible.module_utils import basic, urls
from ansible.modules import uri
from ansible.plugins.action import ActionBase
from ansible.plugins.callback import CallbackBase

__all__ = ["CallbackModule"]

DOCUMENTATION = """
    name: inline
    type: aggregate
    short_description: run tasks in one process
    description: run tasks in one process
"""


class CallbackModule(CallbackBase):
    """What is called of it does nothing: loading it is all."""

    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "aggregate"
    CALLBACK_NAME = "inline"


def _start(worker: WorkerProcess) -> None:
    host = worker._host
    kept = host.vars, host.groups
    streams = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = io.StringIO(), io.StringIO()
    try:
        with _task.TaskContext(worker._task):
            worker._run()
    finally:
        sys.stdout, sys.stderr = streams
        host.vars, host.groups = kept


def _execute_module(
    action: ActionBase, module_name: Any = None, module_args: Any = None, **_: Any
) -> dict[str, Any]:
    assert module_name == "ansible.legacy.uri"
    basic._ANSIBLE_ARGS = json.dumps({"ANSIBLE_MODULE_ARGS": dict(module_args)}).encode()
    basic._ANSIBLE_PROFILE = "legacy"
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.suppress(SystemExit):
        uri.main()
    return {**json.loads(printed.getvalue()), "_ansible_parsed": True}


# Else the authorities that are trusted are read for each request.
_CONTEXT = ssl.create_default_context()

urls.make_context = lambda **_: _CONTEXT
WorkerProcess.start = _start
ActionBase._execute_module = _execute_module
