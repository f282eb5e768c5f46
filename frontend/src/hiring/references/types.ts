export interface Reference {
  id: string;
  vacancy_id: string;
  application_id: string;
  application: string | null;
  applicant: string | null;
  stage: string | null;
  name: string;
  email: string;
  institution: string;
  relation: string;
  state: string;
  due_at: string | null;
  answered_at: string | null;
  late: boolean;
  mail: string | null; // how our last mail to the referee fared
  letter_id: string | null; // for whoever may read it
  version: number;
}

export const OPEN = ['asked', 'reminded'];
export const INVITED = ['shortlisted', 'interview', 'selected']; // of whom references are asked later
