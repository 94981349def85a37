"""The XMP packet that makes one file conform to PDF/A-3a and PDF/UA-1 at once.

WeasyPrint writes the identification of either standard, not of both. PDF/A allows a property
of another standard only where the packet itself describes it (ISO 19005-3, 6.6.2.3), and
validators want everything inside one ``rdf:RDF`` element.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
PDFUA_ID = "http://www.aiim.org/pdfua/ns/id/"
EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
SCHEMA = "http://www.aiim.org/pdfa/ns/schema#"
PROPERTY = "http://www.aiim.org/pdfa/ns/property#"

for _prefix, _uri in (
    ("rdf", RDF),
    ("pdfuaid", PDFUA_ID),
    ("pdfaExtension", EXTENSION),
    ("pdfaSchema", SCHEMA),
    ("pdfaProperty", PROPERTY),
):
    ET.register_namespace(_prefix, _uri)


def with_pdfua_identification(rdf: bytes) -> bytes:
    """Return the ``rdf:RDF`` element ``rdf`` with "this is PDF/UA-1" and its description added."""
    root = ET.fromstring(rdf)  # noqa: S314 - written by the printer a moment ago, not by a person
    identification = _description(root)
    ET.SubElement(identification, f"{{{PDFUA_ID}}}part").text = "1"
    _describe_pdfua_schema(_description(root))
    packet: bytes = ET.tostring(root, encoding="utf-8")
    return packet


def _description(root: ET.Element) -> ET.Element:
    return ET.SubElement(root, f"{{{RDF}}}Description", {f"{{{RDF}}}about": ""})


def _describe_pdfua_schema(parent: ET.Element) -> None:
    schemas = _bag(ET.SubElement(parent, f"{{{EXTENSION}}}schemas"), "Bag")
    schema = _resource(schemas)
    ET.SubElement(schema, f"{{{SCHEMA}}}schema").text = "PDF/UA Universal Accessibility Schema"
    ET.SubElement(schema, f"{{{SCHEMA}}}namespaceURI").text = PDFUA_ID
    ET.SubElement(schema, f"{{{SCHEMA}}}prefix").text = "pdfuaid"
    part = _resource(_bag(ET.SubElement(schema, f"{{{SCHEMA}}}property"), "Seq"))
    for name, value in (
        ("name", "part"),
        ("valueType", "Integer"),
        ("category", "internal"),
        ("description", "Indicates, which part of ISO 14289 standard is followed"),
    ):
        ET.SubElement(part, f"{{{PROPERTY}}}{name}").text = value


def _bag(parent: ET.Element, kind: str) -> ET.Element:
    return ET.SubElement(parent, f"{{{RDF}}}{kind}")


def _resource(parent: ET.Element) -> ET.Element:
    return ET.SubElement(parent, f"{{{RDF}}}li", {f"{{{RDF}}}parseType": "Resource"})
