"""The tables as Django sees them. What is created goes to the floor's copies, which have no triggers."""

import uuid

from django.db import models


class Vacancy(models.Model):
    id = models.UUIDField(primary_key=True)
    reference = models.TextField()
    title_nl = models.TextField()
    title_en = models.TextField()
    state = models.TextField()
    deadline = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "vacancy"


class Criterion(models.Model):
    id = models.UUIDField(primary_key=True)
    vacancy = models.ForeignKey(Vacancy, models.DO_NOTHING, related_name="criteria")
    position = models.IntegerField()
    name_nl = models.TextField()
    name_en = models.TextField()
    rubric_nl = models.TextField()
    rubric_en = models.TextField()

    class Meta:
        managed = False
        db_table = "criterion"
        ordering = ["position"]


class Application(models.Model):
    id = models.UUIDField(primary_key=True)
    version = models.IntegerField()
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    created_by = models.UUIDField(null=True)
    reference = models.TextField()
    vacancy = models.ForeignKey(Vacancy, models.DO_NOTHING)
    name = models.TextField()
    sort_name = models.TextField()
    email = models.TextField(null=True)
    phone = models.TextField(null=True)
    orcid = models.TextField(null=True)
    language = models.TextField()
    motivation = models.TextField()
    cv = models.JSONField(null=True)
    source = models.TextField()
    stage = models.TextField()
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        managed = False
        db_table = "application"


class Part(models.Model):
    """What the detail nests: documents, reviews and offers, by the application's id."""

    id = models.UUIDField(primary_key=True)
    state = models.TextField()
    created_at = models.DateTimeField()

    class Meta:
        abstract = True


class Document(Part):
    application = models.ForeignKey(Application, models.DO_NOTHING, db_column="record_id", related_name="documents")
    kind = models.TextField()
    file_name = models.TextField()
    media_type = models.TextField(null=True)
    size = models.BigIntegerField()
    pages = models.IntegerField(null=True)

    class Meta:
        managed = False
        db_table = "document"


class Review(Part):
    application = models.ForeignKey(Application, models.DO_NOTHING, related_name="reviews")
    reviewer_id = models.UUIDField()
    recommendation = models.TextField(null=True)
    note = models.TextField()
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        managed = False
        db_table = "review"


class Offer(Part):
    application = models.ForeignKey(Application, models.DO_NOTHING, related_name="offers")
    reference = models.TextField()

    class Meta:
        managed = False
        db_table = "offer"


class NewApplication(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    vacancy_id = models.UUIDField()
    name = models.TextField(max_length=500)
    sort_name = models.TextField()
    email = models.TextField()
    motivation = models.TextField(default="")
    language = models.TextField(default="en")

    class Meta:
        managed = False
        db_table = 'floor"."application'


class NewLink(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind = models.TextField(default="link")
    token_hash = models.BinaryField()
    role = models.TextField(default="applicant")
    scope_id = models.UUIDField()
    expires_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = 'floor"."session'


class NewMail(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    to_address = models.TextField()
    to_name = models.TextField()
    language = models.TextField(default="en")
    template = models.TextField(default="application_link")
    subject = models.TextField()
    text = models.TextField()
    html = models.TextField()

    class Meta:
        managed = False
        db_table = 'floor"."mail'
