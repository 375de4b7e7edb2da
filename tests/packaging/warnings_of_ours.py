"""Imports every module of the installed package and fails at a warning that our code is the cause
of.
"""

import importlib
import pkgutil
import sys
import warnings
from pathlib import Path

import ovh_explorer

# Compiled anew, or the compiler's own warnings are never seen again.
sys.dont_write_bytecode = True
sys.pycache_prefix = str(Path.cwd() / "no-such-cache")

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    names = [found.name for found in pkgutil.walk_packages(ovh_explorer.__path__, "ovh_explorer.")]
    modules = [importlib.import_module(name) for name in names if not name.endswith("__main__")]

home = str(Path(ovh_explorer.__file__).parent)
ours = [warning for warning in caught if warning.filename.startswith(home)]
for warning in ours:
    print(f"{warning.filename}:{warning.lineno}: {warning.message}")
print(
    f"{len(modules)} modules imported, {len(ours)} warnings of ours, {len(caught) - len(ours)} of libraries"
)
sys.exit(bool(ours) or len(modules) < 100)
