"""Texts in XML: escaped, and without the characters that XML 1.0 cannot hold."""

import re
from html import escape

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def xml(text: object) -> str:
    """A text that may stand in an element or in an attribute in double quotes."""
    legal = _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", str(text))
    return escape(legal, quote=False).replace('"', "&quot;")
