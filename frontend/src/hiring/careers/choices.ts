// What vacancies are told apart by, as the server knows it.
export const PROFILES = ['R1', 'R2', 'R3', 'R4'];
export const CHANNELS = ['euraxess', 'academictransfer', 'json', 'atom'];
export const FEEDS: Record<string, string> = {
  euraxess: '/feeds/euraxess.xml', academictransfer: '/feeds/academictransfer.xml', json: '/feeds/vacancies.json', atom: '/feeds/vacancies.atom',
};
export const RESEARCH_FIELDS = [
  'agricultural_sciences', 'anthropology', 'architecture', 'arts', 'astronomy', 'biological_sciences', 'chemistry', 'communication_sciences',
  'computer_science', 'criminology', 'cultural_studies', 'demography', 'economics', 'educational_sciences', 'engineering',
  'environmental_science', 'ethics_in_health_sciences', 'ethics_in_natural_sciences', 'ethics_in_physical_sciences',
  'ethics_in_social_sciences', 'geography', 'geosciences', 'history', 'information_science', 'juridical_sciences', 'language_sciences',
  'literature', 'mathematics', 'medical_sciences', 'neurosciences', 'pharmacological_sciences', 'philosophy', 'physics',
  'political_sciences', 'psychological_sciences', 'religious_sciences', 'sociology', 'technology',
];

export interface Level {
  nl: string;
  en: string;
}

// As the server takes it: a text for every score, or none at all.
export const levels = (typed: (Partial<Level> | null)[] | undefined): Level[] => {
  const all = Array.from({ length: 5 }, (_, n) => ({ nl: typed?.[n]?.nl ?? '', en: typed?.[n]?.en ?? '' }));
  return all.some(({ nl, en }) => nl || en) ? all : [];
};

export const previewPath = ({ id }: { id: string | number }) => `/careers/${id}/preview`;
