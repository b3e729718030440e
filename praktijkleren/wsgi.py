import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "praktijkleren.settings")
application = get_wsgi_application()

from praktijkleren.celery import app as celery  # noqa: E402

celery.producer_pool  # noqa: B018  # loads the transport now, not in the first request that rings
