"""Django's settings for the twin: only what the three endpoints need."""

import os

SECRET_KEY = "bench"
ALLOWED_HOSTS = ["127.0.0.1"]
DEBUG = False
ROOT_URLCONF = "tests.bench.twin.views"
INSTALLED_APPS = ["rest_framework", "tests.bench.twin"]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql", "NAME": os.environ["TWIN_DATABASE"], "USER": "postgres",
        "HOST": os.environ["TWIN_SOCKET"], "CONN_MAX_AGE": None,
    }
}  # fmt: skip
USE_TZ = True
TIME_ZONE = "UTC"
MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.FormParser", "rest_framework.parsers.JSONParser"],
    "DEFAULT_PAGINATION_CLASS": "tests.bench.twin.pages.Pages",
    "PAGE_SIZE": 25,
}
