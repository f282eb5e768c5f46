// Words of the outbox and the audit trail. English is the type of record.
export const en = {
  resources: {
    mails: {
      name: 'Mail |||| Mail',
      fields: {
        created_at: 'Written', to_address: 'To', subject: 'Subject', template: 'Kind', language: 'Language', state: 'State', sent_at: 'Sent', attempts: 'Attempts',
        last_error: 'Last error',
      },
    },
    audit_entries: {
      name: 'Audit entry |||| Audit trail',
      fields: {
        at: 'Moment', actor: 'Who', actor_id: 'Who', actor_kind: 'How', table_name: 'What', record_id: 'Record', operation: 'Act', changes: 'Difference',
        request_id: 'Request', at_from: 'From', at_until: 'Before',
      },
    },
  },
  operations: {
    menu: { mails: 'Outbox', audit: 'Audit trail' },
    no_mails: 'Nothing has been sent yet. Every mail that Polder writes appears here first, and is sent from here.',
    mail_state: { queued: 'Waits', sent: 'Sent', refused: 'Refused', gave_up: 'Given up' },
    send_again: 'Send again',
    goes_again: 'It waits to be sent again.',
    mail_gave_up: 'The mail server did not take this mail during three days, and Polder tries no more. Send it again when the server answers; a personal link in it may have expired.',
    template: {
      application_link: 'Personal link for an application', application_receipt: 'Receipt of an application', offer_sent: 'Offer', invitation: 'Invitation',
      access_request: 'Request for access',
    },
    language: { nl: 'Dutch', en: 'English' },
    as_text: 'As text',
    as_html: 'As it looks',
    html_title: 'The mail as it looks',
    envelope: 'Envelope',
    about: 'Is about',
    mail_waits: 'This mail waits to be sent. When the mail server does not answer, Polder tries again by itself.',
    mail_demonstration: 'The demonstration sends nothing: this page is the post. Open its links as the reader would.',
    mail_refused: 'The mail server refused this mail. Look at the address, and at what the server said.',
    no_audit: 'Nothing has happened yet.',
    audit_lead: 'Every change of every record: who, what, when. Nothing here can be altered; personal values are kept apart, so that a person can be erased.',
    operation: { insert: 'added', update: 'changed', delete: 'removed' },
    actor_kind: { browser: 'signed in', token: 'API token', link: 'personal link', public: 'public page', sign_in: 'sign-in', system: 'the system' },
    became: 'became',
    no_value: 'nothing',
    personal: 'Only personal values changed; those are kept apart.',
    all_fields: 'all %{smart_count} fields',
    this_record: 'Everything about this record',
    table: {
      account: 'Account', affiliation: 'Affiliation', application: 'Application', audit_seal: 'Seal of the audit trail', conflict: 'Conflict of interest',
      criterion: 'Criterion', document: 'Document', external_identity: 'Way to sign in', identity_provider: 'Identity provider', invitation: 'Invitation',
      access_request: 'Request for access', mail: 'Mail', offer: 'Offer', organisation: 'Organisation', person: 'Person', review: 'Review',
      role_grant: 'Role', session: 'Session', vacancy: 'Vacancy',
    },
  },
};

export const nl: typeof en = {
  resources: {
    mails: {
      name: 'Mail |||| Mail',
      fields: {
        created_at: 'Geschreven', to_address: 'Aan', subject: 'Onderwerp', template: 'Soort', language: 'Taal', state: 'Stand', sent_at: 'Verstuurd', attempts: 'Pogingen',
        last_error: 'Laatste fout',
      },
    },
    audit_entries: {
      name: 'Regel in het auditspoor |||| Auditspoor',
      fields: {
        at: 'Tijdstip', actor: 'Wie', actor_id: 'Wie', actor_kind: 'Hoe', table_name: 'Wat', record_id: 'Record', operation: 'Handeling', changes: 'Verschil',
        request_id: 'Verzoek', at_from: 'Vanaf', at_until: 'Voor',
      },
    },
  },
  operations: {
    menu: { mails: 'Uitgaande post', audit: 'Auditspoor' },
    no_mails: 'Er is nog niets verstuurd. Elke mail die Polder schrijft verschijnt eerst hier, en gaat van hieruit weg.',
    mail_state: { queued: 'Wacht', sent: 'Verstuurd', refused: 'Geweigerd', gave_up: 'Opgegeven' },
    send_again: 'Opnieuw versturen',
    goes_again: 'De mail wacht opnieuw op verzending.',
    mail_gave_up: 'De mailserver nam deze mail drie dagen lang niet aan, en Polder probeert het niet meer. Verstuur hem opnieuw als de server antwoordt; een persoonlijke link erin kan verlopen zijn.',
    template: {
      application_link: 'Persoonlijke link voor een sollicitatie', application_receipt: 'Ontvangst van een sollicitatie', offer_sent: 'Aanbod', invitation: 'Uitnodiging',
      access_request: 'Verzoek om toegang',
    },
    language: { nl: 'Nederlands', en: 'Engels' },
    as_text: 'Als tekst',
    as_html: 'Zoals het eruitziet',
    html_title: 'De mail zoals die eruitziet',
    envelope: 'Envelop',
    about: 'Gaat over',
    mail_waits: 'Deze mail wacht op verzending. Als de mailserver niet antwoordt, probeert Polder het vanzelf opnieuw.',
    mail_demonstration: 'De demonstratie verstuurt niets: deze bladzijde is de post. Open de links zoals de lezer het zou doen.',
    mail_refused: 'De mailserver weigerde deze mail. Kijk naar het adres, en naar wat de server zei.',
    no_audit: 'Er is nog niets gebeurd.',
    audit_lead: 'Elke wijziging van elk record: wie, wat, wanneer. Niets hiervan kan veranderd worden; persoonlijke waarden staan apart, zodat iemand gewist kan worden.',
    operation: { insert: 'toegevoegd', update: 'gewijzigd', delete: 'verwijderd' },
    actor_kind: { browser: 'aangemeld', token: 'API-sleutel', link: 'persoonlijke link', public: 'openbare pagina', sign_in: 'aanmelding', system: 'het systeem' },
    became: 'werd',
    no_value: 'niets',
    personal: 'Alleen persoonlijke waarden veranderden; die staan apart.',
    all_fields: 'alle %{smart_count} velden',
    this_record: 'Alles over dit record',
    table: {
      account: 'Account', affiliation: 'Affiliatie', application: 'Sollicitatie', audit_seal: 'Zegel van het auditspoor', conflict: 'Belangenconflict',
      criterion: 'Criterium', document: 'Document', external_identity: 'Aanmelding', identity_provider: 'Identiteitsaanbieder', invitation: 'Uitnodiging',
      access_request: 'Verzoek om toegang', mail: 'Mail', offer: 'Aanbod', organisation: 'Organisatie', person: 'Persoon', review: 'Beoordeling',
      role_grant: 'Rol', session: 'Sessie', vacancy: 'Vacature',
    },
  },
};
