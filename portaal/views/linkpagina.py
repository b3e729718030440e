"""What the pages behind a personal link share. Looking changes nothing; sending the form does (M02)."""

from collections.abc import Callable

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from basis.dagen import now, today
from basis.forms import Formulier
from basis.getypt import Waarde, typed
from basis.htmx import redirect_to
from basis.snelheid import within_limit
from trajecten import nieuwe_link, vraaglinks
from trajecten.links import LinkGeldtNiet
from trajecten.workflow import BevestigingNodig, OvergangGeweigerd
from trajecten.workflow.kern import CoordinatorNodig

PER_UUR = 600  # tries from one address: a class signs behind one of them


def mag_proberen(request: HttpRequest) -> bool:
    return within_limit(request, "tekenlink", amount=PER_UUR, seconds=3600)


def te_vaak(request: HttpRequest) -> HttpResponse:
    return render(request, "portaal/link_te_vaak.html", status=429)


def ongeldig(request: HttpRequest, token: str) -> HttpResponse:
    """The same for every link that does not work, of whatever kind it was."""
    return render(request, "portaal/link_ongeldig.html", {"token": token}, status=410)


def al_gebeurd(request: HttpRequest, woorden: str, getypt: list[Waarde] | None = None) -> HttpResponse:
    """
    Somebody else was first with the same link: what was typed is given back, to read and copy.

    :param getypt: in words, where the form sends codes.
    """
    context = {"woorden": woorden, "typed": typed(request) if getypt is None else getypt}
    return render(request, "portaal/link_al_gebeurd.html", context, status=409)


def niet_meer(request: HttpRequest, token: str, klaar: str, gestuurd: str, getypt: list[Waarde] | None = None) -> HttpResponse:
    """
    Who sends twice is told that it is done; for the rest it is a link that does not work.

    :param klaar: the page that says so. :param gestuurd: the answer that came now, as it would have been kept.
    """
    done = vraaglinks.vind_gebruikt(token, at=now())
    if done and request.method == "POST" and gestuurd != done.reactie.tekst:
        return al_gebeurd(request, "Met deze link is al een antwoord gestuurd. Wat u nu invulde, is niet bewaard.", getypt)
    return redirect_to(request, klaar, token) if done else ongeldig(request, token)


def van(request: HttpRequest) -> dict[str, str]:
    """From where it is used: kept as proof."""
    return {"adres": get_adapter().get_client_ip(request), "browser": request.headers.get("User-Agent", "")}


def doe(form: Formulier, do: Callable[[], object]) -> bool:
    """
    Do what a good form asks; when the domain refuses, say why in words for who is not of the regio, and keep what was typed.

    :returns: whether it was done. :raises LinkGeldtNiet: nothing is asked by this link any more.
    """
    try:
        do()
    except LinkGeldtNiet:
        raise
    except (BevestigingNodig, CoordinatorNodig) as nodig:
        form.add_error(None, nodig.buiten)
    except OvergangGeweigerd as geweigerd:
        form.add_error(None, str(geweigerd))
    else:
        return True
    return False


@require_POST
def link_nieuw(request: HttpRequest, token: str) -> HttpResponse:
    """The answer is the same whether or not there was such a link (M17)."""
    if mag_proberen(request):
        nieuwe_link.vraag(token, on=today(), at=now())
    return redirect_to(request, "portaal:link_gevraagd")


@require_safe
def link_gevraagd(request: HttpRequest) -> HttpResponse:
    return render(request, "portaal/link_gevraagd.html")
