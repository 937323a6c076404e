"""The report as one self-contained page: causes, then findings, each with the part of its sheet around it.

    render(checked, catalogue)           the page of the files of a run: ``--format html``
    page(checked, lang, actions=...)     the same with links to the files that the self-check page offers

The page needs nothing from outside: styles and script stand in it, admitted by their hashes.  What a result's ``view``
adds (excerpts and the other language) is shown where it is there.
"""

from __future__ import annotations

from lkjip_audit.reports.html.render import Action, page, render

__all__ = ["Action", "page", "render"]
