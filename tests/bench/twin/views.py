"""List, detail and create, with the generic views."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from rest_framework import generics, serializers

from tests.bench.twin.models import (
    Application,
    Criterion,
    Document,
    NewApplication,
    NewLink,
    NewMail,
    Offer,
    Review,
    Vacancy,
)


class ListSerializer(serializers.ModelSerializer):
    vacancy_reference = serializers.CharField(source="vacancy.reference")
    vacancy_title_nl = serializers.CharField(source="vacancy.title_nl")
    vacancy_title_en = serializers.CharField(source="vacancy.title_en")

    class Meta:
        model = Application
        fields = [
            "id", "reference", "name", "sort_name", "email", "orcid", "vacancy_id", "vacancy_reference",
            "vacancy_title_nl", "vacancy_title_en", "stage", "submitted_at", "source", "version",
        ]  # fmt: skip


def _serializer(of: type, *names: str) -> type[serializers.ModelSerializer]:
    meta = type("Meta", (), {"model": of, "fields": list(names)})
    return type(f"{of.__name__}Serializer", (serializers.ModelSerializer,), {"Meta": meta})


CriterionSerializer = _serializer(Criterion, "id", "position", "name_nl", "name_en", "rubric_nl", "rubric_en")


class VacancySerializer(serializers.ModelSerializer):
    criteria = CriterionSerializer(many=True)

    class Meta:
        model = Vacancy
        fields = ["id", "reference", "title_nl", "title_en", "state", "deadline", "criteria"]


class DetailSerializer(serializers.ModelSerializer):
    vacancy = VacancySerializer()
    documents = _serializer(Document, "id", "kind", "file_name", "media_type", "size", "pages", "state", "created_at")(
        many=True
    )
    reviews = _serializer(Review, "id", "reviewer_id", "state", "recommendation", "note", "submitted_at")(many=True)
    offers = _serializer(Offer, "id", "reference", "state")(many=True)

    class Meta:
        model = Application
        fields = "__all__"


class CreateSerializer(serializers.ModelSerializer):
    email = serializers.EmailField()

    class Meta:
        model = NewApplication
        fields = ["id", "name", "email"]
        read_only_fields = ["id"]


class Applications(generics.ListAPIView):
    serializer_class = ListSerializer

    def get_queryset(self):
        q = self.request.query_params
        found = Application.objects.select_related("vacancy").filter(vacancy_id=q["vacancy_id"], stage=q["stage"])
        return found.order_by("-submitted_at", "-id")


class OneApplication(generics.RetrieveAPIView):
    serializer_class = DetailSerializer
    queryset = Application.objects.select_related("vacancy").prefetch_related(
        "vacancy__criteria", "documents", "reviews", "offers"
    )


class Apply(generics.CreateAPIView):
    serializer_class = CreateSerializer

    @transaction.atomic
    def perform_create(self, serializer):
        """The application, the applicant's link and the mail that brings it; an outbox poller would send that."""
        vacancy = get_object_or_404(
            Vacancy, reference=self.kwargs["reference"], state="published", deadline__gte=timezone.now()
        )
        name = serializer.validated_data["name"]
        made = serializer.save(vacancy_id=vacancy.id, sort_name=name.lower())
        secret = secrets.token_urlsafe(32)
        NewLink.objects.create(
            token_hash=hashlib.sha256(secret.encode()).digest(), scope_id=made.id,
            expires_at=timezone.now() + timedelta(days=180),
        )  # fmt: skip
        text = f"Dear {name},\n\nYour application for {vacancy.title_en}: https://polder.test/apply?key={secret}\n"
        NewMail.objects.create(
            to_address=made.email, to_name=name, subject="Your application", text=text, html=f"<p>{text}</p>"
        )


urlpatterns = [
    path("applications", Applications.as_view()),
    path("applications/<uuid:pk>", OneApplication.as_view()),
    path("careers/<str:reference>/apply", Apply.as_view()),
]
