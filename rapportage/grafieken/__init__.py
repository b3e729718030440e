"""
Charts as inline SVG with the same figures in a table: points in, geometry out (domein §11). No query, no clock, no Django.

Every builder takes a key that is unique on its page, a title, a sentence that says what is counted, and points with the text that
is to be shown. A point without a value is masked or unknown: it gets a hatched stub of a fixed size, and scales are made from what
is shown only, so that the drawing tells nothing the text does not. `{% grafiek g %}` (templatetags/grafieken.py) renders it.
"""

from rapportage.grafieken.feiten import uit_feiten
from rapportage.grafieken.gegevens import Punt, Reeks, getal
from rapportage.grafieken.kolommen import kolommen
from rapportage.grafieken.staven import staven, trechter
from rapportage.grafieken.tekening import Grafiek
from rapportage.grafieken.veelvoud import klein_veelvoud
from rapportage.grafieken.verdeling import verdeling

__all__ = ["Grafiek", "Punt", "Reeks", "getal", "klein_veelvoud", "kolommen", "staven", "trechter", "uit_feiten", "verdeling"]
