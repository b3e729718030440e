"""Read a PDF back as a person would: its words, its fonts, a picture of a line."""

from functools import cache
from io import BytesIO

import page
import pikepdf
import pypdf
import pypdfium2
from PIL import Image, ImageChops, ImageStat

from documenten.render import Opdracht, build_pdf
from tests.documenten import voorbeelden

PROFILES = [page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1]


def pdf_of(soort, facts, **anders):
    order = Opdracht(
        template=f"documenten/{soort}.html", titel=soort.capitalize(), facts=facts, gemaakt_op=voorbeelden.GEMAAKT_OP, **anders
    )
    return build_pdf(order)


@cache
def verklaring():
    return pdf_of("praktijkverklaring", voorbeelden.praktijkverklaring(), attach_json="praktijkverklaring.json")


def complaints(pdf):
    """What the standards say against the file, over both profiles."""
    reports = [page.validate_pdf_bytes(pdf, profile=profile) for profile in PROFILES]
    return [f"{failure.rule_id}: {failure.message}" for report in reports for failure in report.failures]


def pages(pdf):
    return [p.extract_text().replace("\u00a0", " ") for p in pypdf.PdfReader(BytesIO(pdf)).pages]


def text(pdf):
    return "\n".join(pages(pdf))


def font_names(pdf):
    with pikepdf.open(BytesIO(pdf)) as doc:
        found = [o for o in doc.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
        assert all("/FontFile2" in o for o in found)
        return {str(o.FontName).partition("+")[2] for o in found}


def picture_of_name(pdf, begin, *, width=470, height=66):
    """The line that begins with these letters and the next, as a picture of a fixed size."""
    with pypdfium2.PdfDocument(pdf) as doc:
        sheet = doc[0]
        words = sheet.get_textpage()
        index, _ = words.search(begin).get_next()
        left, bottom, _, _ = words.get_charbox(index)
        sheet_width, sheet_height = sheet.get_size()
        low = bottom + 26 - height
        margins = (left - 2, low, sheet_width - left + 2 - width, sheet_height - low - height)
        image = sheet.render(scale=1, crop=margins).to_pil().convert("L")
        words.close()
        sheet.close()
    return image


def difference(one: Image.Image, other: Image.Image) -> float:
    """Mean difference in grey, 0 to 255."""
    return ImageStat.Stat(ImageChops.difference(one, other)).mean[0]
