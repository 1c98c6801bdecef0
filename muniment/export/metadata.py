"""Metadata in the head of a page: what Zotero and other readers of embedded metadata pick up."""

from muniment.export.citations import Citation

Meta = tuple[str, str]
"""A name and its content, for `<meta>`."""


def metadata(citation: Citation) -> tuple[Meta, ...]:
    """Dublin Core and PRISM terms of what a page is to be cited as; `z.itemType` tells Zotero which kind it is."""
    date = citation.date
    held = (
        ("z.itemType", "newspaperArticle" if citation.article else "webpage"),
        ("DC.title", citation.title),
        *(("DC.creator", name) for name in citation.authors),
        ("DC.date", date.iso or date.english if date else ""),
        ("prism.publicationName", citation.container),
        ("DC.language", citation.language),
        ("DC.identifier", citation.url),
    )
    return tuple((name, content) for name, content in held if content)
