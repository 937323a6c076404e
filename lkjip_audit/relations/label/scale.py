"""Labels by a scale: the one that the workbook states, else the profile's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lkjip_audit.figures.ranges import Bounds
from lkjip_audit.judging.model import Outcome, Status
from lkjip_audit.relations.label.bands import Band, Scale, scale_with, scales_of
from lkjip_audit.relations.label.outcomes import SaidLabel, told
from lkjip_audit.relations.label.told import told_scales
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.scene.model import Scene


def scales_in_force(scene: Scene) -> Sequence[Scale]:
    """The scales that the workbook states in tables and sentences; the profile's where it states none."""
    own: list[Scale] = [*scales_of(scene), *told_scales(scene)]
    if own or not scene.choices.scale:
        return own
    steps = sorted(scene.choices.scale, reverse=True)
    return [Scale(tuple(Band(label, Bounds(lowest, None), f">= {told(lowest)}") for lowest, label in steps))]


def by_scale(label: SaidLabel, scales: Sequence[Scale]) -> Iterator[Outcome]:
    """The outcome of a label that one of ``scales`` knows."""
    text, value = label.text, label.value
    scale = scale_with(scales, text, value)
    if scale is None:
        if scales and len(text.split()) <= limits().labels.longest_label:
            yield label.outcome(Status.NOT_VERIFIABLE, reason="label_unknown")
        return
    if scale.is_beyond(value):
        top = scale.bands[0]
        same = scale.band_named(text) is top
        yield label.outcome(
            Status.FINDING,
            expected="" if same else top.label,
            severity=Severity.MINOR if same else Severity.MATERIAL,
            values=(("recomputed", told(value)), ("beyond", top.text)),
        )
        return
    band = scale.band_of(value)
    if band is None or scale.band_named(text) is band:
        yield label.outcome(Status.PASS)
        return
    yield label.outcome(
        Status.FINDING,
        expected=band.label,
        severity=Severity.MATERIAL,
        values=(*label.recomputed, ("band", band.text)),
    )
