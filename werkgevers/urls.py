app_name = "werkgevers"
urlpatterns: list = []
