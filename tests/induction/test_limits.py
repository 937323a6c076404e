from __future__ import annotations

import dataclasses
import inspect

from lkjip_audit.induction import Limits, model


def test_every_limit_says_where_it_comes_from() -> None:
    source = inspect.getsource(model.Limits)
    for field in dataclasses.fields(Limits):
        after = source.split(f"    {field.name}: ", 1)[1].splitlines()[1]
        assert after.strip().startswith('"""'), field.name
