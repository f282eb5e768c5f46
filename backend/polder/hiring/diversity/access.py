"""Who sets the questions, and who reads figures. Nobody reads an answer but its applicant, through one function."""

from importlib.resources import files

from polder.hiring.house_rules.access import READ
from polder.hiring.house_rules.lifecycle import CONFIRM, WRITE
from polder.hiring.tables import WAY
from polder.kernel import versions
from polder.kernel.access import GUARD, Access, Erased, Policy, may
from polder.kernel.words import Words

COUNT = "diversity.count"
_WAY = ", ".join(f"'{stage}'" for stage in WAY)
ACCESS = Access(
    permissions={COUNT: Words(nl="antwoorden over diversiteit tellen", en="count answers about diversity")},
    holds={"system": [COUNT]},
    policies=[
        *versions.policies("diversity_question", may(READ), WRITE, CONFIRM),
        *[Policy("diversity_answer", command, f"diversity_answer_guard_{command}", "id is not null", to=GUARD)
          for command in ("select", "insert", "update", "delete")],
        Policy("move_entry", "select", "move_entry_guard_application", "record_kind = 'application'", to=GUARD),
        Policy("diversity_figure", "select", "diversity_figure_read", may("report.read")),
        Policy("diversity_figure", "insert", "diversity_figure_add", may(COUNT)),
    ],
    erased={"diversity_answer": Erased(by="polder.unlink_diversity")},
    append_only={"diversity_figure": "update or delete"},
    # An audit would keep each answer beside its application, for longer than either.
    unaudited=["diversity_answer"],
    inner=["polder.unlink_diversity(uuid)"],
    sql=f"""
-- How far along the way of an application a stage is; null for those that leave it.
create or replace function polder.way_place(stage text) returns int
language sql immutable as $$ select array_position(array[{_WAY}], stage) $$;
create or replace function polder.way_stage(place int) returns text
language sql immutable as $$ select (array[{_WAY}])[place] $$;
"""
    + versions.trigger("diversity_question")
    + files(__package__).joinpath("sql/diversity.sql").read_text(),
)  # fmt: skip
