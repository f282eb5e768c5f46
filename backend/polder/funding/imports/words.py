"""What imports are called in files and in the audit trail, in both languages."""

from polder.funding.imports.tables import ImportKind
from polder.kernel import operations
from polder.kernel.words import Words

KINDS = {
    ImportKind.agreements: Words(nl="overeenkomsten", en="agreements"),
    ImportKind.tranches: Words(nl="tranches", en="tranches"),
    ImportKind.receipts: Words(nl="ontvangsten", en="receipts"),
}
operations.TABLES.update(funding_import=Words(nl="ingelezen geldadministratie", en="imported administration of money"))
