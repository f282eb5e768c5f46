import type { en } from './messages';

export const nl: typeof en = {
  operations: { table: { application_export: 'export van sollicitaties', table_mapping: 'kolommen van een tabel' } },
  exchange: {
    zip: 'ZIP', zip_chosen: 'Downloaden als ZIP',
    columns: 'Welke kolom van %{file} bevat wat?', none: 'geen',
    field: { name: 'Naam', given_name: 'Voornaam', family_name: 'Achternaam', email: 'E-mail', phone: 'Telefoon', orcid: 'ORCID iD', language: 'Taal (nl, en)', motivation: 'Motivatie', via: 'Waarvandaan (bron)' },
    windows: 'Dit bestand is geen Unicode en is gelezen als Windows-1252. Kijk of de namen kloppen.',
    refused: 'Eén cel wordt geweigerd; er is nog niets ingelezen. |||| %{smart_count} cellen worden geweigerd; er is nog niets ingelezen.',
    row: 'rij %{row}',
    would: 'Eén sollicitatie: %{names} |||| %{smart_count} sollicitaties: %{names} …',
    read: 'Eén sollicitatie inlezen |||| %{smart_count} sollicitaties inlezen',
  },
};
