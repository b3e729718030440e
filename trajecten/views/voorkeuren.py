"""Of what somebody who signs in gets mail."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from basis.dagen import now, today
from basis.htmx import redirect_to
from basis.once import once
from trajecten.forms.voorkeuren import VoorkeurenForm
from trajecten.voorkeuren import eigen
from trajecten.voorkeuren.groepen import verplicht


@once
@require_http_methods(["GET", "POST"])
def mailvoorkeuren(request: HttpRequest) -> HttpResponse:
    user, on = request.user, today()
    form = VoorkeurenForm(request.POST or None, groepen=eigen.groepen(user, on=on), initial={"mail": eigen.aan(user, on=on)})
    if request.method == "POST" and form.is_valid():
        eigen.kies(user, form.cleaned_data["mail"], on=on, at=now())
        messages.success(request, "Uw keuze is bewaard. Alles blijft hier bij Meldingen staan.")
        return redirect_to(request, "trajecten:meldingen")
    context = {"form": form, "verplicht": verplicht(eigen.partijen(user, on=on))}
    return render(request, "trajecten/voorkeuren/mail.html", context)
