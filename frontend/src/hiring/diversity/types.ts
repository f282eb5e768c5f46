export interface Question {
  text_nl: string;
  text_en: string;
  options: { key: string; nl: string; en: string }[];
}
