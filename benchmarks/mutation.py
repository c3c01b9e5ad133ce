"""Mutation testing: each small fault planted in the rules, does a test notice?

A mutant is a module with one change: a comparison turned, a condition negated or
taken away, a word or number altered, a statement left out. It is put in place of the
module in a fork of a program that has everything else loaded, and the tests run there.
usage: python -m benchmarks.mutation [MODULE ...]     (default: coverage and ledger)
"""

import ast
import contextlib
import copy
import os
import sys
import time
from collections.abc import Iterator
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, spec_from_loader
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]
RULES: dict[str, tuple[str, ...]] = {
    "plan_ingest.compare.levels": ("tests/compare",),
    "plan_ingest.compare.coverage": ("tests/compare",),
    "plan_ingest.compare.marks": ("tests/compare",),
    "plan_ingest.review.ledger": ("tests/review",),
    "plan_ingest.store.ledger": ("tests/store/test_ledger.py",),
}
"""A module of rules, and the tests that should notice a fault in it."""
SECONDS = 120
"""A mutant that runs longer than this was noticed: it does not end."""
_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}


def main(modules: list[str]) -> int:
    """Print each mutant that no test noticed, then the totals; how many there are."""
    began = time.monotonic()
    left, count = 0, 0
    for name in modules:
        path = _path(name)
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if _noticed(name, path, tree):
            raise SystemExit(f"{name}: the tests fail on it as it is")
        for mutant, told in mutants(tree):
            count += 1
            if not _noticed(name, path, mutant):
                left += 1
                print(f"{path.relative_to(ROOT)}:{told}", flush=True)
    seconds = time.monotonic() - began
    print(f"{count} mutants, {count - left} noticed, {left} not; {seconds:.0f} s")
    return left


def mutants(tree: ast.Module) -> Iterator[tuple[ast.Module, str]]:
    """Each mutant of a module, with the line and what was changed there."""
    for place, node in enumerate(ast.walk(tree)):
        for number, told in enumerate(_changes(node)):
            changed = copy.deepcopy(tree)
            target = list(ast.walk(changed))[place]
            _change(changed, target, number)
            yield ast.fix_missing_locations(changed), f"{_line(node)}: {told}"


def _changes(node: ast.AST) -> list[str]:
    """What may be changed at a node, in words."""
    told = next((say for kind, say, _ in _KINDS if isinstance(node, kind)), None)
    return told(node) if told else []


def _change(tree: ast.Module, node: ast.AST, number: int) -> None:
    """Make the change of that number at the node."""
    if isinstance(node, ast.FunctionDef):
        _leave_out(tree, _droppable(node)[number])
        return
    next(make for kind, _, make in _KINDS if isinstance(node, kind))(node, number)


def _said_compare(node: Any) -> list[str]:
    return [f"turned: {ast.unparse(node)}"] if type(node.ops[0]) in _TURNED else []


def _turn(node: Any, number: int) -> None:  # noqa: ARG001
    node.ops[0] = _TURNED[type(node.ops[0])]()


def _said_bool(node: Any) -> list[str]:
    told = [f"and/or swapped: {ast.unparse(node)}"]
    return told + [f"left out: {ast.unparse(part)}" for part in node.values]


def _part(node: Any, number: int) -> None:
    if number == 0:
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    else:
        del node.values[number - 1]


def _said_not(node: Any) -> list[str]:
    return [f"left out: {ast.unparse(node)}"] if isinstance(node.op, ast.Not) else []


def _affirm(node: Any, number: int) -> None:  # noqa: ARG001
    asked = ast.Call(ast.Name("bool", ast.Load()), [node.operand], [])
    node.op, node.operand = ast.UAdd(), asked


def _negate(node: Any, number: int) -> None:  # noqa: ARG001
    node.test = ast.UnaryOp(ast.Not(), node.test)


def _said_filter(node: Any) -> list[str]:
    return [f"unfiltered: {ast.unparse(one)}" for one in node.ifs]


def _unfilter(node: Any, number: int) -> None:
    del node.ifs[number]


def _said_sum(node: Any) -> list[str]:
    fits = isinstance(node.op, ast.Add | ast.Sub)
    return [f"plus/minus swapped: {ast.unparse(node)}"] if fits else []


def _swap(node: Any, number: int) -> None:  # noqa: ARG001
    node.op = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()


def _said_word(node: Any) -> list[str]:
    value = node.value
    silent = value in (None, ...) or (isinstance(value, str) and not _is_word(value))
    return [] if silent else [f"altered: {value!r}"]


def _alter(node: Any, number: int) -> None:  # noqa: ARG001
    node.value = _altered(node.value)


def _said_left_out(node: Any) -> list[str]:
    return [f"left out: {ast.unparse(one)[:60]}" for one in _droppable(node)]


def _leave_out(tree: ast.Module, dropped: ast.stmt) -> None:
    for holder in ast.walk(tree):
        for body in (getattr(holder, "body", None), getattr(holder, "orelse", None)):
            if isinstance(body, list) and dropped in body:
                body[body.index(dropped)] = ast.Pass()


_KINDS: tuple[tuple[Any, Any, Any], ...] = (
    (ast.Compare, _said_compare, _turn),
    (ast.BoolOp, _said_bool, _part),
    (ast.UnaryOp, _said_not, _affirm),
    (ast.IfExp | ast.If, lambda n: [f"negated: {ast.unparse(n.test)}"], _negate),
    (ast.comprehension, _said_filter, _unfilter),
    (ast.BinOp, _said_sum, _swap),
    (ast.Constant, _said_word, _alter),
    (ast.FunctionDef, _said_left_out, None),
)


def _altered(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    return f"{value}~" if isinstance(value, str) else f"{value!r}~".encode()


def _droppable(node: ast.FunctionDef) -> list[ast.stmt]:
    """Statements of a function that can go without another one missing a name."""
    kinds = ast.Expr | ast.AugAssign | ast.Raise | ast.Delete | ast.Continue
    found = []
    for one in ast.walk(node):
        subscript = isinstance(one, ast.Assign) and isinstance(
            one.targets[0], ast.Subscript
        )
        words = isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant)
        if (isinstance(one, kinds) and not words) or subscript:
            found.append(one)
    return found


def _is_word(text: str) -> bool:
    """Whether a text is a word that code goes by, not a sentence for people."""
    return text.isidentifier() or text in ("?", "utf-8")


def _line(node: ast.AST) -> int:
    held = [node, *ast.walk(node)]
    return next((one.lineno for one in held if hasattr(one, "lineno")), 0)


def _path(name: str) -> Path:
    found = find_spec(name)
    if found is None or found.origin is None:
        raise SystemExit(f"{name}: no such module")
    return Path(found.origin)


class _Planted(MetaPathFinder):
    """Gives the mutant where the module is asked for."""

    def __init__(self, name: str, path: Path, tree: ast.Module) -> None:
        self._name, self._path, self._tree = name, path, tree

    def find_spec(self, name: str, *_: Any) -> ModuleSpec | None:
        return spec_from_loader(name, self) if name == self._name else None  # type: ignore[arg-type]

    def create_module(self, spec: ModuleSpec) -> None:  # noqa: ARG002
        return None

    def exec_module(self, module: Any) -> None:
        exec(compile(self._tree, str(self._path), "exec"), module.__dict__)  # noqa: S102


def _noticed(name: str, path: Path, mutant: ast.Module) -> bool:
    """Whether the tests fail on a mutant, in a process of its own."""
    child = os.fork()
    if child == 0:
        silent = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silent, stream)
        for loaded in [
            one for one in sys.modules if one.startswith(("plan_ingest", "tests"))
        ]:
            del sys.modules[loaded]
        sys.meta_path.insert(0, _Planted(name, path, mutant))
        os.chdir(ROOT)
        settings.register_profile("few", max_examples=20, database=None)
        settings.load_profile("few")
        options = ["-q", "-x", "-p", "no:cacheprovider", "--assert=plain"]
        os._exit(pytest.main([*options, *RULES[name]]) != 0)
    ends = time.monotonic() + SECONDS
    while time.monotonic() < ends:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return status != 0
        time.sleep(0.02)
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, 9)
    os.waitpid(child, 0)
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(RULES)) > 0)
