"""Where applicants came from, in words; a place that HR made a link for is named as the link does."""

from polder.hiring.careers.rules import VIAS
from polder.kernel.words import Words

SOURCES = {
    **VIAS,
    "direct": Words(nl="rechtstreeks of onbekend", en="directly, or not known"),
    "import": Words(nl="ingelezen", en="import"),
}
