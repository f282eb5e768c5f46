"""A record of ORCID in XML (version 3.0 of its API) as the same record in JSON, as far as its works go.

The schemas: https://github.com/ORCID/orcid-model. No document type and no entity is read, whatever it says.
"""

from typing import Any

from polder.partners.conflicts.rules import NotWorks

NAMESPACE = "{http://www.orcid.org/ns/"
SEVERAL = {"group", "work-summary", "external-id"}  # what JSON has as a list, however many there are


def is_xml(content: bytes) -> bool:
    return content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<" or content[:2] in (b"\xff\xfe", b"\xfe\xff")


def record_of_xml(content: bytes) -> dict[str, Any]:
    """Raises NotWorks where it is no XML of ORCID's, or has a document type."""
    from lxml import etree  # on first need: no small part of starting

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotWorks from error
    if root is None or not root.tag.startswith(NAMESPACE) or root.getroottree().docinfo.internalDTD is not None:
        raise NotWorks
    name, said = _name(root), _said(root)
    if not isinstance(said, dict):
        said = {}
    match name:
        case "record" | "work":
            return said
        case "activities" | "activities-summary":
            return {"activities-summary": said}
        case "works":
            return {"group": [], **said}
        case "bulk":
            return {"bulk": [{"work": _said(one)} for one in root if _name(one) == "work"]}
    raise NotWorks


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _said(element: Any) -> Any:
    """Its children by name, or its text."""
    if len(element) == 0:
        return (element.text or "").strip()
    found: dict[str, Any] = {}
    for child in element:
        name = _name(child)
        if name in SEVERAL:
            found.setdefault(name, []).append(_said(child))
        else:
            found.setdefault(name, _said(child))
    return found
