"""What the home page, its figures and the search of everything say of vacancies, applications and offers."""

# What waits for the asker, and whom else it concerns: see polder.home. Each line appears only where row-level security
# shows its record.
WAITING = [
    # One line a vacancy, however many there are; it opens the first of them, in the order in which the page goes on.
    """
  select 'application.judge', 'applications', (array_agg(a.id order by a.sort_name, a.id))[1], v.reference,
    case when count(*) = 1 then min(a.name) else v.title_nl end, case when count(*) = 1 then min(a.name) else v.title_en end,
    min(a.submitted_at), min(a.submitted_at) + interval '7 days',
    case when count(*) = 1 then 'Beoordeel de ontvankelijkheid van' else 'Beoordeel de ontvankelijkheid van ' || count(*) || ' sollicitaties bij' end,
    case when count(*) = 1 then 'Judge the eligibility of' else 'Judge the eligibility of ' || count(*) || ' applications for' end
  from application a join vacancy v on v.id = a.vacancy_id where a.stage = 'submitted'
    and ((select polder.may('application.decide'))
      or a.vacancy_id = any((select polder.scope('application.decide'))::uuid[]))
  group by v.id, v.reference, v.title_nl, v.title_en""",
    """
  select 'vacancy.approve', 'vacancies', v.id, v.reference, v.title_nl, v.title_en, v.updated_at,
    v.deadline - interval '28 days', 'Keur de vacature goed', 'Approve the vacancy'
  from vacancy v where v.state = 'draft' and (select polder.may('vacancy.approve'))
    and v.created_by is distinct from (select polder.actor())""",
    """
  select 'vacancy.publish', 'vacancies', v.id, v.reference, v.title_nl, v.title_en, v.updated_at,
    v.deadline - interval '28 days', 'Publiceer de vacature', 'Publish the vacancy'
  from vacancy v where v.state = 'approved' and v.published_at is null and (select polder.may('vacancy.publish'))""",
    """
  select 'vacancy.close', 'vacancies', v.id, v.reference, v.title_nl, v.title_en, v.deadline,
    v.deadline + interval '1 day', 'Sluit de vacature', 'Close the vacancy'
  from vacancy v where v.state = 'published' and v.deadline < now() and (select polder.may('vacancy.publish'))""",
    """
  select 'vacancy.committee', 'vacancies', v.id, v.reference, v.title_nl, v.title_en, v.updated_at, v.deadline,
    'Vul de commissie aan: er zijn minder dan twee leden', 'Add to the committee: it has fewer than two members'
  from vacancy v where v.state in ('published', 'closed') and polder.committee_size(v.id) < 2
    and ((select polder.may('committee.manage')) or v.id = any((select polder.scope('committee.manage'))::uuid[]))""",
    """
  select 'offer.approve', 'offers', o.id, o.reference, coalesce(a.name, o.reference), coalesce(a.name, o.reference),
    o.updated_at, o.expires_at, 'Keur het aanbod goed' || case when a.name is not null then ' voor' else '' end,
    'Approve the offer' || case when a.name is not null then ' to' else '' end
  from offer o left join application a on a.id = o.application_id where o.state = 'draft'
    and polder.is_selected(o.application_id) and (select polder.may('offer.approve')) and o.created_by is distinct from (select polder.actor())""",
    """
  select 'offer.send', 'offers', o.id, o.reference, a.name, a.name, o.updated_at, o.expires_at,
    'Verstuur het aanbod aan', 'Send the offer to'
  from offer o join application a on a.id = o.application_id where o.state = 'approved' and a.stage = 'selected'
    and (select polder.may('offer.send'))""",
    """
  select 'offer.write', 'applications', a.id, a.reference, a.name, a.name, a.updated_at, a.updated_at + interval '7 days',
    'Doe een aanbod aan', 'Make an offer to'
  from application a where a.stage = 'selected' and (select polder.may('offer.write'))
    and not polder.has_offer(a.id, 'draft', 'approved', 'sent', 'accepted')""",
    # Whoever sees no offers would not know.
    """
  select 'application.reconsider', 'applications', a.id, a.reference, a.name, a.name, o.ended, o.ended + interval '7 days',
    'Heroverweeg of beslis over', 'Reconsider, or decide about'
  from application a join lateral (
    select max(o.updated_at) as ended from offer o where o.application_id = a.id
    having not bool_or(o.state in ('draft', 'approved', 'sent', 'accepted'))) as o on true
  where a.stage = 'offered' and ((select polder.may('application.decide'))
      or a.vacancy_id = any((select polder.scope('application.decide'))::uuid[]))""",
]
READS_APPLICATIONS = """((select polder.may('application.read'))
    or cardinality((select polder.scope('application.read'))) > 0)"""
FIGURES = [
    """
  select 'published', 'gepubliceerde vacatures', 'published vacancies',
    (select count(*) from vacancy where state = 'published')""",
    f"""
  select 'open', 'lopende sollicitaties', 'open applications', (select count(*) from application
    where stage in ('submitted', 'eligible', 'longlisted', 'shortlisted', 'interview', 'selected', 'offered'))
  where {READS_APPLICATIONS}""",
    f"""
  select 'hired', 'aangenomen', 'hired', (select count(*) from application where stage = 'hired')
  where {READS_APPLICATIONS}""",
]
# Who reads every application reads what happened, newest first. A review is shown on the page of its application.
ACTIVITY = [
    """
  select m.at, m.actor_id, m.move, m.record_kind as kind,
    case m.record_kind when 'vacancy' then 'vacancies' when 'offer' then 'offers' else 'applications' end as resource,
    coalesce(r.application_id, m.record_id) as record_id, coalesce(v.reference, o.reference, a.reference) as reference,
    coalesce(v.title_nl, a.name, '') as subject_nl, coalesce(v.title_en, a.name, '') as subject_en
  from (select * from move_entry where (select polder.may('application.read'))
          and record_kind in ('vacancy', 'application', 'review', 'offer') order by id desc limit 8) as m
    left join vacancy v on m.record_kind = 'vacancy' and v.id = m.record_id
    left join offer o on m.record_kind = 'offer' and o.id = m.record_id
    left join review r on m.record_kind = 'review' and r.id = m.record_id
    left join application a on m.record_kind <> 'vacancy'
      and a.id = coalesce(o.application_id, r.application_id, m.record_id)
  order by m.id desc""",
]
FINDS = [
    """
  select 'vacancies', v.id, v.title_nl, v.title_en, v.reference from vacancy v, q where v.search @@ q.query limit 6""",
    """
  select 'applications', a.id, a.name, a.name, a.reference from application a, q
  where a.search @@ q.query and a.submitted_at is not null limit 6""",
]
