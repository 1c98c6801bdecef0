"""Who speaks in a claim, in words."""

from muniment.findings import author_label
from muniment.records.claim import Voice
from muniment.site import Site, SiteClaim


def voice_words(site: Site, claim: SiteClaim) -> str:
    """Who says what a claim quotes; the document's author where no other voice is named."""
    spoken = [voice_name(site, voice) for voice in claim.claim.by]
    return " and ".join(spoken) or author_label(site, claim.claim.document)


def voice_name(site: Site, voice: Voice) -> str:
    """The name of a voice, or how its document describes it."""
    return site.entries[voice.is_].name if voice.is_ else voice.printed or ""
