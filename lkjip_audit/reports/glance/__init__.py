"""A region at a glance: one self-contained page on what a store of runs holds.

glance_page(glance, subjects, lang)    the page, first shown in ``lang``, with the other language in it
"""

from __future__ import annotations

from lkjip_audit.reports.glance.model import Causes, Counted, Course, Filed, Glance, Noted, Subject, Subjects
from lkjip_audit.reports.glance.render import glance_page

__all__ = ["Causes", "Counted", "Course", "Filed", "Glance", "Noted", "Subject", "Subjects", "glance_page"]
