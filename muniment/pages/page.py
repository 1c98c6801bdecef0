"""A page: its address, the template that prints it, and its view: plain frozen values, nothing to look up."""

from collections.abc import Callable

from msgspec import Struct

from muniment.addresses import relative


class Later(Struct, frozen=True):
    """A view that is made when it is wanted: a pure function with its arguments."""

    make: Callable[..., object]
    arguments: tuple


def later(make: Callable[..., object], *arguments: object) -> Later:
    """What `make` will give for these arguments, for `Page`: the addresses of a site are known before its views."""
    return Later(make, arguments)


class Page(Struct, frozen=True):
    """One file of the site. `address` is its path from the site's root; `content` is its view, or how to make it."""

    address: str
    template: str
    title: str
    content: object

    @property
    def view(self) -> object:
        """All that the template sees."""
        return self.content.make(*self.content.arguments) if isinstance(self.content, Later) else self.content


def link(page: str, target: str) -> str:
    """The relative link from the page at address `page` to `target`, an address with or without a fragment."""
    path, mark, fragment = target.partition("#")
    if path == page and fragment:
        return mark + fragment
    return relative(page.rpartition("/")[0], path) + mark + fragment
