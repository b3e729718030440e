"""A tree of an XML file that knows on which line each element stands, with every entity trick refused by defusedxml."""

import re
from xml.etree.ElementTree import Element, TreeBuilder
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler

from defusedxml.common import DefusedXmlException
from defusedxml.sax import parseString

from kwalificaties.bestand import Bestand
from kwalificaties.rijen import ImportGeweigerd

MAX_DEPTH = 60  # a dossier goes 12 deep
_DECLARED = re.compile(rb"""^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*encoding=["']([A-Za-z0-9._-]+)["']""")


class Knoop(Element):
    regel = 0


class _Bouwer(ContentHandler):
    """Builds the tree and writes on each element the line it begins on."""

    def __init__(self):
        super().__init__()
        self.builder = TreeBuilder(element_factory=Knoop)
        self.locator = None
        self.depth = 0

    def setDocumentLocator(self, locator):
        self.locator = locator

    def startElement(self, name, attrs):
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ImportGeweigerd("De XML is te diep genest voor een dossier.")
        self.builder.start(name, dict(attrs)).regel = self.locator.getLineNumber()

    def endElement(self, name):
        self.depth -= 1
        self.builder.end(name)

    def characters(self, content):
        self.builder.data(content)


def boom(bestand: Bestand) -> Knoop:
    """:raises ImportGeweigerd: no well-formed XML, unreadable letters, or a DTD, entity or outside reference."""
    _check_letters(bestand)
    bouwer = _Bouwer()
    try:
        parseString(bestand.inhoud, bouwer, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        raise bestand.plek().weiger(
            "De XML heeft een DTD of entiteiten. Die heeft een dossier van SBB niet; het is geweigerd."
        ) from error
    except SAXParseException as error:
        raise bestand.plek(error.getLineNumber()).weiger(
            "Dit is geen geldige XML: het bestand is beschadigd of niet compleet. Download het dossier opnieuw."
        ) from error
    except ImportGeweigerd as error:
        raise bestand.plek().weiger(str(error)) from error
    except (LookupError, ValueError) as error:
        raise bestand.plek(1).weiger("De XML noemt een codering die niet bestaat. Sla het bestand op als UTF-8.") from error
    return bouwer.builder.close()


def _check_letters(bestand: Bestand) -> None:
    declared = _DECLARED.match(bestand.inhoud)
    if bestand.inhoud.startswith((b"\xff\xfe", b"\xfe\xff")) or (declared and declared[1].lower() != b"utf-8"):
        return  # the parser itself reads what is declared
    try:
        bestand.inhoud.decode("utf-8")
    except UnicodeDecodeError as error:
        regel = bestand.inhoud.count(b"\n", 0, error.start) + 1
        raise bestand.plek(regel).weiger(
            "De letters zijn geen UTF-8, terwijl de XML dat wel zegt. Sla het bestand op als UTF-8."
        ) from error
