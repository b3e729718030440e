"""Which letters our documents can print: the Latin letters in all three weights of Source Sans 3 (a test compares the files)."""

import unicodedata

RANGES = """
    0041-005A 0061-007A 00C0-00D6 00D8-00F6 00F8-0181 0186 018A 018D-0190 0192-0194 0196-0197 019A-019B 019E 01A0-01A1
    01AF-01B1 01B7 01BF 01CD-01DD 01E2-01E7 01EA-01EB 01EE-01F0 01F4-01F5 01F7-0201 0204-0205 0208-0209 020C-020D
    0218-0220 0222-0223 0226-0227 0237 023A-023E 0241-0245 0248-0249 0250-027B 027D-0285 0287-0292 0295 0298-0299
    029B-029F 02A1-02A8 1E02-1E03 1E06-1E07 1E0A-1E11 1E16-1E17 1E1E-1E2B 1E32-1E3B 1E3E-1E49 1E52-1E53 1E56-1E63
    1E66-1E67 1E6A-1E6F 1E72-1E73 1E7E-1E85 1E8E-1E97 1E9E-1EF9
"""
MARKS = " '’‘ʼʻ-–.,/()&+·0123456789"


def _letters() -> frozenset[str]:
    pairs = [token.split("-") for token in RANGES.split()]
    return frozenset(chr(code) for pair in pairs for code in range(int(pair[0], 16), int(pair[-1], 16) + 1))


PRINTABLE = _letters() | frozenset(MARKS)


def printable(text: str) -> bool:
    """
    Whether a document can print this name, place or function; marks on letters may be separate, as a Mac types them.

    >>> printable("Łukasz Şahin Ğülşen Ĳsbrand Nguyễn Đorđe"), printable("Іван"), printable("محمد")
    (True, False, False)
    """
    return PRINTABLE.issuperset(unicodedata.normalize("NFC", text))
