"""What a result makes only when somebody asks for it."""

import pickle
from contextvars import ContextVar

from lkjip_audit.result import Later, LaterSequence

WORDS: ContextVar[str] = ContextVar("WORDS", default="none")


def test_it_is_made_when_asked_for_and_only_once():
    made = []
    later = Later(lambda: made.append(1) or "ledger")
    assert not made
    assert (later.get(), later.get()) == ("ledger", "ledger")
    assert made == [1]


def test_it_is_made_under_the_words_that_were_in_force_when_it_was_promised():
    token = WORDS.set("pemda")
    later = Later(WORDS.get)
    WORDS.reset(token)
    assert later.get() == "pemda"


def test_the_length_of_a_sequence_is_known_before_it_is_made():
    items = LaterSequence(2, lambda: 1 / 0)
    assert len(items) == 2
    assert items


def test_what_is_sent_to_another_process_is_made_first():
    items = LaterSequence(2, lambda: ("a", "b"))
    assert pickle.loads(pickle.dumps(items)) == ("a", "b")
    assert pickle.loads(pickle.dumps(Later(lambda: "ledger"))).get() == "ledger"


def test_it_is_the_same_as_what_it_makes():
    assert LaterSequence(2, lambda: ("a", "b")) == ("a", "b")
    assert Later(lambda: 1) == Later(lambda: 1) != Later(lambda: 2)
