"""Compiles the translations while a wheel is built, or the program is installed from a clone."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TranslationHook(BuildHookInterface):
    """What hatchling runs before it collects the files of a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        sys.path.insert(0, str(Path(self.root) / "scripts"))
        from compile_translations import compile_catalogs

        compile_catalogs(Path(self.root) / "ovh_explorer" / "translation")
