"""Page numbers with a count, as the list asks for them."""

from rest_framework.pagination import PageNumberPagination


class Pages(PageNumberPagination):
    page_size_query_param = "per_page"
