"""The server's own files, and what it puts into each page that it sends. None of it is ever in the site."""

from html import escape
from importlib.resources import files

OWN = "~muniment/"
"""Where the server's own files stand below the base path; no page of a site can be called so."""
FILES = (
    *("reload.js", "reload.css", "desk.js", "desk.css"),
    *("edit.css", "parts.js", "written.js", "selection.js", "tools.js", "panel.js"),
)


def file(name: str) -> bytes | None:
    """One of the server's own files by its name."""
    return files("muniment.serve").joinpath(name).read_bytes() if name in FILES else None


def head(base: str, page: str, mark: str) -> bytes:
    """What is put at the end of a page's head: the script that reloads it, and what editors work with."""
    own = f"{base}{OWN}"
    known = {"src": f"{own}reload.js", "data-own": own, "data-page": page, "data-mark": mark}
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in known.items())
    style = f'<link rel="stylesheet" href="{escape(own)}edit.css">'
    modules = (f'<script type="module" src="{escape(own)}{name}"></script>' for name in ("written.js", "tools.js"))
    return f"{style}<script{attributes} defer></script>{''.join(modules)}".encode()
