"""What a form says of referees."""

from hypothesis import given
from hypothesis import strategies as st

from polder.hiring.references import rules
from polder.hiring.references.rules import Referee

TYPED = st.dictionaries(
    st.sampled_from([f"referees-{place}-{name}" for place in (1, 2) for name in (*rules.TEXTS, "language")]), st.text()
)


@given(TYPED)
def test_whatever_is_typed_is_kept_within_bounds_and_typing_it_again_changes_nothing(typed: dict[str, str]) -> None:
    for place in (1, 2):
        said = rules.as_typed(typed, place)
        if said is None:
            assert any(f"referees-{place}-{name}" not in typed for name in rules.TEXTS)
            continue
        for name, limit in rules.LIMITS.items():
            assert len(getattr(said, name)) <= limit
            assert "\x00" not in getattr(said, name)
        again = {f"referees-{place}-{name}": getattr(said, name) for name in (*rules.TEXTS, "language")}
        assert rules.as_typed(again, place) == said


@given(st.lists(st.sampled_from(["a@example.org", "A+1@example.org", "b@example.org", "me@example.org", "none", ""])))
def test_of_every_mailbox_one_referee_is_right_and_never_oneself(addresses: list[str]) -> None:
    named = [Referee(name="X" if address else "", email=address) for address in addresses]
    wrong = rules.wrong_with(named, "ME@example.org")
    right = [one.email for one, errors in zip(named, wrong, strict=True) if not one.blank and not errors]
    boxes = [rules.mailbox(address) for address in right]
    assert len(boxes) == len(set(boxes))
    assert set(boxes) == {rules.mailbox(address) for address in addresses if "@" in address} - {"me@example.org"}
