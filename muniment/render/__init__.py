"""Step 6: pages into HTML. The Jinja environment, the frame around every page, Markdown and its sanitiser.

A template sees its page, its view and its frame, and nothing else: the same page and the same templates give the
same bytes.
"""

import marshal
import traceback
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from functools import cache
from types import MappingProxyType

import nh3
from jinja2 import BaseLoader, Environment, StrictUndefined, Template, TemplateError
from jinja2.exceptions import TemplateNotFound, TemplateSyntaxError, UndefinedError
from markdown import Markdown
from markupsafe import Markup
from msgspec import Struct

from muniment.diagnostics import Problem
from muniment.export.card import CARD
from muniment.export.feed import FEED
from muniment.pages.page import Page, link
from muniment.render.compiled import Compiled
from muniment.settings import Settings
from muniment.source import SourceFile

FAMILIES = (
    (("Events", "events/index.html"),),
    (("Timeline", "timeline.html"),),
    (("Map", "map.html"),),
    (("Actors", "actors/index.html"), ("Network", "network.html")),
    (("Places", "places/index.html"),),
    (
        ("Documents", "documents/index.html"),
        ("Outlets", "outlets/index.html"),
        ("Compare outlets", "compare.html"),
        ("Coverage", "coverage.html"),
    ),
    (("Differences", "differences.html"), ("Unknowns", "unknowns.html"), ("Terms", "terms.html")),
    (
        ("Method", "method.html"),
        ("About", "about.html"),
        ("Data", "data.html"),
        ("Corrections", "corrections.html"),
    ),
)
"""The pages that belong together: the first of each family stands in the navigation, all of them on its pages."""
COLOPHON = FAMILIES[-1]
SEARCH = "search.html"
HOME = "index.html"
NOT_FOUND = "404.html"

# fmt: off
TAGS = frozenset((
    "p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "code",
    "em", "strong", "sup", "sub", "a", "abbr", "table", "thead", "tbody", "tr", "th", "td", "div", "span",
))
# fmt: on
ATTRIBUTES = {
    "*": ("class", "lang", "dir", "title", "id"),
    "a": ("href",),
    "ol": ("start",),
    "th": ("scope",),
    "abbr": ("title",),
}
SCHEMES = ("https", "http", "mailto")

TEMPLATE_FAULTS = (TemplateError, TypeError, ValueError, LookupError, AttributeError, ArithmeticError, RecursionError)
"""What a mistake in a template can raise."""


class NavigationItem(Struct, frozen=True):
    """An entry of the navigation; `current` is "page" on its page, "true" on a page below it, else empty."""

    text: str
    href: str
    current: str = ""


class Frame(Struct, frozen=True):
    """What surrounds a page: the site's name, its navigation, the way to its assets."""

    title: str
    subtitle: str
    language: str
    home: str
    is_home: bool
    assets: str
    canonical: str
    feed: str
    card: str
    search: str
    nav: tuple[NavigationItem, ...]
    family: tuple[NavigationItem, ...]
    colophon: tuple[NavigationItem, ...]


def render(
    pages: Iterable[Page], addresses: frozenset[str], jinja: Environment, settings: Settings
) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Pages as the bytes of their files, by address, with a problem for each mistake in a template.

    `addresses` are those of all pages of the site: a page links to no other.
    """
    rendered: dict[str, bytes] = {}
    problems: list[Problem] = []
    for page in pages:
        outcome = render_page(jinja, page, frame(page.address, addresses, settings))
        if isinstance(outcome, Problem):
            problems.append(outcome)
        else:
            rendered[page.address] = outcome
    return rendered, tuple(dict.fromkeys(problems))


def render_page(jinja: Environment, page: Page, around: Frame) -> bytes | Problem:
    """One page as the bytes of its file, or what is wrong with its template."""
    view = page.view
    try:
        return jinja.get_template(page.template).render(page=page, view=view, frame=around).encode()
    except TEMPLATE_FAULTS as error:
        return _problem(error, page)


def compiled(name: str, text: str) -> bytes:
    """A template as code for `environment`; empty where its syntax is wrong: that is told when a page uses it."""
    try:
        return marshal.dumps(_compiler().compile(text, name, f"templates/{name}"))
    except TemplateSyntaxError:
        return b""


@cache
def _compiler() -> Environment:
    return environment({})


class _Loader(BaseLoader):
    """Loads templates that are compiled already; the others, and those with a mistake, from their text."""

    def __init__(self, templates: Mapping[str, SourceFile], codes: Mapping[str, bytes]) -> None:
        self._templates = templates
        self._codes = codes

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        if template not in self._templates:
            raise TemplateNotFound(template)
        return self._templates[template].text, f"templates/{template}", None

    def load(self, environment: Environment, name: str, globals: MutableMapping | None = None) -> Template:
        if code := self._codes.get(name):
            return Template.from_code(environment, marshal.loads(code), globals or {})
        return super().load(environment, name, globals)


def environment(templates: Mapping[str, SourceFile], codes: Mapping[str, bytes] = MappingProxyType({})) -> Environment:
    """The Jinja environment over the texts of the templates, and over those that are compiled already."""
    jinja = Environment(
        loader=_Loader(templates, codes),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    jinja.code_generator_class = Compiled
    jinja.filters["markdown"] = markdown()
    return jinja


def markdown() -> Callable[[str], Markup]:
    """What makes Markdown into HTML. Raw HTML in it is shown as text; the sanitiser has the last word."""
    reader = Markdown(
        extensions=["footnotes", "attr_list", "tables", "sane_lists", "toc"],
        output_format="html",
        extension_configs={"toc": {"permalink": False}},
    )
    reader.preprocessors.deregister("html_block")
    reader.inlinePatterns.deregister("html")

    def html(text: str) -> Markup:
        reader.reset()
        return Markup(
            nh3.clean(
                reader.convert(text),
                tags=set(TAGS),
                attributes={k: set(v) for k, v in ATTRIBUTES.items()},
                url_schemes=set(SCHEMES),
                link_rel=None,
            )
        )

    return html


def frame(address: str, addresses: frozenset[str], settings: Settings) -> Frame:
    """What surrounds the page at an address; only pages that exist are linked. `404.html` links absolutely."""

    def to(target: str) -> str:
        return settings.base_path + target if address == NOT_FOUND else link(address, target)

    return Frame(
        title=settings.title,
        subtitle=settings.subtitle,
        language=settings.language,
        home=to(HOME),
        is_home=address == HOME,
        assets=to("assets/x").removesuffix("x"),
        canonical=settings.url + address if settings.url and address != NOT_FOUND else "",
        feed=to(FEED) if settings.url else "",
        card=settings.url + CARD if settings.url and address != NOT_FOUND else "",
        search=to(SEARCH) if SEARCH in addresses else "",
        nav=tuple(
            NavigationItem(family[0][0], to(family[0][1]), _current_family(address, family))
            for family in FAMILIES
            if family[0][1] in addresses
        ),
        family=_family(address, addresses),
        colophon=tuple(NavigationItem(text, to(target)) for text, target in COLOPHON if target in addresses),
    )


def _family(address: str, addresses: frozenset[str]) -> tuple[NavigationItem, ...]:
    """The pages beside this one in its family; none where it has no family or is alone in it."""
    for family in FAMILIES:
        if any(address == target for _, target in family):
            items = (
                NavigationItem(text, link(address, target), "page" if address == target else "")
                for text, target in family
                if target in addresses
            )
            found = tuple(items)
            return found if len(found) > 1 else ()
    return ()


def _current_family(address: str, family: tuple[tuple[str, str], ...]) -> str:
    """ "page" for the first of a family on its own page, "true" for it on a page beside or below it, else empty."""
    return _current(address, family[0][1]) or ("true" if any(_current(address, target) for _, target in family) else "")


def _current(address: str, target: str) -> str:
    if address == target:
        return "page"
    folder, slash, _ = target.partition("/")
    return "true" if slash and address.startswith(folder + slash) else ""


def _problem(error: BaseException, page: Page) -> Problem:
    path, line = _place(error, page)
    message, hint = _told(error, page)
    return Problem(path, line, 1, "template-error", message, hint)


def _told(error: BaseException, page: Page) -> tuple[str, str]:
    """What is wrong, and what to do."""
    if isinstance(error, TemplateNotFound):
        return f"There is no template {error.name!r}.", f"Create templates/{error.name}, or correct the name."
    if isinstance(error, TemplateSyntaxError):
        return f"{error.message}", "Correct the tag on this line."
    if isinstance(error, UndefinedError | AttributeError):
        sees = f"A template sees page, frame and view, here a {type(page.view).__name__} of muniment/pages"
        return f"{error}.", f"{sees}: use one of its fields."
    return f"{type(error).__name__}: {error}.", "Correct the expression on this line."


def _place(error: BaseException, page: Page) -> tuple[str, int]:
    """The template and line at which an error arose; the page's own template where nothing tells more."""
    if isinstance(error, TemplateSyntaxError) and error.name:
        return f"templates/{error.name}", error.lineno
    frames = [at for at in traceback.extract_tb(error.__traceback__) if at.filename.startswith("templates/")]
    return (frames[-1].filename, frames[-1].lineno or 1) if frames else (f"templates/{page.template}", 1)
