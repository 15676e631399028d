"""Which files the sources read, in words for a user who has put a file in the wrong place."""

from collections.abc import Mapping
from pathlib import Path

from pipelines.landing.declaration import Declaration


def readers_of(file_name: str, sources: Mapping[str, Declaration]) -> list[str]:
    """Sources that read files of this form, in name order."""
    return sorted(
        name
        for name, source in sources.items()
        if any(Path(file_name.lower()).match(form) for form in source.documents)
    )


def where_to_put(file_name: str, sources: Mapping[str, Declaration]) -> str:
    """Which folder a file belongs in, or that no source reads files of its form."""
    readers = readers_of(file_name, sources)
    if readers:
        return (
            f"is in the folder of no source that reads it; move it to inbox/<source>/, where "
            f"<source> is one of {', '.join(readers)}"
        )
    forms = sorted({form for source in sources.values() for form in source.documents})
    return f"no source reads files of this form; the forms are {', '.join(forms)}"
