"""What the diagnosis says of small networks that a reader can check by head."""

from __future__ import annotations

from decimal import Decimal

from lkjip_audit.diagnosis.diagnose import diagnose
from lkjip_audit.diagnosis.model import Diagnosis, EvidenceKind
from tests.diagnosis.nets import Net


def causes(net: Net) -> tuple[Diagnosis, ...]:
    return diagnose(net.outcomes(), net.groups())


def only(net: Net) -> Diagnosis:
    found = causes(net)
    assert len(found) == 1, [net.name(item.node) for item in found]
    return found[0]


def kinds(cause: Diagnosis) -> set[EvidenceKind]:
    return {item.kind for item in cause.evidence}


def alternatives(net: Net, cause: Diagnosis) -> dict[str, Decimal]:
    return {net.name(item.node): item.proposed for item in cause.alternatives}


def test_a_consistent_network_has_no_causes():
    net = Net()
    net.put("a", 90), net.put("b", 60), net.put("c", 30)
    net.sum("a", ["b", "c"])
    assert causes(net) == ()


def test_a_lone_sum_is_a_tie_of_all_its_cells():
    net = Net()
    net.put("a", 100), net.put("b", 60), net.put("c", 30)
    net.sum("a", ["b", "c"])
    cause = only(net)
    assert (net.name(cause.node), cause.proposed) == ("a", 90)
    assert alternatives(net, cause) == {"b": Decimal(70), "c": Decimal(40)}
