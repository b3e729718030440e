app_name = "kwalificaties"
urlpatterns: list = []
