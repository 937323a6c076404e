"""What findings are about, in few words: ``rules/themes.yaml`` puts each kind of relation under one theme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Final

from pydantic import Field, TypeAdapter

from lkjip_audit.rulepack.document import read
from lkjip_audit.rulepack.folder import pack_folder
from lkjip_audit.rulepack.model import Bilingual, Strict, Text

FILE: Final = "themes.yaml"


class Theme(Strict):
    """A theme: its title, what its findings tell, and the kinds of relation under it."""

    id: Text
    title: Bilingual
    means: Bilingual
    kinds: Annotated[tuple[Text, ...], Field(min_length=1)]


def load_themes() -> Sequence[Theme]:
    """The packaged themes, in their order."""
    data = read(pack_folder() / FILE, name=FILE).data
    return TypeAdapter(tuple[Theme, ...]).validate_python(data)
