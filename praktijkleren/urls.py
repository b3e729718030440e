"""Every door of the house; what is open without signing in stands in `basis.middleware.LoginRequired`."""

from django.urls import include, path

from praktijkleren import begrippen, errors, gezondheid

urlpatterns = [
    path("levensteken/", errors.levensteken, name="levensteken"),
    path("gezondheid/", gezondheid.gezondheid, name="gezondheid"),
    path("begrippen/", begrippen.begrippen, name="begrippen"),
    path("", include("accounts.urls")),
    path("kwalificaties/", include("kwalificaties.urls")),
    path("leerbedrijven/", include("werkgevers.urls")),
    path("", include("trajecten.urls")),
    path("portaal/", include("portaal.urls")),
]
handler400 = "praktijkleren.errors.bad_request"
handler403 = "praktijkleren.errors.permission_denied"
handler404 = "praktijkleren.errors.not_found"
handler500 = "praktijkleren.errors.server_error"
