"""The site's settings: `site.toml`, read strictly."""

import re
import tomllib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import PydanticCustomError

from muniment.described import described
from muniment.diagnostics import Problem, nearest

FILE = "site.toml"
ENVIRONMENT = {"url": "MUNIMENT_URL", "repository": "MUNIMENT_REPOSITORY"}
"""The settings that the environment may give where `site.toml` leaves them empty: on GitHub, the workflow does."""
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


TAKEN = frozenset(
    ["content", "docs", "muniment", "schema", "seeds", "site.toml", "build.py", "templates", "tests", "tools"]
)
"""Names beside `site.toml` that hold something else than the site."""
_DEVICE = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9])(\..*)?", re.IGNORECASE)


def _free(output: str) -> str:
    if output.casefold() in TAKEN or _DEVICE.fullmatch(output):
        raise PydanticCustomError("taken", "this name is kept for something else")
    return output


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class DocumentSettings(_Table):
    """How the site treats its documents."""

    access: Literal["full", "quotes", "citation"] = "quotes"
    """What readers see of a document whose record does not say: the full text, the quoted passages, or the citation."""
    indexed: bool = False
    """Whether search engines may list the pages of documents."""


class Settings(_Table):
    """What `site.toml` says."""

    title: Text
    """The name of the site."""
    subtitle: Text
    """One line on what the site is about."""
    statement: Text
    """One sentence on what the site is and is not, for the home page."""
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")] = "en"
    """The language of our own text."""
    url: Annotated[str, StringConstraints(pattern=r"^(https?://[A-Za-z0-9.:-]+(/[A-Za-z0-9._~-]+)*/)?$")] = ""
    """The address at which the site is published, with a slash at its end; empty where it is not known."""
    repository: Annotated[str, StringConstraints(pattern=r"^(https://[^\s]+[^/\s])?$")] = ""
    """The address of the repository; the links that need it are left out where it is empty."""
    credit: str = ""
    """Who is to be credited for our own text and data, in citations; empty where nobody is."""
    output: Annotated[
        str,
        StringConstraints(pattern=r"^[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9_-])?$", max_length=80),
        AfterValidator(_free),
    ] = "_site"
    """The folder that the site is built into, beside `site.toml`."""
    documents: DocumentSettings = Field(default_factory=DocumentSettings)

    @property
    def base_path(self) -> str:
        """The path part of the address, "/" or "/repository/"."""
        return "/" + self.url.split("/", 3)[3] if self.url else "/"


class Read(Struct, frozen=True):
    """Settings, or the problems that keep them from being read."""

    settings: Settings | None
    problems: tuple[Problem, ...]


def read(text: str, given: Mapping[str, str] = MappingProxyType({})) -> Read:
    """The settings that a text of `site.toml` gives; `given` (see ENVIRONMENT) fills those that it leaves empty."""
    try:
        written = Settings.model_validate(tomllib.loads(text))
    except ValidationError as error:
        return Read(None, tuple(_problem(fault, text) for fault in error.errors()))
    except (ValueError, RecursionError) as error:
        return Read(None, (_syntax(error),))
    return _filled(written, given)


def _filled(written: Settings, given: Mapping[str, str]) -> Read:
    """The settings with those from the environment in the empty places; or the problems of the latter."""
    values = {key: _ended(key, given[name]) for key, name in ENVIRONMENT.items() if given.get(name)}
    missing = {key: value for key, value in values.items() if not getattr(written, key)}
    try:
        return Read(Settings.model_validate(written.model_dump() | missing), ())
    except ValidationError as error:
        return Read(None, tuple(_wrongly_given(str(fault["loc"][-1])) for fault in error.errors()))


def _ended(key: str, value: str) -> str:
    """An address ends in a slash here; GitHub gives it without one."""
    return value if key != "url" or value.endswith("/") else value + "/"


def _wrongly_given(key: str) -> Problem:
    name, description = ENVIRONMENT[key], Settings.model_fields[key].description or ""
    message = f"The environment variable {name} does not have the form wanted."
    return Problem(FILE, 0, 0, "wrong-value", message, f"Unset it, or give what the setting {key} holds: {description}")


def _syntax(error: Exception) -> Problem:
    """What keeps a text from being TOML: its form, or numbers and brackets without end."""
    line, column = (re.findall(r"line (\d+), column (\d+)", str(error)) or [(1, 1)])[0]
    message = f"This is not TOML: {str(error).split(' (at')[0]}."
    return Problem(FILE, int(line), int(column), "settings-syntax", message, 'Write key = "value".')


_WORDS = {
    "bool_type": "true or false is expected",
    "string_type": "a text in quotes is expected",
    "string_pattern_mismatch": "it does not have the form wanted",
    "string_too_short": "it is empty",
    "string_too_long": "it is too long",
    "model_type": "a table is expected",
}


def _problem(fault: dict, text: str) -> Problem:
    key = str(fault["loc"][-1])
    found = re.search(rf"^[ \t]*{re.escape(key)}[ \t]*=", text, re.MULTILINE)
    line = text[: found.start()].count("\n") + 1 if found else 1
    if fault["type"] == "extra_forbidden":
        table = DocumentSettings if len(fault["loc"]) > 1 else Settings
        return Problem(
            FILE, line, 1, "unknown-key", f"The setting {key!r} is not known.", nearest(key, table.model_fields)
        )
    if fault["type"] == "missing":
        return Problem(FILE, 1, 1, "missing-key", f"The setting {key!r} is missing.", f'Add a line {key} = "…".')
    description = (described(Settings) | described(DocumentSettings)).get(key, "")
    return Problem(
        FILE,
        line,
        1,
        "wrong-value",
        f"The setting {key!r} is not right: {_WORDS.get(fault['type'], fault['msg'])}.",
        description,
    )
