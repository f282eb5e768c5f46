"""Who sees and writes invoices: all money, and a funder their own from the day they were sent."""

from importlib.resources import files

from polder.funding import money_rules
from polder.kernel.access import GUARD, Access, Policy, may, reads_and_writes, within
from polder.kernel.words import Words

PERMISSIONS = {
    "invoice.write": Words(nl="facturen opstellen en vaststellen", en="write and validate invoices"),
    "invoice.send": Words(nl="facturen versturen", en="send invoices"),
    "invoice.write_off": Words(nl="facturen afboeken", en="write invoices off"),
    "invoice.agree": Words(nl="instemmen met afboekingen", en="agree with write-offs"),
}
HOLDS = {
    "controller": list(PERMISSIONS),
    "director": ["invoice.agree"],
    "system": list(PERMISSIONS),
}
READ, WRITE, POST = may("funding.read"), may("invoice.write"), may("ledger.post")
# A funder sees what was sent to them, not our drafts.
OWN = f"({within('funding.own', 'funder_id')} and state not in ('draft', 'validated'))"
VISIBLE = "exists (select from public.funder_invoice i where i.id = invoice_id)"
# Of its history: what concerns the funder, not who wrote or wrote off what and why.
SHOWN_MOVES = "move in ('send', 'pay_partly', 'pay', 'overpay', 'credit')"
SEEN = "record_kind = 'funder_invoice' and exists (select from public.funder_invoice x where x.id = record_id)"


def _guard(table: str, *commands: str) -> list[Policy]:
    """The functions that number, fix and compare see all invoices."""
    key = "funder_id" if table == "invoice_series" else "id"
    return [Policy(table, command, f"{table}_guard_{command}", f"{key} is not null", to=GUARD) for command in commands]


ACCESS = Access(
    permissions=PERMISSIONS,
    holds=HOLDS,
    policies=[
        *reads_and_writes("billing_detail", f"{READ} or {within('funding.own', 'organisation_id')}", WRITE),
        Policy("funder_invoice", "select", "funder_invoice_read", f"{READ} or {OWN}"),
        Policy("funder_invoice", "insert", "funder_invoice_add", WRITE),
        Policy("funder_invoice", "update", "funder_invoice_change",
               f"{WRITE} or {may('invoice.send')} or {may('invoice.write_off')} or {POST}"),
        Policy("funder_invoice", "delete", "funder_invoice_remove", f"{WRITE} and state = 'draft'"),
        *_guard("funder_invoice", "select", "update"),
        *reads_and_writes("invoice_line", VISIBLE, WRITE, delete=True),
        *_guard("invoice_line", "select"),
        Policy("invoice_settlement", "select", "invoice_settlement_read", VISIBLE),
        Policy("invoice_settlement", "insert", "invoice_settlement_add", POST),
        *_guard("invoice_settlement", "select"),
        Policy("invoice_file", "select", "invoice_file_read", VISIBLE),
        Policy("invoice_file", "insert", "invoice_file_add", WRITE),
        Policy("write_off_consent", "select", "write_off_consent_read", READ),
        Policy("write_off_consent", "insert", "write_off_consent_add", may("invoice.agree")),
        *_guard("write_off_consent", "select"),
        *_guard("invoice_series", "select", "insert", "update"),
        *money_rules.policies("invoice_rule", READ),
        Policy("move_entry", "select", "move_entry_guard_funder_invoice", "record_kind = 'funder_invoice'", to=GUARD),
        Policy("move_entry", "select", "move_entry_funder_invoice", f"{SEEN} and ({READ} or {SHOWN_MOVES})"),
    ],
    personal={"billing_detail": ["contact_name", "email"], "funder_invoice": ["sent_to"]},
    append_only={
        "invoice_settlement": "update or delete",
        "invoice_file": "update or delete",
        "write_off_consent": "update or delete",
        "invoice_series": "delete",
        "invoice_rule": "delete",
    },
    sql=files(__package__).joinpath("sql/invoices.sql").read_text() + money_rules.trigger("invoice_rule"),
)  # fmt: skip
