"""The code of the package as a house: its modules, what they import, and how crowded they are."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ra_excel.domain.files import PACKAGE

ROOMS = (
    "domain",
    "reading",
    "checks",
    "returning",
    "merging",
    "template",
    "round",
    "reports",
    "jobs",
    "addin",
    "cli",
)
"""The rooms in the direction of the data: none imports one that stands behind it."""

BESIDE = {"browser": "returning"}
"""A room beside the row, with the last room that it may import."""

LOOSE = ("errors", "progress")
"""Modules outside a room, which every room may import."""

COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
BRANCHING = (
    ast.If,
    ast.For,
    ast.While,
    ast.ExceptHandler,
    ast.IfExp,
    ast.comprehension,
    ast.Assert,
)


@dataclass(frozen=True)
class Module:
    """One module: its path below the package, and its text."""

    path: Path
    text: str

    @property
    def room(self) -> str:
        """The room it stands in; its own name when it stands outside one."""
        return self.path.parts[0].removesuffix(".py")

    @property
    def tree(self) -> ast.Module:
        """The parsed text."""
        return ast.parse(self.text)

    def imported(self) -> Iterator[str]:
        """The names of the modules it imports, wherever in the text."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                yield node.module
            elif isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)

    def functions(self) -> Iterator[ast.FunctionDef]:
        """Every function and method."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef):
                yield node


@cache
def modules() -> tuple[Module, ...]:
    """All modules of the package."""
    paths = (path for path in sorted(PACKAGE.rglob("*.py")) if "_data" not in path.parts)
    return tuple(Module(path.relative_to(PACKAGE), path.read_text("utf-8")) for path in paths)


def foreign(module: Module) -> set[str]:
    """The libraries that a module imports."""
    tops = {name.partition(".")[0] for name in module.imported()}
    return tops - set(sys.stdlib_module_names) - {"ra_excel"}


def rooms_imported(module: Module) -> set[str]:
    """The rooms and loose modules of ours that a module imports."""
    names = [name.split(".") for name in module.imported() if name.startswith("ra_excel.")]
    return {parts[1] for parts in names}


def parameters(function: ast.FunctionDef) -> int:
    """How many arguments a call gives, but for self and cls."""
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return len([one for one in every if one.arg not in ("self", "cls")])


def branches(function: ast.FunctionDef) -> int:
    """One, and one for every way the function can go (cyclomatic complexity, near enough)."""
    nodes = list(ast.walk(function))
    conditions = [node for node in nodes if isinstance(node, ast.BoolOp)]
    ways = [node for node in nodes if isinstance(node, BRANCHING)]
    return 1 + len(ways) + sum(len(node.values) - 1 for node in conditions)


def nested_comprehensions(module: Module) -> list[int]:
    """Lines with a comprehension inside another."""
    lines = []
    for outer in ast.walk(module.tree):
        if isinstance(outer, COMPREHENSIONS):
            inner = [n for n in ast.walk(outer) if isinstance(n, COMPREHENSIONS) and n is not outer]
            lines += [node.lineno for node in inner]
    return sorted(set(lines))
