"""Files people and attackers send: made here, byte by byte, so that no hostile file lies in the repository."""

import io
import struct
import zipfile
import zlib

import pikepdf
from PIL import Image, PngImagePlugin

BSN = "123456782"


def pdf(text="Overeenkomst van Jansen", *, pages=1, change=None, **save):
    """A plain PDF of `pages` pages that say `text`; `change(doc)` makes it hostile."""
    with pikepdf.new() as doc:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        for _ in range(pages):
            sheet = doc.add_blank_page()
            sheet.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            sheet.Contents = doc.make_stream(f"BT /F1 12 Tf 20 700 Td ({text}) Tj ET".encode())
        if change:
            change(doc)
        result = io.BytesIO()
        doc.save(result, **save)
    return result.getvalue()


def with_javascript(doc):
    doc.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def with_launch(doc):
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
    doc.pages[0].Annots = pikepdf.Array([link])


def with_attachment(doc):
    doc.attachments["virus.exe"] = b"MZ"


def with_form_script(doc):
    doc.Root.AcroForm = pikepdf.Dictionary(Fields=[], XFA="<xdp/>")


def with_bomb(doc):
    """More than a gigabyte of nothing in a few megabytes."""
    packer = zlib.compressobj(1)
    block = b" " * (1 << 20)
    packed = b"".join(packer.compress(block) for _ in range(1100)) + packer.flush()
    stream = doc.make_stream(b"")
    stream.write(packed, filter=pikepdf.Name.FlateDecode)
    doc.pages[0].Contents = stream


def with_page_loop(doc):
    doc.Root.Pages.Kids.append(doc.Root.Pages)


def encrypted(user=""):
    return pdf(encryption=pikepdf.Encryption(owner="baas", user=user))


def zipped(name="a.txt"):
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        archive.writestr(name, "x" * 100)
    return result.getvalue()


def image(kind="PNG", size=(60, 40), mode="RGB", **save):
    result = io.BytesIO()
    Image.new(mode, size, 0).save(result, kind, **save)
    return result.getvalue()


def jpeg_with_place():
    exif = Image.Exif()
    exif[0x010E] = "geheime plek"
    exif[0x0112] = 6  # turned
    return image("JPEG", exif=exif)


def png_with_words():
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "geheime plek")
    return image(pnginfo=words)


def png_that_claims(width, height):
    """A header of a size nobody has the memory for, and hardly any bytes."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 9999)) + chunk(b"IEND", b"")
