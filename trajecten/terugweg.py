"""
The way back from the last overgang: what stood where before it, and putting it back (besluiten/0010).

An overgang that makes or keeps a document has none. What sends a mail about a traject takes it away by `vervalt`, in the same
transaction: what left the house is not undone.
"""

from datetime import datetime, timedelta

from django.db.models import Model

from trajecten.models import (
    Belemmering,
    Beurt,
    Gebeurtenis,
    Herinnering,
    Intakeverslag,
    Onderbreking,
    Plaatsing,
    Planning,
    Termijn,
    Terugweg,
    Traject,
    Verklaring,
)

BINNEN = timedelta(minutes=15)

# The columns that an overgang of TERUGDRAAIBAAR may write, and the rows it may make; all days, codes and keys.
SPOOR: dict[type[Model], tuple[str, ...]] = {
    Beurt: ("tot",),
    Termijn: ("partij", "op", "ontstaan_op", "vervuld_op", "vervallen_op"),
    Planning: ("vervallen", "vervallen_op"),
    Belemmering: ("tot",),
    Onderbreking: ("tot",),
    Intakeverslag: (),
    Plaatsing: ("eerste_werkdag", "laatste_werkdag", "inschrijving", "inschrijving_op", "erkenning_id"),
    Verklaring: ("uitgereikt_op", "uitreik_wijze", "uitreik_plaats", "mbo_verklaring", "mbo_verklaring_op"),
    Traject: (
        "status",
        "status_sinds",
        "aan_zet",
        "aan_zet_sinds",
        "aan_zet_reden",
        "volgende_termijn",
        "volgende_termijn_soort",
        "behandelaar_id",
        "geinformeerd_op",
        "eerste_werkdag",
        "laatste_werkdag",
        "ingediend_op",
        "uitgereikt_op",
        "resultaat",
        "afgerond_op",
        "einde_reden",
        "einde_toelichting",
        "einde_op",
        "einde_status",
        "einde_vastgelegd_op",
        "uren_gedaan",
    ),
}
NIEUW = (Beurt, Termijn, Planning, Onderbreking, Intakeverslag)  # of these an overgang may make a row, which goes again


def onthoud(traject: Traject) -> dict:
    """How the rows of a locked traject stand now, and how many documents it has."""
    rows = {model.__name__: {str(row.pop("pk")): row for row in _rows(model, traject)} for model in SPOOR}
    return rows | {"documenten": traject.documenten.count()}


def bewaar(traject: Traject, line: Gebeurtenis, ervoor: dict | None) -> None:
    """Keep the way back from this overgang, when there is one; that from an earlier one is closed."""
    vervalt(traject)
    if ervoor is None or line.door is None or ervoor["documenten"] != traject.documenten.count():
        return
    Terugweg.objects.create(
        traject=traject, gebeurtenis=line, van=line.van, naar=line.naar, door=line.door, at=line.at, eerder=ervoor
    )


def van(traject: Traject) -> Terugweg | None:
    """The way back from the last overgang, while there is one."""
    return Terugweg.objects.filter(traject=traject).select_related("gebeurtenis", "door", "traject").first()


def vervalt(*trajecten: Traject) -> None:
    Terugweg.objects.filter(traject__in=trajecten).delete()


def ruim_op(*, at: datetime) -> None:
    """Nobody can go back along these any more."""
    Terugweg.objects.filter(at__lt=at - BINNEN).delete()


def ga(weg: Terugweg) -> None:
    """Put every row of a locked traject back; what came since is taken away, the traject itself goes last."""
    for model, columns in SPOOR.items():
        before = weg.eerder[model.__name__]
        now = {str(row.pop("pk")): row for row in _rows(model, weg.traject)}
        if model in NIEUW:
            came = [int(pk) for pk in now.keys() - before.keys()]
            if model is Termijn:
                Herinnering.objects.filter(termijn__in=came, bericht__isnull=True).delete()  # told in the app only
            model._base_manager.filter(pk__in=came).delete()
        for pk in before.keys() & now.keys():
            old = {column: _field(model, column).to_python(before[pk][column]) for column in columns}
            if old != now[pk]:
                model._base_manager.filter(pk=pk).update(**old)


def _rows(model: type[Model], traject: Traject):
    own = {"pk": traject.pk} if model is Traject else {"traject": traject}
    return model._base_manager.filter(**own).order_by("pk").values("pk", *SPOOR[model])


def _field(model: type[Model], column: str):
    return next(field for field in model._meta.concrete_fields if field.attname == column)
