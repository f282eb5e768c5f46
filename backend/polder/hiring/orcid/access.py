"""Only a sign-in leaves a proof, and only a proof makes an iD a verified one: the database does both itself."""

from importlib.resources import files

from polder.kernel.access import GUARD, Access, Erased, Policy, may, unconflicted, within

SIGN_IN = may("sign_in")
APPLICATION = "exists (select from public.application a where a.id = application_id)"

ACCESS = Access(
    policies=[
        Policy("orcid_proof", "insert", "orcid_proof_add", SIGN_IN),
        Policy("orcid_proof", "select", "orcid_proof_read", SIGN_IN),
        Policy("orcid_proof", "delete", "orcid_proof_remove", SIGN_IN),
        Policy("orcid_proof", "select", "orcid_proof_guard", "id is not null", to=GUARD),
        Policy("orcid_proof", "delete", "orcid_proof_guard_use", "id is not null", to=GUARD),
        Policy("verified_orcid", "select", "verified_orcid_read",
               f"{within('application.own', 'application_id')} or ({unconflicted('application_id')} and {APPLICATION})"),
        Policy("verified_orcid", "delete", "verified_orcid_remove", within("application.own", "application_id")),
        *[Policy("verified_orcid", command, f"verified_orcid_guard_{command}", "id is not null", to=GUARD)
          for command in ("select", "insert", "update")],
    ],
    erased={"verified_orcid": Erased("application_id = any(people)")},
    personal={"verified_orcid": ["orcid", "name"]},
    unaudited=["orcid_proof"],
    inner=["polder.use_orcid_proof(bytea)"],
    before_tables=files(__package__).joinpath("sql/right.sql").read_text(),
    sql=files(__package__).joinpath("sql/orcid.sql").read_text(),
)  # fmt: skip
