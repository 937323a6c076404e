"""Sentences become claims: figures, each with the fact that it restates."""

from lkjip_audit.narrative.claims import claims_of
from lkjip_audit.narrative.model import Claim, Paragraph
from lkjip_audit.narrative.paragraphs import Prose, paragraphs_of, prose_of

__all__ = ["Claim", "Paragraph", "Prose", "claims_of", "paragraphs_of", "prose_of"]
