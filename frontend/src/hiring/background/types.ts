export interface Place {
  name: string;
  from?: string | null;
  until?: string | null;
}
export interface Background {
  application_id: string;
  version: number | null;
  employers: Place[];
  supervisors: (Place & { orcid?: string | null })[];
  works: { identifier: string; title: string; on?: string | null }[];
  orcid: { orcid: string; name: string | null; at: string } | null;
}
