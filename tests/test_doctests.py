"""The examples in docstrings run."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import pipelines

MODULES = [m.name for m in pkgutil.walk_packages(pipelines.__path__, "pipelines.")]


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_hold(name: str) -> None:
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError as error:
        pytest.skip(f"needs an optional package: {error.name}")
    assert doctest.testmod(module).failed == 0
