"""From WeasyPrint's PDF/A-3a to a file that is PDF/UA-1 as well and comes out the same every time."""

import re
from io import BytesIO

import pikepdf

OWN_FONT = re.compile(r"^/[A-Z]{6}\+Source-Sans-3(,?-?[A-Za-z-]*)$")

# PDF/A allows no property it does not know: the schema says what pdfuaid:part is.
PDFUA = b"""
<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1"/>
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about=""><pdfaExtension:schemas><rdf:Bag>
<rdf:li rdf:parseType="Resource"><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>
</rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


def finish(pdf: bytes) -> bytes:
    """The archived form of a document: both standards named in its metadata, no byte that depends on the moment."""
    with pikepdf.open(BytesIO(pdf)) as doc:
        _claim_pdfua(doc)
        _name_attachments_once(doc)
        _no_interpolation(doc)
        _avoid_return_at_stream_end(doc)
        result = BytesIO()
        doc.save(result, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    return result.getvalue()


def foreign_fonts(pdf: bytes) -> list[str]:
    """Fonts in the file that are not ours: the machine's fallback stepped in for a letter Source Sans 3 does not have."""
    with pikepdf.open(BytesIO(pdf)) as doc:
        names = {str(o.FontName) for o in doc.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"}
    return sorted(name for name in names if not OWN_FONT.match(name))


def _claim_pdfua(doc: pikepdf.Pdf) -> None:
    metadata = doc.Root.Metadata
    before, end, after = metadata.read_bytes().rpartition(b"</rdf:RDF>")
    metadata.write(before + PDFUA + end + after)


def _name_attachments_once(doc: pikepdf.Pdf) -> None:
    """WeasyPrint lists each twice, by name and by file."""
    if "/AF" in doc.Root:
        once = {spec.objgen: spec for spec in doc.Root.AF}
        doc.Root.AF = pikepdf.Array(once.values())


def _no_interpolation(doc: pikepdf.Pdf) -> None:
    for stream in doc.objects:
        if isinstance(stream, pikepdf.Stream) and "/Interpolate" in stream:
            del stream.Interpolate


def _avoid_return_at_stream_end(doc: pikepdf.Pdf) -> None:
    """A stream ending in a return is read as one byte short by strict readers; written plainly it ends otherwise."""
    for stream in doc.objects:
        if isinstance(stream, pikepdf.Stream) and stream.read_raw_bytes().endswith(b"\r"):
            stream.write(stream.read_bytes())
