"""What `new` asks on a terminal, until each answer is one; where nobody can type, the answers come from --set."""

import sys
from collections.abc import Callable

import click


def answers_to(questions: tuple, given: tuple[str, ...], site) -> dict[str, str]:
    """An answer to each question: given, or asked for on a terminal until it is one."""
    from muniment.diagnostics import nearest

    answers = {key: value for key, _, value in (one.partition("=") for one in given)}
    if unknown := sorted(answers.keys() - {question.key for question in questions}):
        raise click.UsageError(f"{unknown[0]!r} is not asked for. {nearest(unknown[0], [q.key for q in questions])}")
    for question in questions:
        words = question.among or tuple(getattr(site.vocabulary, question.list) if question.list else ())

        def accepted(answer: str, key: str = question.key, words: tuple[str, ...] = words) -> str:
            if fault := _fault(site, key, answer, words):
                raise click.UsageError(fault)
            return answer

        if question.key in answers:
            accepted(answers[question.key])
        else:
            answers[question.key] = asked(question.ask, question.default, words, question.key, accepted)
    return answers


def _fault(site, key: str, answer: str, words: tuple[str, ...]) -> str:
    """Why an answer is none, and what to type instead; empty where it is one."""
    from muniment import cite, dates
    from muniment.diagnostics import nearest

    if words and answer not in words:
        return f"{answer!r} is not one of the words allowed for {key}. {nearest(answer, words)}"
    if key == "words" and not cite.cite(site, answer):
        return f"The words {answer!r} stand in no document. Type them as printed; python build.py cite finds near ones."
    if key in ("date", "published") and answer:
        try:
            dates.parse(answer)
        except dates.DateError as wrong:
            return f"{wrong.message} Instead, {wrong.hint}."
    return ""


def asked(
    ask: str, default: str | None, words: tuple[str, ...] = (), key: str = "", accepted: Callable[[str], str] = str
) -> str:
    """The answer typed; the default where nobody can type."""
    if sys.stdin.isatty():
        known = f" ({', '.join(words)})" if words else ""
        return click.prompt(ask + known, default=default, value_proc=accepted, show_default=bool(default))
    if default is None:
        raise click.UsageError(f"Not given: --set {key}=…  ({ask})")
    return default
