"""Called by hatchling when Postil is installed or a wheel is made of it: has citeproc-js fetched before."""

import importlib.util
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FetchCiteproc(BuildHookInterface[Any]):
    """Goes on without it where it cannot be fetched."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        del version, build_data
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        spec = importlib.util.spec_from_file_location("fetch_citeproc", root / "packaging" / "fetch_citeproc.py")
        if spec is None or spec.loader is None:
            return
        fetching = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(fetching)
        try:
            trouble = fetching.fetch(root / "resources" / "fetched")
        except OSError as error:
            trouble = str(error)
        if trouble:
            sys.stderr.write(f"citeproc-js was not fetched ({trouble}).\n")
