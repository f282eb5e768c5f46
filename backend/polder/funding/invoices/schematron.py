"""Schematron (ISO/IEC 19757-3) with XSLT 2 binding, compiled to one XSLT 3 stylesheet: what rules of e-invoices use of it.

Patterns (abstract ones too), rules (`extends` too), assertions, reports, variables, functions and includes. Of every
pattern, a node fires the first rule that fits it. Phases, diagnostics and properties are left out: all patterns run, and a
finding says its rule, its flag, its sentence and its place. The include of another file stays inside the rules' folder.
"""

import copy
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import etree

SCH = "http://purl.oclc.org/dsdl/schematron"
XSL = "http://www.w3.org/1999/XSL/Transform"
OURS = "urn:polder:findings"
# /Invoice/cac:InvoiceLine[2]/cbc:ID: as people point at it.
PLACE = (
    "string-join(ancestor-or-self::*/('/' || name() ||"
    " (let $n := node-name() return if (count(../*[node-name() = $n]) > 1)"
    " then '[' || (1 + count(preceding-sibling::*[node-name() = $n])) || ']' else '')))"
    " || (if (. instance of attribute()) then '/@' || name() else '')"
)
_PARAMETER = re.compile(r"\$([A-Za-z_][\w.-]*)")
_NAMED = re.compile(r"^\s*\[([^\]]+)\]")


class SchematronError(ValueError):
    """The rules cannot be read; says which file and why."""


def compiled(path: Path) -> str:
    """The stylesheet of a schema. Its result is `<findings><finding rule flag place>sentence</finding>…</findings>`."""
    schema = _read(path, path.resolve().parent)
    if schema.tag != f"{{{SCH}}}schema":
        raise SchematronError(f"{path.name} is no Schematron schema")
    spaces = {ns.get("prefix"): ns.get("uri") for ns in schema.iterfind(f"{{{SCH}}}ns")}
    # A prefix that the schema declares in XML only serves its functions.
    known = {p: uri for p, uri in schema.nsmap.items() if p and uri not in (SCH, XSL)} | spaces
    sheet = etree.Element(f"{{{XSL}}}stylesheet", {"version": "3.0"}, nsmap={"xsl": XSL, "f": OURS, **known})
    _add(sheet, "output", method="xml", encoding="UTF-8")
    for let in schema.iterfind(f"{{{SCH}}}let"):
        _variable(sheet, let)
    for function in schema.iterfind(f"{{{XSL}}}function"):
        sheet.append(copy.deepcopy(function))
    patterns = list(_patterns(schema))
    root = _add(sheet, "template", match="/")
    findings = etree.SubElement(root, f"{{{OURS}}}findings")
    for number, pattern in enumerate(patterns):
        for let in pattern.iterfind(f"{{{SCH}}}let"):
            _variable(sheet, let)
        _add(findings, "apply-templates", select="/", mode=f"p{number}")
        _pattern(sheet, pattern, number)
    return str(etree.tostring(sheet, encoding="unicode"))


def _read(path: Path, folder: Path) -> Any:
    """The document, with its includes in their places."""
    if not path.resolve().is_relative_to(folder):
        raise SchematronError(f"{path.name} lies outside the folder of the rules")
    reader = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.parse(str(path), reader).getroot()
    except (OSError, etree.XMLSyntaxError) as error:
        raise SchematronError(f"{path.name}: {error}") from None
    for include in list(root.iter(f"{{{SCH}}}include")):
        include.getparent().replace(include, _read(path.parent / include.get("href"), folder))
    return root


def _patterns(schema: Any) -> Iterator[Any]:
    """The patterns that run: concrete ones, and abstract ones with their parameters filled in."""
    found = schema.findall(f".//{{{SCH}}}pattern")
    abstract = {p.get("id"): p for p in found if p.get("abstract") == "true"}
    for pattern in found:
        if pattern.get("abstract") == "true":
            continue
        kind = pattern.get("is-a")
        if kind is None:
            yield pattern
            continue
        if kind not in abstract:
            raise SchematronError(f"there is no abstract pattern {kind}")
        values = {p.get("name", "").strip(): p.get("value", "") for p in pattern.iterfind(f"{{{SCH}}}param")}
        yield _filled(abstract[kind], values)


def _filled(pattern: Any, values: Mapping[str, str]) -> Any:
    made = copy.deepcopy(pattern)
    for element in made.iter():
        for name in ("context", "test", "value", "select", "path"):
            if name in element.attrib:
                text = element.get(name)
                element.set(name, _PARAMETER.sub(lambda m: values.get(m[1], m[0]), text))
    return made


def _pattern(sheet: Any, pattern: Any, number: int) -> None:
    """One mode: the rules by falling priority, and a walk over everything that fires none."""
    mode = f"p{number}"
    rules = pattern.findall(f"{{{SCH}}}rule")
    abstract = {rule.get("id"): rule for rule in rules if rule.get("abstract") == "true"}
    concrete = [rule for rule in rules if rule.get("abstract") != "true"]
    for place, rule in enumerate(concrete):
        template = _add(sheet, "template", match=rule.get("context"), mode=mode, priority=str(len(concrete) - place))
        _rule(template, rule, abstract)
        _add(template, "apply-templates", select="@*|node()", mode=mode)
    _add(_add(sheet, "template", match="@*|text()", mode=mode, priority="-1"), "sequence", select="()")
    walk = _add(sheet, "template", match="/|*", mode=mode, priority="-1")
    _add(walk, "apply-templates", select="@*|node()", mode=mode)


def _rule(template: Any, rule: Any, abstract: Mapping[str | None, Any]) -> None:
    for part in rule:
        if part.tag == f"{{{SCH}}}let":
            _variable(template, part)
        elif part.tag == f"{{{SCH}}}extends":
            _rule(template, abstract[part.get("rule")], abstract)
        elif part.tag in (f"{{{SCH}}}assert", f"{{{SCH}}}report"):
            _assertion(template, part)


def _assertion(template: Any, part: Any) -> None:
    test = part.get("test")
    when = _add(template, "if", test=f"not({test})" if part.tag.endswith("}assert") else test)
    finding = etree.SubElement(
        when, f"{{{OURS}}}finding", rule=_literal(_name(part)), flag=_literal(part.get("flag") or part.get("role") or "fatal")
    )  # fmt: skip
    _add(finding, "attribute", name="place", select=PLACE)
    _add(finding, "text").text = part.text or ""
    for child in part:
        if child.tag in (f"{{{SCH}}}value-of", f"{{{SCH}}}name"):
            select = child.get("select") or f"name({child.get('path') or '.'})"
            _add(finding, "value-of", select=select)
        elif isinstance(child.tag, str):
            _add(finding, "text").text = "".join(child.itertext())
        _add(finding, "text").text = child.tail or ""


def _name(part: Any) -> str:
    """What people call the rule: its id, or what its sentence begins with in brackets."""
    found = _NAMED.match(part.text or "")
    return part.get("id") or (found[1] if found else "")


def _literal(text: str) -> str:
    """Text as an attribute of a literal element, where braces mean something."""
    return text.replace("{", "{{").replace("}", "}}")


def _variable(parent: Any, let: Any) -> None:
    _add(parent, "variable", name=let.get("name"), select=let.get("value"))


def _add(parent: Any, element: str, /, **attributes: str) -> Any:
    return etree.SubElement(parent, f"{{{XSL}}}{element}", attributes)
