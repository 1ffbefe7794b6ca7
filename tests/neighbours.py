"""What one test borrows from another: its fictional people and reports."""

import importlib.util
from pathlib import Path
from types import ModuleType


def beside(name: str) -> ModuleType:
    """Return another test's module, by its name without the ending."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
