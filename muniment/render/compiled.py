"""Templates compiled for what ours are: always escaped, never asynchronous, printing attributes of plain views.

Jinja asks of every value and every call what it could be. Our templates print strings and call macros, so the code
that it generates for them says so; what is neither goes Jinja's own way. The bytes are the same.
"""

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Macro
from markupsafe import Markup, escape

try:
    from markupsafe._speedups import _escape_inner as escaped
except ImportError:  # markupsafe without its C part, or another version of it
    from markupsafe import escape as escaped


class Compiled(CodeGenerator):
    """Jinja's code generator with three shorter ways: printing, looking up an attribute, calling."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        self.writeline("from muniment.render.compiled import call, text")
        super().visit_Template(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: object) -> None:
        self.write("text(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: object) -> None:
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        if isinstance(node.node, nodes.Name) and node.node.name == "self":
            return super().visit_Getattr(node, frame)
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        self.write("call(")
        self.visit(node.node, frame)
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")


def text(value: object) -> str:
    """A value as it stands in HTML."""
    kind = type(value)
    if kind is str:
        return escaped(value)
    if kind is int:
        return str(value)
    return value if kind is Markup else escape(value)  # type: ignore[return-value]


def call(function: object, *arguments: object, **named: object) -> object:
    """What a function or macro gives."""
    if type(function) is Macro and not named and _takes(function, len(arguments)):
        return str.__new__(Markup, function._func(*arguments))
    return function(*arguments, **named)  # type: ignore[operator]


def _takes(macro: Macro, count: int) -> bool:
    """Whether a macro takes just this many arguments by position and nothing else."""
    return macro._argument_count == count and not (macro.caller or macro.catch_kwargs or macro.catch_varargs)
